"""Mutated updates into every channel, hostile words into every message."""

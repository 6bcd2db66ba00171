"""Adapters: one per platform, each a `talk.Channel`."""

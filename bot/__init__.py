"""Đôn Đốc, a chat bot that keeps an office to its plan and its citizens answered."""

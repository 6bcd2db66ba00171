"""The deadline grammar: Vietnamese phrases of time in, schedules and honest doubts out."""

from bot.rules.deadlines.reading import Reading, read

__all__ = ["Reading", "read"]

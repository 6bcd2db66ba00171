"""The deadline grammar: Vietnamese phrases of time in, schedules and honest doubts out."""

from bot.rules.deadlines.mentions import Found, find
from bot.rules.deadlines.reading import Reading, read

__all__ = ["Found", "Reading", "find", "read"]

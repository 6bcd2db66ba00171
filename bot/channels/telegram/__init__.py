"""Telegram, by way of python-telegram-bot's Bot API client."""

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.reading import ALLOWED_UPDATES, NotAnUpdateError, parse_update, read_update

__all__ = ["ALLOWED_UPDATES", "NotAnUpdateError", "TelegramChannel", "parse_update", "read_update"]

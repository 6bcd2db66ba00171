"""A local double of Telegram's Bot API: `dondoc fake telegram`, or FakeTelegram in a test."""

from bot.fakes.telegram.fake import EXAMPLE_TOKEN, FakeTelegram
from bot.fakes.telegram.rates import Rates
from bot.fakes.telegram.world import Post

__all__ = ["EXAMPLE_TOKEN", "FakeTelegram", "Post", "Rates"]

"""A local double of the Zalo Bot Platform: `dondoc fake zalo-bot`, or FakeZaloBot in a test."""

from bot.fakes.zalo_bot.fake import EXAMPLE_TOKEN, FakeZaloBot
from bot.fakes.zalo_bot.state import Post, Switches

__all__ = ["EXAMPLE_TOKEN", "FakeZaloBot", "Post", "Switches"]

"""The Zalo Bot Platform, over plain HTTP."""

from bot.channels.zalo_bot.channel import ZaloBotChannel
from bot.channels.zalo_bot.reading import Me, read_event

__all__ = ["Me", "ZaloBotChannel", "read_event"]

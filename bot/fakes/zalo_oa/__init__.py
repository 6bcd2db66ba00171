"""A local double of Zalo's interface for official accounts: `dondoc fake zalo-oa`, or FakeZaloOa in a test."""

from bot.fakes.zalo_oa.fake import FakeZaloOa
from bot.fakes.zalo_oa.state import Post

__all__ = ["FakeZaloOa", "Post"]

"""An official account of Zalo (OA), over its OpenAPI."""

from bot.channels.zalo_oa.channel import ZaloOaChannel
from bot.channels.zalo_oa.inbox import OaInbox
from bot.channels.zalo_oa.oauth import Credentials
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.wire import Hosts, Wire

__all__ = ["Credentials", "Hosts", "OaInbox", "Tokens", "Wire", "ZaloOaChannel"]

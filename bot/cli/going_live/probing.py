"""Tokens tried at their platform before they are written down."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from bot.app import utc_now
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import BASE_URL as TELEGRAM
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.wire import BASE_URL as ZALO
from bot.talk import ChannelError

Probe = Callable[[str, str], Awaitable[str]]


async def telegram_name(token: str, api: str) -> str:
    """ "@name" of the bot; ChannelError where Telegram does not take the token."""
    channel = TelegramChannel(token, base_url=f"{api}/bot" if api else TELEGRAM)
    try:
        await channel.start()
        return f"@{channel.username}"
    finally:
        await channel.stop()


async def zalo_bot_name(token: str, api: str) -> str:
    channel = _zalo_bot(token, api)
    try:
        await channel.start()
        return channel.me.name
    finally:
        await channel.stop()


PROBES: Mapping[str, Probe] = {"telegram": telegram_name, "zalo-bot": zalo_bot_name}


def name_of_bot(channel: str, token: str, api: str) -> str:
    """How the platform calls the bot that this token belongs to; raises ChannelError."""
    return asyncio.run(_named(PROBES[channel], token, api))


async def _named(probe: Probe, token: str, api: str) -> str:
    return await probe(token, api)


def zalo_calls(token: str, api: str) -> str:
    """The address that Zalo calls for this bot, so that it cannot be polled; "" where none, or where Zalo is silent."""
    return asyncio.run(_asked(_zalo_bot(token, api), drop=False))


def drop_zalo_calls(token: str, api: str) -> None:
    asyncio.run(_asked(_zalo_bot(token, api), drop=True))


async def _asked(channel: ZaloBotChannel, *, drop: bool) -> str:
    try:
        if drop:
            await channel.drop_webhook()
        return "" if drop else await channel.webhook()
    except ChannelError:
        return ""
    finally:
        await channel.stop()


def _zalo_bot(token: str, api: str) -> ZaloBotChannel:
    return ZaloBotChannel(token, lambda _kept, _life: "", utc_now, base_url=api or ZALO)

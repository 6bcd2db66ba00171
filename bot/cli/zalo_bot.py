"""zalo-bot: what is asked of Zalo by hand, and never by itself."""

import asyncio
from argparse import Namespace

from bot.app import utc_now
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.wire import BASE_URL
from bot.cli.environment import StopError, settings, told
from bot.cli.terminal import out
from bot.talk import ChannelError


@told
def drop_webhook(options: Namespace) -> int:
    """Zalo calls nobody any more, so that one machine may poll."""
    told_of = settings()
    office = (told_of.offices or {}).get(str(options.office).upper(), told_of.office)
    known = office.zalo_bot
    if known is None:
        raise StopError("Chưa đặt DONDOC_ZALO_BOT_TOKEN; máy có nhiều cơ quan thì thêm --office MÃ.")
    channel = ZaloBotChannel(known.token, lambda _kept, _life: "", utc_now, base_url=known.api or BASE_URL)
    try:
        dropped = asyncio.run(_drop(channel))
    except ChannelError as error:
        raise StopError(f"Zalo không làm: {error.reason}.") from error
    out.print(f"Zalo không còn gọi {dropped}." if dropped else "Zalo không gọi vào đâu cả.", markup=False)
    return 0


async def _drop(channel: ZaloBotChannel) -> str:
    """Where Zalo called until now; "" where nowhere."""
    try:
        found = await channel.webhook()
        if found:
            await channel.drop_webhook()
        return found
    finally:
        await channel.stop()

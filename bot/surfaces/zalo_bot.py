"""A bot on Zalo's platform for one office: polled or called, its page, the files it lends."""

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta

from starlette.routing import BaseRoute

from bot.app import Clock
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.sending import LONGEST
from bot.channels.zalo_bot.wire import BASE_URL
from bot.intake import Intake
from bot.rules.lending import lend
from bot.settings.zalo_bot import ZaloBotSettings
from bot.surfaces.surface import Home, OnMessage
from bot.talk import ChannelError, Kept, Traits
from bot.web.lent import lent_route
from bot.web.zalo_bot import zalo_bot_webhook
from storage.files import FileShelf

log = logging.getLogger(__name__)
TITLE = "Zalo Bot"
AGAIN_SECONDS = 60


def zalo_bot(home: Home) -> "ZaloBotSurface | None":
    known = home.settings.zalo_bot
    if known is None:
        return None
    # A double on this machine can fetch from the site wherever it stands; Zalo only from a public address.
    site = home.address if known.api or home.address.startswith("https://") else ""
    lender = Lender(site, known.token, home.clock)
    traits = Traits(
        TITLE,
        buttons=False,
        longest=LONGEST,
        monthly=known.monthly,
        people=known.people,
        counts_heard=known.counts_heard,
    )
    channel = ZaloBotChannel(known.token, lender, home.clock, traits=traits, base_url=known.api or BASE_URL)
    return ZaloBotSurface(channel, known, lender, home.address)


class Lender:
    """Gives files addresses below `path` of the site; "" where no site can be reached."""

    def __init__(self, site: str, token: str, clock: Clock) -> None:
        self.path = f"/tep/{token.partition(':')[0]}/"
        self.key = hashlib.sha256(b"lent by the bot " + token.encode()).digest()
        self.clock = clock
        self.site = site

    def __call__(self, kept: Kept, life: timedelta) -> str:
        if not self.site:
            return ""
        return self.site + self.path + lend(self.key, kept.digest, kept.name or "tep", self.clock() + life)


@dataclass(eq=False)
class ZaloBotSurface:
    """`address` is where the office's site stands."""

    channel: ZaloBotChannel
    settings: ZaloBotSettings
    lender: Lender
    address: str
    shelf: FileShelf | None = None  # once the house is open
    title = TITLE

    async def start(self) -> None:
        await self.channel.start()

    def door(self) -> str:
        """No start word comes along, and fifty people are too few for a public door."""
        return ""

    def page(self) -> str:
        return self.channel.page

    @property
    def hook(self) -> str:
        """This bot's own path. It changes with the secret, so that Zalo is told of a new one."""
        secret = self.settings.secret.encode()
        bot = self.settings.token.partition(":")[0]
        return f"/hooks/zalo-bot/{bot}-{hmac.new(self.lender.key, secret, hashlib.sha256).hexdigest()[:12]}"

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        routes: list[BaseRoute] = [lent_route(self.lender.path, self.lender.key, self._shelf, self.lender.clock)]
        if self.settings.mode == "webhook":
            routes.append(zalo_bot_webhook(self.channel, self.settings.secret, on_message, self.hook))
        return routes

    def _shelf(self) -> FileShelf:
        if self.shelf is None:
            raise RuntimeError("files are lent once the house is open")
        return self.shelf

    def begin(self, intake: Intake) -> None:
        self.shelf = intake.shop.shelf
        if self.settings.mode == "polling":
            bot = self.settings.token.partition(":")[0]
            intake.beside.begin_alone(f"zalo_bot:{bot}", lambda: self.channel.poll(intake.on_message))
        else:
            intake.beside.begin(self._introduce(), lasting=True)

    async def stop(self) -> None:
        await self.channel.stop()

    async def doubts(self) -> list[tuple[str, str]]:
        found = await self.channel.webhook()
        doubts = []
        if self.settings.mode == "polling":
            doubts.append(("Zalo Bot dùng polling: tin đến lúc máy chủ tắt thì mất.", "Khi chạy thật nên dùng webhook"))
        if self.settings.mode == "polling" and found:
            doubts.append((f"Zalo đang gọi {found}, nên chưa hỏi tin được.", "dondoc zalo-bot drop-webhook"))
        if self.settings.mode == "webhook" and found != self.address + self.hook:
            doubts.append(("Zalo chưa gọi vào máy chủ này.", "dondoc serve sẽ đăng ký khi chạy"))
        if not self.lender.site:
            doubts.append(("Zalo Bot chưa gửi được ảnh, tệp.", "Đặt DONDOC_PUBLIC_URL"))
        return doubts

    async def _introduce(self) -> None:
        """Tell Zalo where it shall call, if it does not know; again until it does. Zalo counts such calls by day."""
        url = self.address + self.hook
        while True:
            try:
                if await self.channel.webhook() != url:
                    trouble = await self.channel.set_webhook(url, self.settings.secret)
                    if trouble:
                        log.warning("Zalo could not call us when it tried: %s", trouble)
            except ChannelError as error:
                log.warning("Zalo does not listen yet: %s", error.reason)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

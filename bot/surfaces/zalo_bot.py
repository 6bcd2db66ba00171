"""A bot on Zalo's platform for one office: polled or called, its page, the files it lends."""

import asyncio
import hmac
import logging
from dataclasses import dataclass

from starlette.routing import BaseRoute

from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.sending import LONGEST
from bot.channels.zalo_bot.wire import BASE_URL
from bot.intake import Intake
from bot.jobs.eyes import listening
from bot.settings.zalo_bot import ZaloBotSettings
from bot.surfaces.lending import Lender
from bot.surfaces.surface import Home, OnMessage
from bot.talk import ChannelError, Traits
from bot.web.zalo_bot import zalo_bot_webhook

log = logging.getLogger(__name__)
TITLE = "Zalo Bot"
AGAIN_SECONDS = 60


def zalo_bot(home: Home) -> "ZaloBotSurface | None":
    known = home.settings.zalo_bot
    if known is None:
        return None
    # A double on this machine can fetch from the site wherever it stands; Zalo only from a public address.
    site = home.address if known.api or home.address.startswith("https://") else ""
    lender = Lender(site, known.token.partition(":")[0], known.token, home.clock)
    traits = Traits(
        TITLE,
        buttons=False,
        longest=LONGEST,
        monthly=known.monthly,
        people=known.people,
        counts_heard=known.counts_heard,
        places=False,
    )
    base_url = known.api or BASE_URL
    channel = ZaloBotChannel(known.token, lender, home.clock, traits=traits, base_url=base_url, share=home.share)
    return ZaloBotSurface(channel, known, lender, home.address)


@dataclass(eq=False)
class ZaloBotSurface:
    """`address` is where the office's site stands."""

    channel: ZaloBotChannel
    settings: ZaloBotSettings
    lender: Lender
    address: str
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
        bot, _, key = self.settings.token.partition(":")
        tag = hmac.new(key.encode(), self.settings.secret.encode(), "sha256").hexdigest()[:12]
        return f"/hooks/zalo-bot/{bot}-{tag}"

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        routes: list[BaseRoute] = [self.lender.route()]
        if self.settings.mode == "webhook":
            routes.append(zalo_bot_webhook(self.channel, self.settings.secret, on_message, self.hook))
        return routes

    def begin(self, intake: Intake) -> None:
        self.lender.shelf = intake.shop.shelf
        if self.settings.mode == "polling":
            bot = self.settings.token.partition(":")[0]
            intake.beside.begin_alone(f"zalo_bot:{bot}", lambda: self._poll(intake, bot))
        intake.beside.begin(self._introduce(), lasting=True)

    async def _poll(self, intake: Intake, bot: str) -> None:
        with listening(intake.shop.eyes, f"{TITLE} {bot}") as note:
            await self.channel.poll(intake.on_message, note=note)

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
        """Learn our name, where Zalo was out of reach before, and tell it where to call; again until that is done."""
        while True:
            try:
                if not self.channel.me.name:
                    await self.channel.learn()
                if self.settings.mode == "webhook":
                    await self._listen(self.address + self.hook)
            except ChannelError as error:
                log.warning("Zalo does not listen yet: %s", error.reason)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    async def _listen(self, url: str) -> None:
        """Only where Zalo does not call there already, as it counts such calls by day."""
        if await self.channel.webhook() == url:
            return
        trouble = await self.channel.set_webhook(url, self.settings.secret)
        if trouble:
            log.warning("Zalo could not call us when it tried: %s", trouble)

"""Telegram for one office: polled or called, its menu, its door."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from starlette.routing import BaseRoute

from bot.app import Clock
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import BASE_URL
from bot.commands import menu
from bot.intake import Intake
from bot.jobs.eyes import listening
from bot.rules.access import EVERYONE
from bot.settings.telegram import TelegramSettings
from bot.surfaces.surface import Home, OnMessage
from bot.talk import ChannelError
from bot.web.telegram import PATH, telegram_webhook

log = logging.getLogger(__name__)
AGAIN_SECONDS = 30
LOOK_SECONDS = 60


def telegram(home: Home) -> "TelegramSurface | None":
    known = home.settings.telegram
    if known is None:
        return None
    base_url = f"{known.api}/bot" if known.api else BASE_URL
    channel = TelegramChannel(known.token, base_url=base_url, share=home.share)
    return TelegramSurface(channel, known, home.address + PATH, home.clock)


@dataclass(frozen=True)
class TelegramSurface:
    """`hook` is the address that Telegram calls, where it does."""

    channel: TelegramChannel
    settings: TelegramSettings
    hook: str
    clock: Clock
    title = "Telegram"

    async def start(self) -> None:
        await self.channel.start()

    def door(self) -> str:
        return self.channel.deep_link("x").removesuffix("x") if self.channel.username else ""

    def page(self) -> str:
        return ""

    async def doubts(self) -> list[tuple[str, str]]:
        if self.settings.mode != "webhook":
            return []
        found = await self.channel.webhook()
        if found.url != self.hook:
            return [("Telegram chưa gọi vào máy chủ này.", "dondoc serve sẽ đăng ký khi chạy")]
        if found.is_shut(self.clock()):
            words = f"Telegram gọi máy chủ không được, {found.waiting} tin đang chờ ({found.trouble})."
            return [(words, "Xem tên miền, chứng chỉ, tường lửa, và địa chỉ DONDOC_PUBLIC_URL")]
        return []

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        if self.settings.mode != "webhook":
            return []
        return [telegram_webhook(self.channel, self.settings.secret, on_message)]

    def begin(self, intake: Intake) -> None:
        bot = self.settings.token.partition(":")[0]
        intake.beside.begin_alone(f"telegram:{bot}", partial(self._listen, intake, bot))
        intake.beside.begin(self._introduce(), lasting=True)

    async def _listen(self, intake: Intake, bot: str) -> None:
        """What one process does for all: it polls, or sees to it that Telegram gets in wherever it calls."""
        with listening(intake.shop.eyes, f"Telegram {bot}") as note:
            if self.settings.mode == "polling":
                await self.channel.poll(intake.on_message, note=note)
            else:
                await self.watch(note)

    async def watch(self, note: Callable[[bool], None], every: float = LOOK_SECONDS) -> None:
        """Tell again and again whether Telegram gets in at our address, and give it that address where it lost it."""
        while True:
            await asyncio.sleep(every)
            note(await self._is_called())

    async def _is_called(self) -> bool:
        try:
            found = await self.channel.webhook()
            if found.url != self.hook:  # whoever else has the token turned it away
                log.warning("Telegram called somewhere else; it is told our address again")
                await self.channel.set_webhook(self.hook, self.settings.secret)
        except ChannelError:
            return False
        return found.url == self.hook and not found.is_shut(self.clock())

    async def stop(self) -> None:
        await self.channel.stop()

    async def _introduce(self) -> None:
        """Tell Telegram the command menu, and where it shall call; again until it listens."""
        while True:
            try:
                await self.channel.set_menu(menu(EVERYONE))
                if self.settings.mode == "webhook":
                    await self.channel.set_webhook(self.hook, self.settings.secret)
            except ChannelError as error:
                log.warning("Telegram does not listen yet: %s", error.reason)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

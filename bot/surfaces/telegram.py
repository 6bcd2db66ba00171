"""Telegram for one office: polled or called, its menu, its door."""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial

from starlette.routing import BaseRoute

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import BASE_URL
from bot.commands import menu
from bot.intake import Intake
from bot.rules.access import EVERYONE
from bot.settings.telegram import TelegramSettings
from bot.surfaces.surface import Home, OnMessage
from bot.talk import ChannelError
from bot.web.telegram import PATH, telegram_webhook

log = logging.getLogger(__name__)
AGAIN_SECONDS = 30


def telegram(home: Home) -> "TelegramSurface | None":
    known = home.settings.telegram
    if known is None:
        return None
    base_url = f"{known.api}/bot" if known.api else BASE_URL
    channel = TelegramChannel(known.token, base_url=base_url, share=home.share)
    return TelegramSurface(channel, known, home.address + PATH)


@dataclass(frozen=True)
class TelegramSurface:
    """`hook` is the address that Telegram calls, where it does."""

    channel: TelegramChannel
    settings: TelegramSettings
    hook: str
    title = "Telegram"

    async def start(self) -> None:
        await self.channel.start()

    def door(self) -> str:
        return self.channel.deep_link("x").removesuffix("x") if self.channel.username else ""

    def page(self) -> str:
        return ""

    async def doubts(self) -> list[tuple[str, str]]:
        return []

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        if self.settings.mode != "webhook":
            return []
        return [telegram_webhook(self.channel, self.settings.secret, on_message)]

    def begin(self, intake: Intake) -> None:
        if self.settings.mode == "polling":
            bot = self.settings.token.partition(":")[0]
            intake.beside.begin_alone(f"telegram:{bot}", partial(self._poll, intake, bot))
        intake.beside.begin(self._introduce(), lasting=True)

    async def _poll(self, intake: Intake, bot: str) -> None:
        note = partial(intake.shop.eyes.listened, f"Telegram {bot}")
        try:
            await self.channel.poll(intake.on_message, note=note)
        finally:
            note(is_well=True)  # from now on it is another's business

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

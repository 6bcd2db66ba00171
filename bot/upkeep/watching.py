"""Looks every minute how things stand: tells whoever looks after the bot, and a service outside that all is well."""

import asyncio
import logging
from collections.abc import Set

import httpx

from bot.acts.troubles import tell_troubles
from bot.rules.troubles import Trouble
from bot.upkeep.doors import faults_of
from bot.upkeep.health import Health
from storage.offices import all_offices

log = logging.getLogger(__name__)
LOOK_SECONDS = 60


class Watch:
    """Tells the offices of their own letters, and the first one of the machine as well."""

    def __init__(self, health: Health) -> None:
        self._health = health

    async def run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # the eyes must stay open whatever they see
                log.exception("the look at how things stand failed")

    def look(self) -> None:
        self._health.soundness.look()
        around: Set[Trouble] = self._health.around()
        shop, now = self._health.shop, self._health.clock()
        with shop.store.transaction() as session:
            offices = [office.id for office in all_offices(session)]
        for office in offices:
            with shop.store.transaction() as session:
                tell_troubles(shop.day(session, office, now), around)
            around = set()


async def ping(url: str, health: Health, client: httpx.AsyncClient | None = None) -> None:
    """Call an address every minute, only while all is well: whoever waits there hears of our silence."""
    async with client or httpx.AsyncClient(timeout=10, follow_redirects=True) as caller:
        was_well = True
        while True:
            was_well = await ping_once(url, health, caller, was_well=was_well)
            await asyncio.sleep(LOOK_SECONDS)


async def ping_once(url: str, health: Health, caller: httpx.AsyncClient, *, was_well: bool) -> bool:
    """Whether all was well and the other side heard it. What changes is said in the log, without the address."""
    trouble = ", ".join(fault.kind for fault in await faults_of(health))
    if not trouble:
        try:
            (await caller.get(url)).raise_for_status()
        except httpx.HTTPError as error:
            trouble = type(error).__name__
    if trouble and was_well:
        log.warning("the watchman outside hears nothing: %s", trouble)
    elif not trouble and not was_well:
        log.info("the watchman outside hears again that all is well")
    return not trouble

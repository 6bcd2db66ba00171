"""Builds everything and starts it; the only wiring. Nothing below asks the clock."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from bot.beside import Beside
from bot.intake import Intake
from bot.jobs import (
    ask_way,
    data_requests,
    dates,
    digest,
    dossier_month,
    measure,
    news,
    read_index,
    read_plan,
    remind,
    report,
    retain,
    roll,
    tidy,
    week,
)
from bot.jobs.advancing import advance
from bot.jobs.mail import Mail
from bot.jobs.shop import Branch, Shop
from bot.leases import Leases
from bot.rules.sorting import Sorter
from bot.talk import Channel, Traits
from storage.files import FileShelf
from storage.offices import all_offices
from storage.store import Store

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
TICK_SECONDS = 2
TIDY_SECONDS = 3600
DRAIN_SECONDS = 20.0
LETTERS, READING, TIDY = "letters:", "reading", "tidy"  # leases: an office's letters, documents, clearing up
Step = Callable[[Shop, datetime], bool]
STEPS: tuple[Step, ...] = (
    roll.roll_one_task,
    remind.remind_of_duties,
    remind.remind_of_cases,
    remind.remind_of_dossiers,
    week.go_on_one_week,
    news.remind_one_office_of_news,
    digest.digest_some,
    week.ask_one_office,
    measure.measure_one_office,
    dossier_month.list_one_office,
    report.draft_one_office,
    report.send_one_report,
    dates.ask_dates,
    ask_way.ask_one_way,
    data_requests.serve_one_request,
)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Kit:
    """The tools of every desk."""

    sorter: Sorter
    secret: bytes
    doors: Mapping[str, str] = field(default_factory=dict)  # channel's Vietnamese name -> address before the word
    site: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)  # channel's Vietnamese name -> where a code is typed
    texts: Path | None = None  # wordings of the office's own
    shelf: FileShelf | None = None  # this and `traits` are there from the opening of the shop on
    traits: Mapping[str, Traits] = field(default_factory=dict)  # by the name of the channel

    @classmethod
    def packaged(cls, secret: bytes, doors: Mapping[str, str], site: str = "") -> "Kit":
        return cls(Sorter(), secret, doors, site)

    def keep(self, data: bytes) -> str:
        if self.shelf is None:
            raise RuntimeError("papers are made once the shop is open")
        return self.shelf.keep(data)

    def kept(self, digest: str) -> bytes | None:
        return self.shelf.read(digest) if self.shelf else None

    def openings(self, word: str) -> list[tuple[str, str]]:
        return [(name, f"{door}{quote(word)}") for name, door in self.doors.items()]

    def links(self, invite: str) -> list[tuple[str, str]]:
        return self.openings(f"moi_{invite}")


class App:
    """The bot of every office in the store: updates in, letters out, time passing."""

    def __init__(self, shop: Shop, clock: Clock = utc_now, leases: Leases | None = None) -> None:
        self.shop = shop
        self.clock = clock
        self.leases = leases or Leases(shop.store)
        self.beside = Beside(self.leases)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._mail = Mail(shop, clock, self._paced)
        self._intakes: dict[int, Intake] = {}

    def intake(self, office_id: int) -> Intake:
        """Where the updates of one office come in."""
        if office_id not in self._intakes:
            self._intakes[office_id] = Intake(self.shop, office_id, self.clock, self.beside, self._mail)
        return self._intakes[office_id]

    async def settle(self) -> None:
        """Wait until the letters that were begun have left or failed."""
        await self.beside.settle()

    def _paced(self) -> list[int] | None:
        """Whose letters leave from here, as one token has one pace; None: everybody's.

        What an update has just caused leaves from wherever it came in: somebody waits for it.
        """
        if not self.leases.is_shared:
            return None
        return [int(name.removeprefix(LETTERS)) for name in self.leases.held(LETTERS)]

    async def tick(self) -> None:
        """Do whatever is due now, oldest first, until nothing is."""
        await self.read_plans()
        await asyncio.to_thread(self._take_steps)
        await self._mail.deliver()

    def _take_steps(self) -> None:
        """All on one way to a thread and back: whoever moves the clock ticks thousands of times. Errors are raised."""
        for step in STEPS:
            now = self.clock()
            while step(self.shop, now):
                self.shop.eyes.ticked(step.__name__)
            self.shop.eyes.ticked(step.__name__)

    async def drain(self, step: Step) -> None:
        """Take one step again and again until nothing is due for it; what fails each time holds up nothing else."""
        now = self.clock()
        while await asyncio.to_thread(advance, self.shop, now, partial(step, self.shop, now), True):
            self.shop.eyes.ticked(step.__name__)
        self.shop.eyes.ticked(step.__name__)

    async def read_plans(self) -> None:
        if not self.leases.is_held(READING):
            return
        while await read_plan.read_one_plan(self.shop, self.clock()):
            pass
        while await read_index.read_one_index(self.shop, self.clock()):
            pass

    async def tidy(self) -> None:
        if not self.leases.is_held(TIDY):
            return
        await asyncio.to_thread(tidy.tidy_offices, self.shop, self.clock())
        await self.drain(retain.retain_some)
        await asyncio.to_thread(retain.sweep_shelf, self.shop, self.clock())

    async def _send_due(self) -> None:
        """Not waited for: a slow platform holds up what it was given, and not the next tick."""
        self.beside.begin(self._mail.deliver())

    def start(self) -> None:
        """Let time pass: needs a running loop."""
        self.leases.want(READING)
        self.leases.want(TIDY)
        self.beside.begin(self.leases.run(_offices_letters), lasting=True)
        self._every(TICK_SECONDS, "read_plans", self.read_plans)
        for step in STEPS:
            self._every(TICK_SECONDS, step.__name__, self.drain, step)
        self._every(TICK_SECONDS, "deliver", self._send_due)
        self._every(TIDY_SECONDS, "tidy", self.tidy)
        self._scheduler.start()

    def _every(self, seconds: int, name: str, work: Callable[..., Any], *given: object) -> None:
        # One entry per step: a step that fails is logged by its name and does not hold up the others.
        once = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(work, "interval", args=given, seconds=seconds, name=name, **once)

    async def stop(self, limit: float = DRAIN_SECONDS) -> None:
        """Stop the clock and let what is under way end, for so many seconds at most."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._mail.is_open = False
        await self.beside.stop(limit)
        await self._mail.cut_off()
        await asyncio.to_thread(self.leases.release)


def _offices_letters(session: Session) -> set[str]:
    """The names under which processes share the offices' letters among them."""
    return {f"{LETTERS}{office.id}" for office in all_offices(session)}


def open_shop(store: Store, data: Path, channels: Mapping[str, Channel], kit: Kit, *, is_copy: bool = False) -> Shop:
    """The shop over a migrated store, every office of which has the same channels; files lie below `data`.

    `is_copy`: of a store whose files these are.
    """
    shelf = FileShelf(data / "files", store.keys, borrowed=is_copy)
    branch = branch_of(kit, shelf, channels)
    return Shop(store, shelf, lambda _office_id: branch)


def branch_of(kit: Kit, shelf: FileShelf, channels: Mapping[str, Channel]) -> Branch:
    """What an office with these channels works with."""
    traits = {name: channel.traits for name, channel in channels.items()}
    return Branch(replace(kit, shelf=shelf, traits=traits), channels)

"""The coming year of the sample commune, lived through on a copy: month by month who is written to, and why."""

import asyncio
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Literal

from bot.app import Clock, Kit
from bot.channels.markup import plain
from bot.demo.sample import adopt_plan
from bot.desk import OfficeDay
from bot.rehearsal.copying import opened_copy
from bot.rehearsal.findings import Findings, look_through, titles
from bot.rehearsal.finishing import Pace
from bot.rehearsal.running import Rehearsal, Sent
from bot.rules.workdays import DAY
from messages.words import day as spoken_day
from storage.keys import Keys

log = logging.getLogger(__name__)
NINE = "09:00"
State = Literal["idle", "running", "done", "failed"]


@dataclass(frozen=True)
class LetterView:
    """`lines`: of a digest, each thing with the reason why it is spoken of."""

    at: str
    who: str
    what: str
    lines: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True)
class DayView:
    words: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True)
class MonthView:
    first: date
    days: tuple[DayView, ...]

    @property
    def name(self) -> str:
        return f"Tháng {self.first.month}/{self.first.year}"

    @property
    def letters(self) -> int:
        return sum(len(one.letters) for one in self.days)


class Replay:
    """One at a time; what it has found so far stands in its fields. The store itself is only read."""

    def __init__(self, url: str, data: Path, kit: Kit, office_id: int, clock: Clock, days: int) -> None:
        self._url, self._data, self._kit, self._office_id, self._clock = url, data, kit, office_id, clock
        self._days = days
        self.state: State = "idle"
        self.pace: Pace = 0
        self.first = self.last = self.reached = date.min
        self.months: list[MonthView] = []
        self.findings = Findings((), ())

    async def play(self, pace: Pace) -> None:
        """Live through the days from now; how soon work gets done says the pace."""
        self.state, self.pace, self.months, self.findings = "running", pace, [], Findings((), ())
        try:
            with ExitStack() as stack:
                folder = stack.enter_context(tempfile.TemporaryDirectory("dondoc-year-", ignore_cleanup_errors=True))
                copy = await asyncio.to_thread(
                    stack.enter_context, opened_copy(self._url, Keys.of(self._kit.secret), Path(folder))
                )
                start = self._clock()
                rehearsal = Rehearsal(copy, self._data, self._kit, self._office_id, start, pace)
                await self._live(rehearsal, start)
            self.state = "done"
        except Exception:
            self.state = "failed"
            log.exception("the year could not be replayed")

    async def _live(self, rehearsal: Rehearsal, start: datetime) -> None:
        with rehearsal.day() as day:
            self.first = self.reached = day.today
            self.last = day.today + timedelta(days=self._days)
            ends = [(month, day.hours.at(month, "00:00")) for month in _months_after(day.today, self.last)]
            new_year = day.calendar.next_workday(date(day.today.year + 1, 1, 2))
            planned = day.hours.at(new_year, NINE)
        since = start
        for month, end in ends:
            if since < planned <= end:
                await rehearsal.run(planned)
                rehearsal.now = planned
                await asyncio.to_thread(_save_plan, rehearsal)
            await rehearsal.run(end)
            rehearsal.now = end
            await asyncio.to_thread(self._look, rehearsal, since, month)
            since = end

    def _look(self, rehearsal: Rehearsal, since: datetime, until: date) -> None:
        letters = rehearsal.sent()
        with rehearsal.day() as day:
            known = titles(day)
            fresh = [one for one in letters if one.at >= since]
            first = day.hours.local(since).date()
            self.findings = look_through(day, letters, self.first, until - DAY)
            self.months.append(MonthView(first, tuple(_days(day, fresh, known))))
        self.reached = until


def _save_plan(rehearsal: Rehearsal) -> None:
    """In the first days of a year the clerk saves its plan."""
    with rehearsal.day() as day:
        adopt_plan(day)


def _months_after(first: date, last: date) -> list[date]:
    """The first days of the months between, and the last day."""
    month = (first.replace(day=1) + 32 * DAY).replace(day=1)
    found = []
    while month < last:
        found.append(month)
        month = (month + 32 * DAY).replace(day=1)
    return [*found, last]


def _days(day: OfficeDay, letters: Sequence[Sent], known: dict[tuple[str, int], str]) -> Iterator[DayView]:
    for on, sent in groupby(letters, key=lambda one: day.hours.local(one.at).date()):
        words = spoken_day(on)
        yield DayView(f"{words[0].upper()}{words[1:]}", tuple(_view(day, one, known) for one in sent))


def _view(day: OfficeDay, one: Sent, known: dict[tuple[str, int], str]) -> LetterView:
    lines = tuple((known[subject, number], why) for subject, number, why in one.said)
    what = "nhắc việc" if lines else one.why
    return LetterView(f"{day.hours.local(one.at):%H:%M}", one.to, what, lines, plain(one.text))

"""The public register as its pages and its open data show it: plain values, nothing of a person among them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.desk import OfficeDay
from bot.rules.public_sums import Sums, Table, told
from bot.rules.workdays import DAY
from storage.offices import units_of
from storage.publications import CountedRow, PublicRow, counted_rows, public_rows

NO_UNIT = "Chưa phân đơn vị"
MONTHS = 12  # shown at once


@dataclass(frozen=True)
class PublicCase:
    """A published case. `due` is the day that was promised first; `month` is that of its receipt, "2026-11"."""

    row: PublicRow
    topic: str
    unit: str
    received: date
    answered: date

    @property
    def month(self) -> str:
        return f"{self.received:%Y-%m}"

    @property
    def on_time(self) -> bool:
        return self.answered <= self.row.due

    @property
    def title(self) -> str:
        return f"{self.topic}, {self.row.area}" if self.row.area else self.topic


@dataclass(frozen=True)
class Wanted:
    """Which cases somebody asks for; what is "" is not asked. `state`: "xong" or "xem-lai"."""

    month: str = ""
    topic: str = ""
    unit: str = ""
    state: str = ""

    def among(self, cases: Iterable[PublicCase]) -> list[PublicCase]:
        return [case for case in cases if self._is_met(case)]

    def _is_met(self, case: PublicCase) -> bool:
        asked = {self.month: case.month, self.topic: case.row.category, self.unit: str(case.row.unit_id)}
        state = {"xong": case.row.settled, "xem-lai": not case.row.settled}.get(self.state, not self.state)
        return state and all(not wanted or wanted == has for wanted, has in asked.items())


def public_cases(day: OfficeDay) -> list[PublicCase]:
    """All, the newest answer first."""
    units = _units(day)
    return [_public(day, row, units) for row in public_rows(day.session, day.office.id)]


def _public(day: OfficeDay, row: PublicRow, units: Mapping[int, str]) -> PublicCase:
    topic = day.topic_title(row.category, "Việc khác")
    received, answered = (day.hours.local(moment).date() for moment in (row.received_at, row.answered_at))
    return PublicCase(row, topic, units.get(row.unit_id or 0, ""), received, answered)


def _units(day: OfficeDay) -> dict[int, str]:
    return {unit.id: unit.name for unit in units_of(day.session, day.office.id)}


# --- sums ---


def monthly_sums(day: OfficeDay) -> dict[str, Table[str]]:
    """Month -> unit -> what is told of it, the newest month first; months in which nothing came are there too."""
    months = last_months(day.today)
    first = day.hours.at(date.fromisoformat(f"{months[-1]}-01"), time.min)
    sums = _by_month(day, counted_rows(day.session, day.office.id, first))
    return {month: told(sums.get(month, {})) for month in months}


def last_months(today: date, count: int = MONTHS) -> list[str]:
    """The names of this month and those before it: "2026-11"."""
    first, months = today.replace(day=1), []
    for _ in range(count):
        months.append(f"{first:%Y-%m}")
        first = (first - DAY).replace(day=1)
    return months


def _by_month(day: OfficeDay, rows: Sequence[CountedRow]) -> dict[str, dict[str, Sums]]:
    units = _units(day)
    sums: dict[str, dict[str, Sums]] = defaultdict(lambda: defaultdict(Sums))
    for row in rows:
        unit = units.get(row.unit_id or 0, NO_UNIT)
        sums[_month(day, row.received_at)][unit] += Sums(received=1)
        if row.answered_at:
            sums[_month(day, row.answered_at)][unit] += _answered(day, row, row.answered_at)
    return {month: dict(sorted(found.items())) for month, found in sums.items()}


def _answered(day: OfficeDay, row: CountedRow, at: datetime) -> Sums:
    on_time = day.hours.local(at).date() <= row.promised
    return Sums(answered=1, on_time=int(on_time), rated=int(row.rating is not None), stars=row.rating or 0)


def _month(day: OfficeDay, moment: datetime) -> str:
    return f"{day.hours.local(moment):%Y-%m}"

"""Worked days of a Vietnamese office and its opening hours."""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Kind = Literal["off", "work"]
State = Literal["official", "expected"]
Span = tuple[time, time]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DAY = timedelta(days=1)
_SATURDAY = 5
_KINDS: Mapping[str, Kind] = {"off": "off", "work": "work"}
_STATES: Mapping[str, State] = {"official": "official", "expected": "expected"}


@dataclass(frozen=True)
class DayOff:
    """One line of the calendar: a day off, or a weekend day that is worked instead of another ("work").

    A worked day with `hours` of its own is open only then: a half day, which counts as worked.
    """

    day: date
    kind: Kind
    name: str
    state: State
    source: str
    hours: tuple[Span, ...] = ()


def read_day(row: Mapping[str, str]) -> DayOff:
    """A line from its five named texts (day as 2026-01-31). ValueError, in Vietnamese, on anything else."""
    try:
        day = date.fromisoformat(row["day"])
        return DayOff(day, _KINDS[row["kind"]], row["name"], _STATES[row["state"]], row["source"])
    except (KeyError, ValueError) as error:
        raise ValueError(f"Dòng lịch không đọc được: {dict(row)}") from error


@cache
def packaged_days() -> tuple[DayOff, ...]:
    text = files("bot.rules").joinpath("holidays_vn.csv").read_text(encoding="utf-8")
    return tuple(read_day(row) for row in csv.DictReader(text.splitlines()))


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are worked. Of several lines for one day the last wins. Who has the same lines shares one."""

    lines: tuple[DayOff, ...] = ()

    @staticmethod
    def vietnam(extra: Iterable[DayOff] = ()) -> "Calendar":
        """The national calendar; an office's own lines (`extra`) win over it."""
        return _vietnam(tuple(extra))

    @cached_property
    def _line(self) -> dict[date, DayOff]:
        return {line.day: line for line in self.lines}

    @cached_property
    def _official_years(self) -> frozenset[int]:
        return self.years() - {line.day.year for line in self._line.values() if line.state == "expected"}

    def is_workday(self, day: date) -> bool:
        line = self._line.get(day)
        return day.weekday() < _SATURDAY if line is None else line.kind == "work"

    def line_on(self, day: date) -> DayOff | None:
        """What the calendar says of a day; None where it is as any other of its weekday."""
        return self._line.get(day)

    def why_off(self, day: date) -> str | None:
        """The name of the day off, "thứ Bảy", "Chủ nhật"; None on a worked day."""
        if self.is_workday(day):
            return None
        line = self._line.get(day)
        return WEEKDAYS[day.weekday()] if line is None else line.name

    def next_workday(self, day: date) -> date:
        """The first worked day on or after `day`."""
        while not self.is_workday(day):
            day += DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The last worked day on or before `day`."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """`count` worked days later, or earlier when negative; `day` itself is never counted."""
        if count > 0:
            return self._worked(self._worked_until(day) + count)
        return self._worked(self._worked_until(day - DAY) + count + 1) if count else day

    def _worked(self, number: int) -> date:
        """The worked day of this number, from the first Monday of all."""
        unlike = self._unlike_their_weekday
        at = bisect_left(unlike.worked_until, number)
        weeks, days = divmod(number - unlike.sums[at] - 1, _SATURDAY)
        usual = 7 * weeks + days + 1
        return date.fromordinal(min([usual, *unlike.days[at : at + 1]]))

    def workdays_between(self, start: date, end: date) -> int:
        """Worked days after `start` up to and including `end`; negative when `end` is the earlier one.

        In both directions the day counted from is left out, so this undoes `add_workdays`.
        """
        if end >= start:
            return self._worked_until(end) - self._worked_until(start)
        return self._worked_until(end - DAY) - self._worked_until(start - DAY)

    def _worked_until(self, day: date) -> int:
        """How many worked days there have been, from the first Monday of all to this day included."""
        number, unlike = day.toordinal(), self._unlike_their_weekday
        return _weekdays_until(number) + unlike.sums[bisect_right(unlike.days, number)]

    @cached_property
    def _unlike_their_weekday(self) -> "_Unlike":
        days = sorted(day for day in self._line if self.is_workday(day) != (day.weekday() < _SATURDAY))
        sums = [0, *accumulate(1 if self.is_workday(day) else -1 for day in days)]
        numbers = [day.toordinal() for day in days]
        worked = [_weekdays_until(number) + changed for number, changed in zip(numbers, sums[1:], strict=True)]
        return _Unlike(numbers, sums, worked)

    def is_expected(self, first: date, last: date | None = None) -> bool:
        """Whether a date, or a stretch of dates, lies in a year whose days off are not all official yet.

        Whole years, because a swap of days (02/01/2026) may be announced a week ahead, for any month.
        """
        return not self._official_years.issuperset(range(first.year, (last or first).year + 1))

    def years(self) -> frozenset[int]:
        """The years whose days off are in the calendar: those with a line for 1 January.

        A lone closing day that an office adds far ahead does not make its year known.
        """
        return self._known_years

    @cached_property
    def _known_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self._line if (day.month, day.day) == (1, 1))

    def missing_years(self, today: date) -> tuple[int, ...]:
        """Of this year and the next, those without days off: reminders of early January need the next."""
        return tuple(year for year in (today.year, today.year + 1) if year not in self.years())


class _Unlike(NamedTuple):
    """The days that are worked or off against their weekday, in order, as numbers.

    `sums`: of what those before each change, and all; `worked_until`: worked days up to each, it included.
    """

    days: list[int]
    sums: list[int]
    worked_until: list[int]


def _weekdays_until(number: int) -> int:
    return number // 7 * _SATURDAY + min(number % 7, _SATURDAY)


@lru_cache(maxsize=256)  # offices with lines of their own
def _vietnam(own: tuple[DayOff, ...]) -> Calendar:
    return Calendar((*packaged_days(), *own))


@lru_cache(maxsize=1_000)  # the same few days and hours are asked for again and again
def _moment(day: date, clock: time, tz: tzinfo) -> datetime:
    return datetime.combine(day, clock, tz).astimezone(UTC)


@dataclass(frozen=True)
class Hours:
    """When an office is open on a worked day, in its local time."""

    spans: tuple[Span, ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    tz: tzinfo = VIETNAM

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(early >= late for early, late in pairwise(edges)):
            raise ValueError("Giờ làm việc phải có ít nhất một buổi, các mốc giờ tăng dần.")

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's clock. ValueError if it has no zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return moment.astimezone(self.tz)

    def at(self, day: date, clock: time | str) -> datetime:
        """The local clock time ("07:30") of a day as an aware UTC moment."""
        wanted = time.fromisoformat(clock) if isinstance(clock, str) else clock
        return _moment(day, wanted, self.tz)

    def openings(self, calendar: Calendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The open stretches of a day as aware UTC moments, the end not included; none on a day off."""
        if not calendar.is_workday(day):
            return ()
        line = calendar.line_on(day)
        spans = line.hours if line and line.hours else self.spans
        return tuple((self.at(day, start), self.at(day, end)) for start, end in spans)

    def open_by(self, calendar: Calendar, day: date, clock: time) -> tuple[date, time]:
        """The hour of a deadline; on a half day no later than the office is open, else the worked day before.

        On other days it is left as said: a deadline at noon or at six is somebody's wish.
        """
        line = calendar.line_on(day)
        if line is None or not line.hours or line.kind != "work":
            return day, clock
        ends = [min(end, clock) for start, end in line.hours if start < clock]
        if ends:
            return day, max(ends)
        return self.open_by(calendar, calendar.previous_workday(day - DAY), clock)

    def is_open(self, calendar: Calendar, moment: datetime) -> bool:
        day = self.local(moment).date()
        return any(start <= moment < end for start, end in self.openings(calendar, day))

    def next_open(self, calendar: Calendar, moment: datetime) -> datetime:
        """The moment itself (in UTC) while the office is open, else when it opens next."""
        day = self.local(moment).date()
        while True:
            for start, end in self.openings(calendar, day):
                if moment < end:
                    return max(start, moment.astimezone(UTC))
            day += DAY

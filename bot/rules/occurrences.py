"""From a schedule to its due days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal

from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Every,
    Milestone,
    Milestones,
    Ongoing,
    Schedule,
    Unit,
    Within,
    last_day,
)
from bot.rules.workdays import DAY, Calendar

Kind = Literal["due", "check_in"]

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_ROMAN = ("I", "II", "III", "IV")
_FRIDAY = 4
_ANCHOR_MONTHS = {"year-start": 1, "mid-year": 6}
_PRINTED_DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})")


@dataclass(frozen=True)
class Due:
    """One due day. `printed` is the last day the plan permits, `last` the worked day on or before it.

    `key` names the occurrence within its task and does not change with the calendar, so making dues
    again adds nothing. `label` says which period or step is meant ("Quý I/2026").
    """

    first: date
    last: date
    kind: Kind
    label: str
    printed: date
    key: str


@dataclass(frozen=True)
class _Period:
    first: date
    last: date
    key: str
    label: str


@dataclass(frozen=True)
class _Raw:
    """A due day before the calendar has its say. One of a rhythm falls out if its whole span is off."""

    first: date
    printed: date
    key: str
    label: str
    kind: Kind = "due"
    span: _Period | None = None


def dues(schedule: Schedule, *, year: int, since: date, until: date, calendar: Calendar) -> tuple[Due, ...]:
    """The dues whose printed day lies from `since` to `until`, earliest first.

    A rhythm without its own start or end runs through `year`, the plan's; for a plan of several years
    ask once for each. A printed day is no period, so it never moves forward. What waits for an event
    or for a person (relative, external, a mere start) has none.
    """
    wanted = (raw for raw in _raws(schedule, year) if since <= raw.printed <= until)
    kept = (raw for raw in wanted if raw.span is None or calendar.next_workday(raw.span.first) <= raw.span.last)
    found: dict[str, Due] = {}
    for raw in kept:
        # Two rhythms of one work that meet on a day make one due.
        found.setdefault(raw.key, _due(raw, calendar))
    return tuple(sorted(found.values(), key=lambda due: (due.last, due.printed, due.key)))


def _due(raw: _Raw, calendar: Calendar) -> Due:
    last = calendar.previous_workday(raw.printed)
    return Due(min(raw.first, last), last, raw.kind, raw.label, raw.printed, raw.key)


def _raws(schedule: Schedule, year: int) -> Iterator[_Raw]:
    match schedule:
        case By() | Within():
            yield from _fixed(schedule)
        case Dates(months, own_year):
            yield from (_whole(_period("month", date(own_year, month, 1))) for month in months)
        case Every():
            yield from _rhythm(schedule, year)
        case Ongoing(until):
            yield from _check_ins(until, year)
        case AnyOf(parts):
            yield from _one_work([raw for part in parts for raw in _raws(part, year)])
        case Milestones(steps):
            for number, step in enumerate(steps, 1):
                yield from _step(number, step, year)


def _fixed(schedule: By | Within) -> Iterator[_Raw]:
    printed = last_day(schedule)
    if printed is not None:
        first = schedule.start if isinstance(schedule, Within) else printed
        yield _Raw(first, printed, printed.isoformat(), _span_label(first, printed))


def _span_label(first: date, last: date) -> str:
    for unit in _MONTHS:
        period = _period(unit, first)
        if (period.first, period.last) == (first, last):
            return period.label
    return f"{last:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _step(number: int, step: Milestone, year: int) -> Iterator[_Raw]:
    for raw in _raws(step.schedule, year):
        yield replace(raw, key=f"{number}:{raw.key}", label=step.text)


def _check_ins(until: date | None, year: int) -> Iterator[_Raw]:
    """Work without an end is never late; a look at it each quarter keeps it alive."""
    end = until or date(year, 12, 31)
    for period in _periods("quarter", date(year, 1, 1), end):
        yield replace(_whole(period, min(period.last, end), f"check-{period.key}"), kind="check_in")


def _one_work(raws: list[_Raw]) -> Iterator[_Raw]:
    """Rhythms of the same work: a check-in is needless in a quarter that has a due day anyway."""
    days = [raw.printed for raw in raws if raw.kind == "due"]
    for raw in raws:
        if raw.kind == "due" or not any(raw.first <= day <= raw.printed for day in days):
            yield raw


def _rhythm(every: Every, year: int) -> Iterator[_Raw]:
    start = every.start or date(year, 1, 1)
    end = every.until or date(max(year, start.year), 12, 31)
    for period in _periods(every.unit, start, end):
        for raw in _in_period(every, period):
            # "The 5th of the month after" and "before the 1st" belong to the period they are printed for.
            if start <= min(max(raw.printed, period.first), period.last) <= end:
                yield raw


def _in_period(every: Every, period: _Period) -> Iterator[_Raw]:
    if listed := _listed_days(every, period):
        for day in listed:
            yield _Raw(period.first, day, day.isoformat(), f"{day:%d/%m/%Y}", span=period)
        return
    plain = Every(every.unit, every.times)
    for piece in _pieces(period, every):
        day = _printed_day(every, piece)
        # Only what is due at the period's own end may bear its name: a month may have two days.
        yield _whole(piece, day, piece.key if day == _printed_day(plain, piece) else day.isoformat())


def _whole(period: _Period, printed: date | None = None, key: str | None = None) -> _Raw:
    return _Raw(period.first, printed or period.last, key or period.key, period.label, span=period)


def _listed_days(every: Every, period: _Period) -> list[date]:
    """The days of a year that an anchor repeats as printed: "15/6 và 15/12"."""
    pairs = _PRINTED_DAY.findall(every.anchor or "") if every.unit == "year" else []
    days = [(int(day), int(month)) for day, month in pairs]
    back = DAY * (every.edge == "before")
    return [_day_in(period.first.year, month, day) - back for day, month in days if 1 <= month <= 12 and day]


def _printed_day(every: Every, piece: _Period) -> date:
    if every.unit == "day":
        return piece.first
    if every.weekday is not None:
        day = piece.last - (piece.last.weekday() - every.weekday) % 7 * DAY
        return day - DAY if every.edge == "before" else day
    if every.unit == "week":
        return min(piece.last, piece.first + _FRIDAY * DAY)
    return _month_day(every, piece.last)


def _month_day(every: Every, end: date) -> date:
    month = every.month or (_ANCHOR_MONTHS.get(every.anchor or "") if every.unit == "year" else None)
    if every.anchor == "next-month":
        end = _period("month", end + DAY).last
    if every.day is None and month is None:
        return end
    day = _day_in(end.year, month or end.month, every.day or 31)
    if every.edge != "before":
        return day
    # "Before November" is before its first day.
    return (day if every.day else day.replace(day=1)) - DAY


def _pieces(period: _Period, every: Every) -> Iterator[_Period]:
    """The period cut into `times` even parts: "02 lần/năm" ends on 30/6 and 31/12.

    Halves of the calendar year, because a plan that prints no day counts by its year; the cut on the
    14th or 15th of December belongs to reports (NĐ 09/2019), which have windows of their own.
    """
    if every.times == 1 or every.unit == "day":
        yield period
        return
    first = period.first
    for n, last in enumerate(dict.fromkeys(_ends(period, every)), 1):
        yield _Period(first, last, f"{period.key}.{n}/{every.times}", f"Lần {n} – {period.label}")
        first = last + DAY


def _ends(period: _Period, every: Every) -> Iterator[date]:
    width = _MONTHS.get(every.unit, 0)
    days = _FRIDAY + 1 if every.unit == "week" else (period.last - period.first).days + 1
    for n in range(1, every.times + 1):
        if width >= every.times:
            month = period.first.month + ceil(width * n / every.times) - 1
            yield _day_in(period.first.year, month, 31)
        else:
            yield period.first + (ceil(days * n / every.times) - 1) * DAY


def _periods(unit: Unit, start: date, end: date) -> Iterator[_Period]:
    period = _period(unit, start)
    while period.first <= end:
        yield period
        period = _period(unit, period.last + DAY)


def _period(unit: Unit, day: date) -> _Period:
    """The day, week, month … year in which a day lies."""
    if unit == "day":
        return _Period(day, day, day.isoformat(), f"{day:%d/%m/%Y}")
    if unit == "week":
        year, week, weekday = day.isocalendar()
        monday = day - (weekday - 1) * DAY
        return _Period(monday, monday + 6 * DAY, f"{year}-W{week:02}", f"Tuần {week}/{year}")
    width = _MONTHS[unit]
    nth = (day.month - 1) // width
    last = _day_in(day.year, (nth + 1) * width, 31)
    return _Period(date(day.year, nth * width + 1, 1), last, *_name(unit, day.year, nth))


def _name(unit: Unit, year: int, nth: int) -> tuple[str, str]:
    """Key and label of the nth month, quarter or half of a year, counted from 0."""
    match unit:
        case "month":
            return f"{year}-{nth + 1:02}", f"Tháng {nth + 1}/{year}"
        case "quarter":
            return f"{year}-Q{nth + 1}", f"Quý {_ROMAN[nth]}/{year}"
        case "half-year":
            return f"{year}-H{nth + 1}", f"6 tháng {('đầu', 'cuối')[nth]} năm {year}"
    return f"{year}", f"Năm {year}"


def _day_in(year: int, month: int, day: int) -> date:
    """That day of a month, or its last where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))

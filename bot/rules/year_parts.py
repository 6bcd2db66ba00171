"""Days, weeks, months, quarters and halves of a year, with their keys and names."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from bot.rules.schedules import Unit
from bot.rules.workdays import DAY

MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
FRIDAY = 4
_KEYS: dict[Unit, re.Pattern[str]] = {
    "week": re.compile(r"\d{4}-W\d\d"),
    "month": re.compile(r"\d{4}-\d\d"),
    "quarter": re.compile(r"\d{4}-Q\d"),
    "half-year": re.compile(r"\d{4}-H\d"),
    "year": re.compile(r"\d{4}"),
}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Part:
    """`first` and `last` are included; `key` is for machines ("2026-Q1"), `label` for people ("Quý I/2026")."""

    first: date
    last: date
    key: str
    label: str


def part_of(unit: Unit, day: date) -> Part:
    """The day, week, month … year in which a day lies."""
    if unit == "day":
        return Part(day, day, day.isoformat(), f"{day:%d/%m/%Y}")
    if unit == "week":
        year, week, weekday = day.isocalendar()
        monday = day - (weekday - 1) * DAY
        return Part(monday, monday + 6 * DAY, f"{year}-W{week:02}", f"Tuần {week}/{year}")
    width = MONTHS[unit]
    nth = (day.month - 1) // width
    last = day_in(day.year, (nth + 1) * width, 31)
    return Part(date(day.year, nth * width + 1, 1), last, *_name(unit, day.year, nth))


def parts_between(unit: Unit, start: date, end: date) -> Iterator[Part]:
    """The parts that touch a stretch of days, in order."""
    part = part_of(unit, start)
    while part.first <= end:
        yield part
        part = part_of(unit, part.last + DAY)


def unit_of(part: Part) -> Unit | None:
    """What of the calendar a stretch of days is."""
    units: tuple[Unit, ...] = ("day", "week", "month", "quarter", "half-year", "year")
    return next((unit for unit in units if _same(part_of(unit, part.first), part)), None)


def unit_keyed(key: str) -> Unit | None:
    """What of the calendar a key names: "2026-Q1", "2026-W47", "2026"."""
    return next((unit for unit, form in _KEYS.items() if form.fullmatch(key)), None)


def _same(one: Part, other: Part) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def cut(part: Part, unit: Unit, times: int) -> Iterator[Part]:
    """A part in so many even pieces: a year in two ends on 30/6 and 31/12.

    Halves of the calendar year, because a plan that prints no day counts by its year; the cut on the
    14th or 15th of December belongs to reports (NĐ 09/2019), which have windows of their own.
    """
    if times == 1 or unit == "day":
        yield part
        return
    first = part.first
    for n, last in enumerate(dict.fromkeys(_ends(part, unit, times)), 1):
        yield Part(first, last, f"{part.key}.{n}/{times}", f"Lần {n} – {part.label}")
        first = last + DAY


def span_label(first: date, last: date) -> str:
    """The name of a month, quarter, half or year, else the day or the two days written out."""
    for unit in MONTHS:
        part = part_of(unit, first)
        if (part.first, part.last) == (first, last):
            return part.label
    return f"{last:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def day_in(year: int, month: int, day: int) -> date:
    """That day of a month, or its last where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _ends(part: Part, unit: Unit, times: int) -> Iterator[date]:
    width = MONTHS.get(unit, 0)
    days = FRIDAY + 1 if unit == "week" else (part.last - part.first).days + 1
    for n in range(1, times + 1):
        if width >= times:
            yield day_in(part.first.year, part.first.month + ceil(width * n / times) - 1, 31)
        else:
            yield part.first + (ceil(days * n / times) - 1) * DAY


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

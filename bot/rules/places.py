"""Where in each week, month, quarter or year a rhythm is due."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bot.rules.schedules import Every
from bot.rules.vietnamese import spelled
from bot.rules.workdays import DAY
from bot.rules.year_parts import FRIDAY, Part, cut, day_in, part_of

FIRST_WORKED = "first-working-day"

_BEGINS = frozenset({"first-day", FIRST_WORKED, "week-start"})
_EDGES = _BEGINS | {"last-day", "last-working-day"}
_MONTH_OF_QUARTER = re.compile(r"(next-)?quarter-(first|middle|last)-month")
# Early and mid month are its first two thirds (thượng tuần, trung tuần); of a quarter its first two months.
_MARKS: dict[str, Callable[[Part], date]] = {
    "week-middle": lambda week: week.first + 2 * DAY,
    "month-start": lambda month: month.first.replace(day=10),
    "month-middle": lambda month: month.first.replace(day=20),
    "quarter-start": lambda quarter: _month_of(quarter, "first").last,
    "quarter-middle": lambda quarter: _month_of(quarter, "middle").last,
    "year-start": lambda year: day_in(year.first.year, 1, 31),
    "year-middle": lambda year: day_in(year.first.year, 6, 30),
    "mid-year": lambda year: day_in(year.first.year, 6, 30),
}
_DAY_AND_MONTH = re.compile(r"((?:\d{1,2}\D{1,9})*?\d{1,2}) ?(?:[/.-]|tháng) ?(\d{1,2})\b")
_NUMBER = re.compile(r"\b(?:\d{1,2}|iv|i{1,3})\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = spelled("quý")
_LAST_DAY_OF = {"thượng tuần": "10", "trung tuần": "20", "hạ tuần": "31"}
_LAST_DAY_OF |= {f"tuần {n}": str(7 * n) for n in (1, 2, 3, 4)}
_WEEKDAYS = re.compile(r"\b(hai|ba|tư|năm|sáu|bảy|chủ nhật|[2-7])\b")
_WEEKDAY_WORDS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "chủ nhật")


def places(every: Every, part: Part) -> Iterator[tuple[Part, date]]:
    """The last permitted days of a rhythm in one part, each with the piece of the part it closes."""
    listed = _listed(every, part)
    if len(listed) == every.times:
        for item in listed:
            piece = replace(part, label=item.label)
            yield piece, item.first - DAY if _is_strict(every) else item.last
        return
    for piece in cut(part, every.unit, every.times):
        yield piece, _place(every, piece)


def closing_day(every: Every, piece: Part) -> date:
    """Where it is due when nothing but the unit is printed: the last day, of a week the Friday."""
    if every.unit == "week":
        return min(piece.last, part_of("week", piece.last).first + FRIDAY * DAY)
    return piece.last


def _place(every: Every, piece: Part) -> date:
    base = _base(every.anchor or "", piece)
    if every.unit == "day":
        return piece.first
    if every.weekday is not None:
        return _back(every, base.last - (base.last.weekday() - every.weekday) % 7 * DAY)
    if every.day is not None:
        return _back(every, day_in(base.last.year, every.month or base.last.month, every.day))
    if every.month is not None:
        base = part_of("month", date(base.last.year, every.month, 1))
    elif every.anchor in _EDGES or base is piece:
        return _mark(every, base)
    # "Before November" is before its first day.
    return base.first - DAY if _is_strict(every) else base.last


def _back(every: Every, day: date) -> date:
    return day - DAY if _is_strict(every) else day


def _is_strict(every: Every) -> bool:
    """ "Before 16:00 on Friday" is still Friday."""
    return every.edge == "before" and every.hour is None


def _mark(every: Every, base: Part) -> date:
    anchor = every.anchor or ""
    if anchor in _EDGES:
        return _back(every, base.first if anchor in _BEGINS else base.last)
    return _MARKS[anchor](base) if anchor in _MARKS else closing_day(every, base)


def _base(anchor: str, piece: Part) -> Part:
    """The stretch in which to look for the day: the piece itself, or another that the anchor names."""
    if anchor == "next-month":
        return part_of("month", piece.last + DAY)
    if anchor == "next-year":
        return part_of("year", piece.last + DAY)
    if anchor == "previous-year":
        return part_of("year", piece.first - DAY)
    if found := _MONTH_OF_QUARTER.fullmatch(anchor):
        return _month_of(part_of("quarter", piece.last + DAY) if found[1] else piece, found[2])
    return piece


def _month_of(quarter: Part, place: str) -> Part:
    first = part_of("month", quarter.first)
    if place == "first":
        return first
    return part_of("month", first.last + DAY) if place == "middle" else part_of("month", quarter.last)


def _listed(every: Every, part: Part) -> list[Part]:
    """The days, months or quarters that an anchor repeats as printed: "15/6 và 15/12", "thứ Hai, thứ Năm"."""
    text = spelled(every.anchor or "")
    match every.unit:
        case "week":
            return [part_of("day", part.first + _weekday(word) * DAY) for word in _WEEKDAYS.findall(text)]
        case "month" | "quarter":
            return list(_days_of(re.findall(r"\d+", text), part.last.year, part.last.month))
        case "year":
            return list(_in_year(text, part.first.year))
    return []


def _weekday(word: str) -> int:
    return int(word) - 2 if word.isdigit() else _WEEKDAY_WORDS.index(word)


def _in_year(text: str, year: int) -> Iterator[Part]:
    for words, day in _LAST_DAY_OF.items():
        text = text.replace(words, day)
    pairs = _DAY_AND_MONTH.findall(text)
    if pairs:
        for days, month in pairs:
            yield from _days_of(re.findall(r"\d+", days), year, int(month))
        return
    for found in _NUMBER.findall(text):
        number = _ROMAN.get(found) or int(found)
        if _QUARTER in text and number <= 4:
            yield part_of("quarter", date(year, 3 * number, 1))
        elif 1 <= number <= 12:
            yield part_of("month", date(year, number, 1))


def _days_of(days: list[str], year: int, month: int) -> Iterator[Part]:
    """The days of one month: "5, 15 và 25/3"."""
    for day in days:
        if 1 <= int(day) <= 31 and 1 <= month <= 12:
            yield part_of("day", day_in(year, month, int(day)))

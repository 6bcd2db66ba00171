"""A schedule in Vietnamese words, for a person to confirm."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Every,
    External,
    From,
    Milestones,
    Nothing,
    Ongoing,
    Relative,
    Schedule,
    Within,
    hour_of,
)
from bot.rules.workdays import WEEKDAYS
from messages.words import day

_UNITS = {
    "day": "ngày",
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half-year": "6 tháng",
    "year": "năm",
}


def describe(schedule: Schedule) -> str:
    """What a clerk reads to say yes or no: "trước thứ Sáu, 05/9/2026 (không kể ngày đó)"."""
    words: Callable[[Any], str] = _WORDS[type(schedule)]
    return words(schedule)


def days_in(schedule: Schedule) -> Iterator[date]:
    """Every day that its words name."""
    match schedule:
        case AnyOf(parts):
            for part in parts:
                yield from days_in(part)
        case Milestones(parts=steps):
            for step in steps:
                yield from days_in(step.schedule)
        case Dates(months, year):
            yield from (date(year, month, 1) for month in months)
        case By(date=last):
            yield last
        case Within(start, end):
            yield from (start, end)
        case Ongoing(until=last) | From(date=last) if last:
            yield last


def _by(one: By) -> str:
    if one.edge == "before":
        return f"trước {day(one.date)} (không kể ngày đó)"
    return f"chậm nhất {day(one.date, hour_of(one))}"


def _within(one: Within) -> str:
    return f"trong khoảng {day(one.start)} – {day(one.end)}"


def _dates(one: Dates) -> str:
    return f"trong các tháng {', '.join(map(str, one.months))} năm {one.year}"


def _every(one: Every) -> str:
    times = "mỗi" if one.times == 1 else f"{one.times} lần mỗi"
    words = [f"{times} {_UNITS[one.unit]}"]
    if one.weekday is not None:
        words.append(WEEKDAYS[one.weekday])
    if one.day is not None:
        words.append(f"ngày {one.day}" + (f" tháng {one.month}" if one.month else ""))
    if one.hour is not None:
        words.append(f"trước {one.hour:02d}:{one.minute or 0:02d}")
    return ", ".join(words)


def _ongoing(one: Ongoing) -> str:
    return "thường xuyên" + (f" tới {day(one.until)}" if one.until else "")


def _relative(one: Relative) -> str:
    kind = "ngày làm việc" if one.calendar == "working" else "ngày"
    side = "sau khi" if one.direction == "after" else "trước khi"
    return f"{one.offset_days} {kind} {side}: {one.trigger}" if one.offset_days else f"ngay {side}: {one.trigger}"


def _from(one: From) -> str:
    return f"từ {day(one.date) if one.date else one.start_text} trở đi"


def _external(one: External) -> str:
    return f"theo nơi khác quyết định: {one.ref}"


def _any_of(one: AnyOf) -> str:
    return (" hoặc " if one.combine == "or" else " và ").join(describe(part) for part in one.parts)


def _milestones(one: Milestones) -> str:
    return "; ".join(f"{part.text}: {describe(part.schedule)}" for part in one.parts)


def _nothing(_one: Nothing) -> str:
    return "không nêu thời hạn"


_WORDS: Mapping[type[Any], Callable[[Any], str]] = {
    By: _by,
    Within: _within,
    Dates: _dates,
    Every: _every,
    Ongoing: _ongoing,
    Relative: _relative,
    From: _from,
    External: _external,
    AnyOf: _any_of,
    Milestones: _milestones,
    Nothing: _nothing,
}

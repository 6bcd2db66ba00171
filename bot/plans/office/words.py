"""What a person wrote in a cell: a choice, a time, a date; and what they may have meant."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import TypeVar

from bot.plans.office.tables import Row, bare, said
from bot.rules.workdays import Hours, Span

_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?::00)?(?:\s*phút)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
YES_NO = {"Có": True, "Không": False}
_PHONE = re.compile(r"[+01][\d ().-]{2,24}")
_YEARS = range(2000, 2101)

Value = TypeVar("Value")


class UnclearError(ValueError):
    """What is wrong with a cell, in Vietnamese, to stand behind its name."""


def take(row: Row, key: str, read: Callable[[object], Value], problems: list[str]) -> Value | None:
    """What a cell says; None where it is empty, or unclear, which becomes a problem."""
    if not row.text(key):
        return None
    try:
        return read(row.values[key])
    except UnclearError as unclear:
        problems.append(f"{row.at(key)}: {unclear}")
        return None


def need(row: Row, key: str, read: Callable[[object], Value], what: str, problems: list[str]) -> Value | None:
    """As `take`, but an empty cell is a problem too."""
    if not row.text(key):
        problems.append(f"{row.at(key)}: thiếu {what}.")
    return take(row, key, read, problems)


def choice(among: Mapping[str, Value], what: str) -> Callable[[object], Value]:
    """Reads one of the words; accents and case do not matter. `what` names the kind: "vai trò"."""

    def read(value: object) -> Value:
        word = next((word for word in among if bare(word) == bare(said(value))), None)
        if word is None:
            raise UnclearError(f"không có {what} “{said(value)}”{hint(said(value), among)} Chọn: {'; '.join(among)}.")
        return among[word]

    return read


def read_text(value: object) -> str:
    """A name: it must have a letter or a digit."""
    if not bare(said(value)):
        raise UnclearError(f"“{said(value)}” không phải tên.")
    return said(value)


def read_phone(value: object) -> str:
    """A number cell has lost its leading 0, which is seen here."""
    if not _PHONE.fullmatch(said(value)):
        raise UnclearError(f"số điện thoại “{said(value)}” không đúng, phải bắt đầu bằng 0, 1 hoặc +.")
    return said(value)


def hint(text: str, among: Iterable[str]) -> str:
    """ ", có phải “Phòng Kinh tế”?" where something is near enough, else a mere full stop."""
    spelled = {bare(word): word for word in among}
    near = get_close_matches(bare(text), spelled, n=1, cutoff=0.6)
    return f", có phải “{spelled[near[0]]}”?" if near else "."


def read_time(value: object) -> time:
    """A time cell, "07:30", "7h30" or "7 giờ"."""
    if isinstance(value, datetime | time):
        return time(value.hour, value.minute)
    try:
        return _time(said(value))
    except ValueError as error:
        raise UnclearError(f"“{said(value)}” không phải giờ, hãy ghi như 07:30.") from error


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def read_hours(value: object) -> tuple[Span, ...]:
    """ "07:30-11:30; 13:30-17:00", the times rising."""
    try:
        return Hours(tuple(_span(part) for part in re.split(r"[;,]|\bvà\b", said(value)) if part.strip())).spans
    except ValueError as error:
        raise UnclearError(f"“{said(value)}” không đọc được, hãy ghi như 07:30-11:30; 13:30-17:00.") from error


def _span(text: str) -> Span:
    first, last = re.split(r"[-–—]|\bđến\b", text)
    return _time(first.strip()), _time(last.strip())


def read_date(value: object) -> date:
    """A date cell, or "31/01/2026" with the day first."""
    try:
        day = value.date() if isinstance(value, datetime) else _date(said(value))
    except ValueError as error:
        raise UnclearError(f"“{said(value)}” không phải ngày, hãy ghi như 31/01/2026.") from error
    if day.year not in _YEARS:
        raise UnclearError(f"năm {day.year} không đúng.")
    return day


def _date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[3]), int(found[2]), int(found[1]))

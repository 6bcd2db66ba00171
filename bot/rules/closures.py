"""An office's own change of its calendar, as a clerk says it: "nghỉ 25/11 vì bão", "nghỉ chiều 25/11 vì họp"."""

import re
from dataclasses import dataclass
from datetime import date, time

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, By, Schedule, Within
from bot.rules.told_days import LONGEST, NEAR_YEAR, read_coming
from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import DAY, WEEKDAYS, Calendar, DayOff, Span

_LONGEST = 31  # days in one change; more is a slip of the finger
_NOON = time(12, 0)
_REASON = re.compile(
    r"\s*[,;:]\s*(?=[^\d\s])|\s+(?=(?:vì|vi|do|để|de|nhân|nhan|thay cho|bù cho|bu cho|theo)\s)", re.IGNORECASE
)
_LINK = re.compile(r"^(?:vì|vi|do|để|de)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"^(?:(?P<off>cho nghi|nghi lam viec|nghi lam|nghi|dong cua)"
    r"|(?P<work>lam viec|lam bu|di lam|mo cua|lam)|(?P<drop>bo|huy))\b"
)
_PART = re.compile(r"^\W*(?:buoi )?(?P<part>sang|chieu)\b")


@dataclass(frozen=True)
class Change:
    """`kind`: off, work, or drop (the day is again as the national calendar has it).

    `part` of the day that is meant: sang, chieu, or the whole ("").
    """

    kind: str
    days: tuple[date, ...]
    part: str
    reason: str


def read_change(text: str, today: date) -> Change | None:
    """None where no verb, no day, a day that is over or too many days are named."""
    text = nfc(text[:LONGEST])
    verb = _VERB.match(plain(text))
    if verb is None or verb.lastgroup is None:
        return None
    head, _, reason = _REASON.sub("\n", text[verb.end() :], count=1).partition("\n")
    half = _PART.match(plain(head))
    said = head[half.end() :] if half else head
    days = _days(said.strip(), today)
    if not days or days[0] < today or len(days) > _LONGEST:
        return None
    return Change(verb.lastgroup, days, half["part"] if half else "", _LINK.sub("", reason.strip()))


def _days(words: str, today: date) -> tuple[date, ...]:
    near = read_coming(words, today)
    if near:
        return (near,)
    for shift in (0, 1):
        days = _listed(read(words, year=today.year + shift).schedule)
        if days and days[0] >= today and (not shift or days[0] <= today + NEAR_YEAR):
            return days
    return ()


def _listed(schedule: Schedule) -> tuple[date, ...]:
    match schedule:
        case By(day, "on"):
            return (day,)
        case Within(start, end) if (end - start).days < _LONGEST:
            return tuple(start + n * DAY for n in range((end - start).days + 1))
        case AnyOf(parts):
            return tuple(sorted({day for part in parts for day in _listed(part)}))
    return ()


def lines_of(change: Change, calendar: Calendar, spans: tuple[Span, ...]) -> tuple[DayOff, ...]:
    """The office's own lines that a change makes; only of days that it really changes."""
    return tuple(line for day in change.days if (line := _line(change, day, calendar, spans)))


def _line(change: Change, day: date, calendar: Calendar, spans: tuple[Span, ...]) -> DayOff | None:
    kept = _open_part(change, spans) if change.part else ()
    kind = "off" if change.kind == "off" and not change.part else "work"
    known = calendar.line_on(day)
    if change.part and not kept:
        return None
    if (kind == "work") == calendar.is_workday(day) and kept == (known.hours if known else ()):
        return None
    if change.kind == "off" and not calendar.is_workday(day):
        return None
    name = change.reason or (f"Làm việc {WEEKDAYS[day.weekday()]}" if kind == "work" else "Cơ quan nghỉ")
    return DayOff(day, "off" if kind == "off" else "work", name[:100], "official", "Lịch riêng của cơ quan", kept)


def _open_part(change: Change, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The half that stays open: the other one where a half is off."""
    morning = (change.part == "sang") == (change.kind == "work")
    return tuple(span for span in spans if (span[0] < _NOON) == morning)

"""Periodic reports whose day the plan does not print: what the office means by their periods decides it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bot.rules.reporting import WINDOWS, Months, SendDay, window
from bot.rules.schedules import AnyOf, Every, Schedule
from bot.rules.vietnamese import plain
from bot.rules.workdays import Calendar

KEEP = "giu"
_UNITS = ("month", "quarter", "half-year", "year")
# What an office may mean -> the window of each kind of period; a kind that is missing is due as the plan says.
MEANINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "14": {unit: f"{unit}-14" for unit in _UNITS},
        "lich": {unit: unit for unit in ("quarter", "half-year", "year")},
        KEEP: {},
    }
)
_REPORT = re.compile(r"^\W*(?:(?:xay dung|tong hop|lap|gui|thuc hien|che do|cac|cong tac|ra soat) )*bao cao\b")
_KEY = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>\d)|(?P<month>\d\d)))?")


@dataclass(frozen=True)
class ReportDay:
    """The days a report covers, the day on which it is wanted (perhaps off), and where that is written."""

    start: date
    end: date
    wanted: date
    source: str


def is_report(content: str, deadline: str, schedule: Schedule) -> bool:
    """ "Báo cáo …" every month, quarter, half-year or year, without a day of its own.

    The deadline's wording may be what calls it so: "Báo cáo theo quý".
    """
    rhythms = [leaf for leaf in _parts(schedule) if isinstance(leaf, Every)]
    if not rhythms or not all(map(_is_bare, rhythms)):
        return False
    return names_report(content) or "bao cao" in plain(deadline)


def names_report(content: str) -> bool:
    """Whether the work itself is a report: "Báo cáo …", "Tổng hợp báo cáo …"."""
    return bool(_REPORT.match(plain(content)))


def _parts(schedule: Schedule) -> Iterator[Schedule]:
    if isinstance(schedule, AnyOf):
        yield from schedule.parts
    else:
        yield schedule


def _is_bare(every: Every) -> bool:
    printed = (every.anchor, every.day, every.month, every.weekday, every.edge)
    return every.unit in _UNITS and every.times == 1 and not any(one is not None for one in printed)


def report_day(meaning: str, key: str, calendar: Calendar) -> ReportDay | None:
    """Of the period with this key ("2026-Q4"); None where the meaning says nothing of such periods."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    unit, number = _numbered(found)
    rule = WINDOWS.get(MEANINGS[meaning].get(unit, ""))
    if not isinstance(rule, Months):
        return None
    period = window(rule, int(found["year"]), number, calendar)
    wanted = _shifted(period.end, rule.send) if isinstance(rule.send, SendDay) else period.send_on
    return ReportDay(period.start, period.end, wanted, rule.source)


def _numbered(found: re.Match[str]) -> tuple[str, int]:
    for unit, group in (("quarter", "quarter"), ("half-year", "half"), ("month", "month")):
        if found[group]:
            return unit, int(found[group])
    return "year", 1


def _shifted(end: date, send: SendDay) -> date:
    years, month = divmod(end.month - 1 + send.months_later, 12)
    return date(end.year + years, month + 1, send.day)

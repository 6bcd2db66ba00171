"""Which work is a report, which days it covers, and its day where the plan prints none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.rules.occurrences import Due
from bot.rules.report_periods import Periods, Rule, covered, sent_on
from bot.rules.schedules import AnyOf, Every, Schedule, Unit
from bot.rules.vietnamese import plain
from bot.rules.workdays import Calendar
from bot.rules.year_parts import unit_of

_REPORT = re.compile(r"^\W*(?:(?:xay dung|tong hop|lap|gui|thuc hien|che do|cac|cong tac|ra soat) )*bao cao\b")


def names_report(content: str) -> bool:
    """Whether the work itself is a report: "Báo cáo …", "Tổng hợp báo cáo …"."""
    return bool(_REPORT.match(plain(content)))


def is_report(content: str, deadline: str) -> bool:
    """The deadline's wording may be what calls it so: "Báo cáo theo quý"."""
    return names_report(content) or "bao cao" in plain(deadline)


def bare_units(schedule: Schedule) -> frozenset[Unit]:
    """The periods of a rhythm that prints no day of its own; empty where one does, or there is no rhythm."""
    rhythms = [leaf for leaf in _parts(schedule) if isinstance(leaf, Every)]
    return frozenset(every.unit for every in rhythms) if all(map(_is_bare, rhythms)) else frozenset()


def _parts(schedule: Schedule) -> Iterator[Schedule]:
    if isinstance(schedule, AnyOf):
        yield from schedule.parts
    else:
        yield schedule


def _is_bare(every: Every) -> bool:
    printed = (every.anchor, every.day, every.month, every.weekday, every.edge)
    return every.unit != "day" and every.times == 1 and not any(one is not None for one in printed)


def rule_of(due: Due, periods: Periods, content: str) -> Rule | None:
    """The office's rule for the period that a due closes."""
    unit = unit_of(due.period) if due.period else None
    return periods.rule_for(unit, content) if unit else None


def as_meant(due: Due, periods: Periods, content: str, *, bare: bool, calendar: Calendar) -> Due:
    """A report's due as the office means its period: with the days it covers, and its day where none is printed.

    A window that is still open on a printed day is not what that report covers.
    """
    if due.kind != "due" or due.period is None:
        return due
    rule = rule_of(due, periods, content)
    if rule is None or rule.send is None:
        known = rule is not None or periods.base is not None
        return replace(due, covers_to=due.period.last) if known and due.period.last <= due.printed else due
    start, end = covered(rule, due.period)
    if not bare:
        return replace(due, first=min(start, due.last), covers_to=end) if end <= due.printed else due
    printed, last = sent_on(rule, end, calendar)
    return replace(due, first=min(start, last), printed=printed, last=last, due_time=rule.hour, covers_to=end)

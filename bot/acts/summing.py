"""Sums over duties and cases, as the summary and the weekly report both say them."""

from collections import Counter
from datetime import date, datetime, timedelta

from bot.desk import OfficeDay
from storage.feedback import answered_cases, open_feedback
from storage.occurrences import Duty
from storage.offices import units_of


def current(found: list[Duty], here: datetime) -> list[Duty]:
    """Of a task that comes round again and again only what is late and what is next; `here` is the office's clock."""
    seen: set[int] = set()
    kept: list[Duty] = []
    for item, task in found:
        if item.is_late(here) or task.id not in seen:
            kept.append((item, task))
        if not item.is_late(here):
            seen.add(task.id)
    return kept


def in_week(duty: Duty, today: date) -> bool:
    """Due from today to the end of this week."""
    return today <= duty[0].due <= today + timedelta(days=6 - today.weekday())


def by_unit(desk: OfficeDay, found: list[Duty]) -> list[tuple[int | None, int, int]]:
    """(unit, open, late), the most late first."""
    total = Counter(task.unit_id for _, task in found)
    late = Counter(task.unit_id for item, task in found if item.is_late(desk.here))
    return sorted(((unit, total[unit], late[unit]) for unit in total), key=lambda row: (-row[2], -row[1]))


def unit_names(day: OfficeDay) -> dict[int | None, str]:
    names: dict[int | None, str] = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    return names | {None: "Chưa rõ đơn vị"}


def feedback_sums(day: OfficeDay, units: frozenset[int] | None) -> dict[str, int]:
    """Open, late, unsorted; answered in the last 30 days and how many of these on time."""
    waiting = open_feedback(day.session, day.office.id, units)
    answered = [
        case
        for case in answered_cases(day.session, day.office.id, day.now - timedelta(days=30), day.now + timedelta(1))
        if units is None or case.unit_id in units
    ]
    on_time = [case for case in answered if case.answered_at and _local(day, case.answered_at) <= case.original_due]
    return {
        "open": len(waiting),
        "late": sum(case.is_late(day.today) for case in waiting),
        "unsorted": sum(case.unit_id is None for case in waiting),
        "answered": len(answered),
        "on_time": len(on_time),
    }


def _local(day: OfficeDay, moment: datetime) -> date:
    return day.hours.local(moment).date()

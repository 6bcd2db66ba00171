"""Which open duties count: of what comes round again what is late and what is next."""

from datetime import date, datetime, timedelta

from bot.desk import OfficeDay
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


def unit_names(day: OfficeDay) -> dict[int | None, str]:
    names: dict[int | None, str] = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    return names | {None: "Chưa rõ đơn vị"}

"""When a duty, a step of a case or a dossier has its next reminder."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.desk import OfficeDay
from bot.rules.ladders import DOSSIER, kind_of_duty, kind_of_step, ladder_for
from bot.rules.reminding import Ladder, next_rung
from bot.rules.states import DossierState
from bot.rules.workdays import DAY
from storage.case_clocks import CaseClock, running_clocks
from storage.dossiers import Dossier, open_dossiers
from storage.occurrences import Occurrence, open_duties
from storage.offices import Office
from storage.plans import Task

LADDERS = "ladders"  # where Office.profile keeps the office's own, by kind
Item = Occurrence | CaseClock | Dossier


def own_ladders(office: Office) -> Mapping[str, Any]:
    found: Mapping[str, Any] = office.profile.get(LADDERS, {})
    return found


def kind_of(day: OfficeDay, item: Item) -> str:
    """Which ladder it climbs: a key of `ladders.kinds()`."""
    if isinstance(item, CaseClock):
        return kind_of_step(item.step)
    if isinstance(item, Dossier):
        return DOSSIER
    content = day.session.get_one(Task, item.task_id).content
    return kind_of_duty(item.kind, item.key, (item.printed - item.starts).days, content)


def ladder_of(day: OfficeDay, item: Item) -> Ladder:
    """The office's own ladder where it has set one, else the default for this kind."""
    return ladder_for(kind_of(day, item), own_ladders(day.office))


def next_reminder(day: OfficeDay, item: Item) -> datetime | None:
    return next_on(day, item, ladder_of(day, item))


def next_on(day: OfficeDay, item: Item, ladder: Ladder) -> datetime | None:
    """The next reminder on a ladder that need not be the one in force."""
    if item.due is None:
        return None
    found = next_rung(ladder, item.due, day.calendar, day.now, day.hours, day.slot)
    return found[0] if found else None


def open_items(day: OfficeDay) -> list[tuple[Item, str]]:
    """All that can be reminded of, with how it is called."""
    duties: list[tuple[Item, str]] = [(item, task.content) for item, task in open_duties(day.session, day.office.id)]
    dossiers = [one for one in open_dossiers(day.session, day.office.id) if one.state == DossierState.OPEN and one.due]
    return [
        *duties,
        *((clock, f"Phản ánh {case.code}") for clock, case in running_clocks(day.session, day.office.id)),
        *((one, f"Hồ sơ {one.code}") for one in dossiers),
    ]


def is_under_way(day: OfficeDay, item: Item) -> bool:
    """A rung is due at this moment: it is climbed first, by whatever ladder is in force then."""
    return item.next_at is not None and item.next_at <= day.now


def renew_reminders(day: OfficeDay) -> int:
    """Bring the next reminder of all that is open to the ladders and the slot of now; how many moved."""
    moved = 0
    for item, _ in open_items(day):
        wanted = item.next_at if is_under_way(day, item) else next_reminder(day, item)
        if wanted != item.next_at:
            item.next_at = wanted
            day.session.add(item)
            moved += 1
    return moved


def slot_after(day: OfficeDay) -> datetime:
    """The next morning on which digests go out, strictly after now."""
    wanted = day.calendar.next_workday(day.today)
    while day.hours.at(wanted, day.slot) <= day.now:
        wanted = day.calendar.next_workday(wanted + DAY)
    return day.hours.at(wanted, day.slot)

"""The word of the unit's head on what was reported done."""

from datetime import datetime

from bot.desk import OfficeDay
from bot.rules.covering import told_instead
from bot.rules.states import Role
from bot.talk import Kept
from storage.occurrences import Duty, Occurrence
from storage.offices import unit_named
from storage.people import Person, holders
from storage.plans import TaskEvent, task_events


def first_reported(day: OfficeDay, item: Occurrence) -> datetime | None:
    """When it was first reported done. A report taken back by who made it never was; one that was returned counts."""
    first: datetime | None = None
    for event in task_events(day.session, item.task_id):
        if event.occurrence_id == item.id and event.what == "done":
            first = first or event.at
        elif event.occurrence_id == item.id and event.what == "undone":
            first = None
    return first


def signers(day: OfficeDay, found: Duty, reporter: int) -> list[int]:
    """The unit's heads, the lead where there is none; never who reported it. Nobody where the office has this off."""
    if not day.office.profile.get("sign_off", True):
        return []
    unit_id = found[1].unit_id
    heads = holders(day.session, day.office.id, Role.UNIT_HEAD, unit_id) if unit_id else []
    leads = holders(day.session, day.office.id, Role.LEAD)
    if reporter in leads:
        return []
    return [one for one in heads if not _is_told(day, reporter, one)] or [
        one for one in leads if not _is_told(day, reporter, one)
    ]


def _is_told(day: OfficeDay, reporter: int, signer: int) -> bool:
    """Whether the request would come back to who reported: as the signer, or standing in for one."""
    return signer == reporter or reporter in told_instead([signer], day.cover)


def ask_sign_off(day: OfficeDay, found: Duty, event: TaskEvent, reporter: Person, files: tuple[Kept, ...]) -> bool:
    """Show the result to those who sign it off; False where nobody does."""
    people = signers(day, found, reporter.id)
    item, task = found
    unit = unit_named(day.session, day.office.id, task.unit_id)
    kept = tuple(file for file in files if not file.problem)
    words = {"item": item, "task": task, "event": event, "who": reporter.name, "unit": unit}
    request = day.say("sign_off", kept, **words)
    day.tell_all(people, f"sign-off:{event.id}", request, "nghiệm thu kết quả")
    return bool(people)

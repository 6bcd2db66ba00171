"""What a unit's chat group is told: which work of the plan, and when; never a case, never who, unless chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.acts.reaching import people_of_duty
from bot.desk import OfficeDay
from bot.rules.ladders import GIVEN
from bot.rules.redaction import redact
from bot.rules.vietnamese import nfc
from bot.talk import Reply
from storage.feedback import Feedback
from storage.groups import linked_group
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.offices import unit_named
from storage.people import Person
from storage.plans import Task

NAMES = "group_names"  # where Office.profile keeps whether groups hear names
MOST = 15


@dataclass(frozen=True)
class GroupLine:
    """`late` counts worked days since it was due; `names` of who works on it, where the office wants them said."""

    text: str
    due: date
    due_time: time | None
    late: int
    check_in: bool
    names: tuple[str, ...]


def names_are_said(day: OfficeDay) -> bool:
    return bool(day.office.profile.get(NAMES, False))


def set_names_said(day: OfficeDay, said: bool) -> None:
    day.office.profile = {**day.office.profile, NAMES: said}
    day.session.add(day.office)


def group_words(day: OfficeDay, person_id: int, nudges: Sequence[Nudge]) -> Reply | None:
    """`nudges` about what is open. None without any, or where the group is no longer linked.

    Citizens' cases and work that was given to somebody in a message are only counted.
    """
    group = linked_group(day.session, day.office.id, person_id)
    if group is None or not nudges:
        return None
    duties = [_duty(day, nudge) for nudge in nudges if nudge.subject == "occurrence"]
    lines = [_line(day, item, task) for item, task in duties if item.key != GIVEN]
    lines.sort(key=lambda line: (line.check_in, -line.late, line.due))
    cases = [day.session.get_one(Feedback, nudge.subject_id) for nudge in nudges if nudge.subject == "feedback"]
    return day.say(
        "group_digest",
        unit=unit_named(day.session, day.office.id, group.unit_id),
        lines=lines[:MOST],
        more=len(lines[MOST:]),
        given=sum(item.key == GIVEN for item, _ in duties),
        cases=len(cases),
        dossiers=sum(nudge.subject == "dossier" for nudge in nudges),
        late_cases=sum(case.is_late(day.today) for case in cases),
    )


def _duty(day: OfficeDay, nudge: Nudge) -> tuple[Occurrence, Task]:
    item = day.session.get_one(Occurrence, nudge.subject_id)
    return item, day.session.get_one(Task, item.task_id)


def _line(day: OfficeDay, item: Occurrence, task: Task) -> GroupLine:
    """Names that the plan itself prints are hidden as well."""
    text = f"{task.content} ({item.label})" if item.label else task.content
    named = names_are_said(day)
    return GroupLine(
        text=text if named else redact(nfc(text)),
        due=item.due,
        due_time=item.due_time,
        late=day.calendar.workdays_between(item.due, day.today),
        check_in=item.kind == "check_in",
        names=tuple(_names(day, task)) if named else (),
    )


def _names(day: OfficeDay, task: Task) -> list[str]:
    return [day.session.get_one(Person, person).name for person in people_of_duty(day, task)]

"""An event happened: the clocks of the tasks that wait for it start."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.acts.reminders import next_reminder
from bot.acts.retiming import drop_occurrence
from bot.desk import Desk, OfficeDay
from bot.rules.access import may_see_duty
from bot.rules.ladders import EVENT
from bot.rules.schedules import from_json
from bot.rules.states import Work
from bot.rules.waiting import EventWait, event_due, event_waits
from storage.events import (
    Happening,
    happenings,
    is_touched,
    occurrence_keyed,
    occurrences_of_event,
    put_happening,
    settled_tasks,
)
from storage.occurrences import Duty, Occurrence
from storage.people import duty_holders
from storage.plans import Task, TaskEvent, add_task_event


@dataclass
class Awaited:
    """One event that tasks wait for, with these tasks; `last` is the day on which it happened last."""

    words: str
    trigger: str
    waits: list[tuple[Task, EventWait]] = field(default_factory=list)
    last: date | None = None

    @property
    def ahead(self) -> bool:
        """Whether something is due before it, so that its day must be known beforehand."""
        return any(wait.schedule.direction == "before" for _, wait in self.waits)

    @property
    def ref(self) -> str:
        """How a choice names it: the first task that waits for it, and which of its deadlines."""
        task, wait = self.waits[0]
        return f"{task.id} {wait.number}"


def awaited(desk: Desk) -> list[Awaited]:
    """What the tasks wait for that the speaker may see, in the order of the plans."""
    found: dict[str, Awaited] = {}
    for task, _ in settled_tasks(desk.session, desk.office.id):
        if may_see_duty(desk.rights, task.unit_id, task.post_id):
            for wait in event_waits(from_json(task.schedule)):
                one = found.setdefault(wait.trigger, Awaited(wait.schedule.trigger, wait.trigger))
                one.waits.append((task, wait))
    for event in happenings(desk.session, desk.office.id):
        if event.trigger in found:
            found[event.trigger].last = found[event.trigger].last or event.day
    return list(found.values())


def record_event(desk: Desk, one: Awaited, day: date, name: str) -> tuple[Happening, list[Duty]]:
    """Write the event down and start the clocks; recording it again adds nothing."""
    event = put_happening(
        desk.session,
        Happening(
            office_id=desk.office.id,
            trigger=one.trigger,
            words=one.words,
            day=day,
            name=name[:200],
            made_by=desk.person.id,
            at=desk.now,
        ),
    )
    made = [_start(desk, task, wait, event) for task, wait in one.waits]
    return event, [duty for duty in made if duty]


def _start(desk: Desk, task: Task, wait: EventWait, event: Happening) -> Duty | None:
    key = f"{EVENT}{event.id}:{wait.number}"
    known = occurrence_keyed(desk.session, task.id, key)
    if known and known.state != Work.DROPPED:
        return None
    last = event_due(wait.schedule, event.day, desk.calendar)
    starts = min(event.day if wait.schedule.direction == "after" else desk.today, last)
    item = known or Occurrence(
        office_id=desk.office.id, task_id=task.id, key=key, starts=starts, printed=last, due=last, original=last
    )
    item.printed = item.due = item.original = last
    item.state, item.label = Work.OPEN, wait.label or event.name
    item.next_at = next_reminder(desk, item)
    desk.session.add(item)
    desk.session.flush()
    _write(desk, task, "event", event)
    return item, task


def _write(desk: Desk, task: Task, what: str, event: Happening) -> None:
    """The task's own history; not tied to the occurrence, which may be taken back."""
    line = TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        person_id=desk.person.id,
        at=desk.now,
        what=what,
        words=event_name(event),
        day=event.day,
    )
    add_task_event(desk.session, line)


def event_name(event: Happening) -> str:
    return event.name or event.words[:1].upper() + event.words[1:]


def is_retractable(desk: Desk, event: Happening) -> bool:
    """On the day it was recorded, by who recorded it or who oversees, while nobody has worked on its duties."""
    same_day = desk.hours.local(event.at).date() == desk.today
    mine = event.made_by == desk.person.id or desk.rights.oversees
    made = occurrences_of_event(desk.session, desk.office.id, event.id)
    return event.dropped_at is None and same_day and mine and not any(is_touched(desk.session, one) for one in made)


def retract_event(desk: Desk, event: Happening) -> int:
    """Take an event back with the due dates it made; the record of both stays."""
    made = occurrences_of_event(desk.session, desk.office.id, event.id)
    for task_id in dict.fromkeys(one.task_id for one in made):
        _write(desk, desk.session.get_one(Task, task_id), "event_dropped", event)
    for one in made:
        drop_occurrence(desk, one)
    event.dropped_at = desk.now
    desk.session.add(event)
    return len(made)


def concerned(day: OfficeDay, made: Iterable[Duty], without: int) -> dict[int, list[Duty]]:
    """Who works on these duties, but for one person -> which of them."""
    found: dict[int, list[Duty]] = {}
    for duty in made:
        task = duty[1]
        for person_id in duty_holders(day.session, day.office.id, task.unit_id, task.post_id):
            if person_id != without:
                found.setdefault(person_id, []).append(duty)
    return found

"""Due dates of a task: made when its plan is adopted, made on for the years after, brought along when they change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select, update

from bot.acts.due_days import granted_days
from bot.acts.reminders import next_reminder
from bot.acts.wanted import wanted_dues
from bot.desk import OfficeDay
from bot.rules.occurrences import Due
from bot.rules.states import OVER, Work
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.plans import Plan, Task

TIMELESS = ("ongoing", "relative", "external")


@dataclass(frozen=True)
class Shift:
    """What has to be done about one date. No `item`: it is made. No `due`: it is not wanted any more."""

    item: Occurrence | None
    due: Due | None


def make_occurrences(day: OfficeDay, plan: Plan, task: Task, since: date) -> int:
    """Make the due dates from `since` on. A doubtful reading makes none before a person has decided."""
    wanted = wanted_dues(day, task, plan)
    found = [due for due in wanted.all if due.last >= since]
    for due in found:
        _put(day, _new(day, task, due if len(found) > 1 else replace(due, label="")), due)
    task.roll_at = wanted.next_at
    day.session.add(task)
    return len(found)


def roll(day: OfficeDay, plan: Plan, task: Task) -> int:
    """Make what comes round next, or bring it back; what is open or done is left alone. How many."""
    wanted = wanted_dues(day, task, plan)
    there = occurrences_of(day.session, task.id)
    found = [one for one in shifts(day, there, wanted.later) if one.item is None or one.item.state == Work.DROPPED]
    for shift in found:
        apply_shift(day, task, shift, {})
    task.roll_at = wanted.next_at
    day.session.add(task)
    return len(found)


def retime(day: OfficeDay, plan: Plan, task: Task) -> None:
    """Bring the due dates to the task's schedule of now.

    What is done stays. A single date that was open moves with its progress; where a rhythm changed, dates that
    are no longer due are dropped and the new ones from today on are added.
    """
    there = occurrences_of(day.session, task.id)
    wanted = wanted_dues(day, task, plan)
    task.roll_at = wanted.next_at
    day.session.add(task)
    keys = {due.key for due in wanted.all}
    past = [item for item in there if item.state not in OVER and item.key not in keys]
    if len(wanted.all) == 1 and len(there) == 1 and there[0].key not in keys:
        if past:
            _put(day, past[0], wanted.all[0])
        return  # a single piece of work that was done stays done, whatever its date is now
    granted = granted_days(day.session, day.office.id, task.id)
    for shift in (*(Shift(item, None) for item in past), *shifts(day, there, wanted.all)):
        apply_shift(day, task, shift, granted)


def shifts(day: OfficeDay, there: Sequence[Occurrence], wanted: Sequence[Due]) -> Iterator[Shift]:
    """What brings the dates that are there to those that are wanted; none where all is as it should be.

    A date that is over under its new meaning is not missed: it was dealt with before our time.
    """
    known = {item.key: item for item in there}
    for due in wanted:
        item, over = known.get(due.key), due.last < day.today
        if item is None or item.state == Work.DROPPED:
            if not over:
                yield Shift(item, due)
        elif item.state != Work.DONE and _differs(item, due):
            yield Shift(item, None if over and item.due >= day.today else due)


def _differs(item: Occurrence, due: Due) -> bool:
    now = (item.printed, item.starts, item.original_time, item.covers_to)
    return now != (due.printed, due.first, due.due_time, due.covers_to)


def apply_shift(day: OfficeDay, task: Task, shift: Shift, granted: dict[int, date]) -> None:
    """More time that was `granted` stays."""
    item, due = shift.item, shift.due
    if due is None:
        if item is not None:
            drop_occurrence(day, item)
    elif item is None:
        _put(day, _new(day, task, due), due)
    elif item.id in granted:
        kept = item.due, item.due_time
        _put(day, item, due)
        item.due, item.due_time = kept
        item.next_at = next_reminder(day, item)
    else:
        _put(day, item, due)


def _new(day: OfficeDay, task: Task, due: Due) -> Occurrence:
    return Occurrence(
        office_id=day.office.id,
        task_id=task.id,
        key=due.key,
        label=due.label,
        starts=due.first,
        printed=due.printed,
        due=due.last,
        original=due.last,
    )


def _put(day: OfficeDay, item: Occurrence, due: Due) -> None:
    """The reading of the plan itself says this day now, so its original is this one too."""
    item.key, item.kind, item.starts, item.covers_to = due.key, due.kind, due.first, due.covers_to
    item.printed, item.due, item.original = due.printed, due.last, due.last
    item.due_time = item.original_time = due.due_time
    if due.due_time:
        item.due, item.due_time = day.hours.open_by(day.calendar, due.last, due.due_time)
    if item.state == Work.DROPPED:
        item.state = Work.OPEN
    item.next_at = next_reminder(day, item)
    day.session.add(item)


def drop_occurrence(day: OfficeDay, item: Occurrence) -> None:
    """No longer due, and nobody is reminded of it again; what was said of it stays."""
    item.state, item.next_at = Work.DROPPED, None
    day.session.add(item)
    lines = update(Nudge).where(col(Nudge.subject) == "occurrence", col(Nudge.subject_id) == item.id)
    day.session.exec(lines.values(open=False))


def drop_open_occurrences(day: OfficeDay, task: Task) -> None:
    for item in occurrences_of(day.session, task.id):
        if item.state not in OVER:
            drop_occurrence(day, item)


def occurrences_of(session: Session, task_id: int) -> list[Occurrence]:
    found = select(Occurrence).where(Occurrence.task_id == task_id)
    return list(session.exec(found.order_by(col(Occurrence.due), col(Occurrence.id))))

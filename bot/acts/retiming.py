"""Due dates of a task: made when its plan is adopted, and brought along when its deadline changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select, update

from bot.acts.reminders import next_reminder
from bot.desk import OfficeDay
from bot.rules.occurrences import Due, dues
from bot.rules.schedules import from_json
from bot.rules.states import Work
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.plans import Plan, Task

TIMELESS = ("ongoing", "relative", "external")


def dues_of(schedule: Mapping[str, Any], plan: Plan, day: OfficeDay) -> tuple[Due, ...]:
    year = plan.year or day.today.year
    first, last = date(year - 1, 1, 1), date(year + 10, 12, 31)  # milestones may lie in other years
    return dues(from_json(schedule), year=year, since=first, until=last, calendar=day.calendar)


def make_occurrences(day: OfficeDay, plan: Plan, task: Task, since: date) -> int:
    """Make the due dates from `since` on. A doubtful reading makes none before a person has decided."""
    found = [] if task.needs_review else [due for due in dues_of(task.schedule, plan, day) if due.last >= since]
    for due in found:
        _add(day, task, due, len(found))
    return len(found)


def retime(day: OfficeDay, plan: Plan, task: Task) -> None:
    """Bring the due dates to the task's schedule of now.

    What is done stays. A single date that was open moves with its progress; where a rhythm changed, dates that
    are no longer due are dropped and the new ones from today on are added.
    """
    there = _occurrences(day.session, task.id)
    wanted = () if task.needs_review else dues_of(task.schedule, plan, day)
    keys = {due.key for due in wanted}
    _rehour(day, there, wanted)
    past = [item for item in there if item.state in (Work.OPEN, Work.DOING) and item.key not in keys]
    fresh = [due for due in wanted if due.key not in {item.key for item in there}]
    if len(wanted) == 1 and len(fresh) == 1 and len(there) == 1:
        if past:
            _move(day, past[0], fresh[0])
        return  # a single piece of work that was done stays done, whatever its date is now
    for item in past:
        drop_occurrence(day, item)
    for due in fresh:
        if due.last >= day.today:
            _add(day, task, due, len(wanted))
    _revive(day, there, wanted)


def _rehour(day: OfficeDay, there: Sequence[Occurrence], wanted: Sequence[Due]) -> None:
    """Another hour of the same day; more time that was granted stays."""
    hours = {due.key: due.due_time for due in wanted}
    for item in there:
        if item.key in hours and item.state != Work.DONE:
            item.due_time = hours[item.key] if item.due == item.original else item.due_time
            item.original_time = hours[item.key]
            day.session.add(item)


def drop_occurrence(day: OfficeDay, item: Occurrence) -> None:
    """No longer due, and nobody is reminded of it again; what was said of it stays."""
    item.state, item.next_at = Work.DROPPED, None
    day.session.add(item)
    lines = update(Nudge).where(col(Nudge.subject) == "occurrence", col(Nudge.subject_id) == item.id)
    day.session.exec(lines.values(open=False))


def drop_open_occurrences(day: OfficeDay, task: Task) -> None:
    for item in _occurrences(day.session, task.id):
        if item.state in (Work.OPEN, Work.DOING):
            drop_occurrence(day, item)


def _occurrences(session: Session, task_id: int) -> list[Occurrence]:
    found = select(Occurrence).where(Occurrence.task_id == task_id)
    return list(session.exec(found.order_by(col(Occurrence.due), col(Occurrence.id))))


def _add(day: OfficeDay, task: Task, due: Due, of: int) -> None:
    item = Occurrence(
        office_id=day.office.id,
        task_id=task.id,
        key=due.key,
        kind=due.kind,
        label=due.label if of > 1 else "",
        starts=due.first,
        printed=due.printed,
        due=due.last,
        due_time=due.due_time,
        original=due.last,
        original_time=due.due_time,
    )
    item.next_at = next_reminder(day, item)
    day.session.add(item)


def _move(day: OfficeDay, item: Occurrence, due: Due) -> None:
    """The plan itself says another day now, so its original moves too."""
    item.key, item.kind, item.starts = due.key, due.kind, due.first
    item.printed, item.due, item.original = due.printed, due.last, due.last
    item.due_time = item.original_time = due.due_time
    item.next_at = next_reminder(day, item)
    day.session.add(item)


def _revive(day: OfficeDay, there: Sequence[Occurrence], wanted: Sequence[Due]) -> None:
    """A date that was dropped once and is due again."""
    coming = {due.key for due in wanted if due.last >= day.today}
    for item in there:
        if item.state == Work.DROPPED and item.key in coming:
            item.state = Work.OPEN
            item.next_at = next_reminder(day, item)
            day.session.add(item)

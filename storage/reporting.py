"""Questions for reports: lean rows of columns, never the whole of what is kept."""

from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from bot.rules.states import Work
from storage.occurrences import Occurrence
from storage.plans import Task

_OF_OCCURRENCE = ("id", "task_id", "label", "due", "due_time", "original", "original_time", "done_at")
_OF_TASK = ("content", "section", "plan_id", "unit_id")


class DutyRow(NamedTuple):
    """A due date of a task that counts in a report."""

    number: int
    task_id: int
    label: str
    due: date
    due_time: time | None
    original: date
    original_time: time | None
    done_at: datetime | None
    content: str
    section: str
    plan_id: int
    unit_id: int | None


def duty_rows(session: Session, office_id: int, until: date, since: datetime, before: datetime) -> list[DutyRow]:
    """What was due up to a day and not done before `since`, and what was done from then on, before `before`.

    In the plan's order. Work without an end is asked about and never due, and is not among them.
    """
    finished = and_(col(Occurrence.done_at) >= since, col(Occurrence.done_at) < before)
    waits = and_(col(Occurrence.due) <= until, or_(col(Occurrence.done_at).is_(None), col(Occurrence.done_at) >= since))
    columns = [col(getattr(Occurrence, name)) for name in _OF_OCCURRENCE]
    columns += [col(getattr(Task, name)) for name in _OF_TASK]
    found = (
        select(*columns)
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(
            col(Occurrence.office_id) == office_id,
            col(Occurrence.kind) == "due",
            col(Occurrence.state) != Work.DROPPED,
            or_(finished, waits),
        )
    )
    rows = session.execute(
        found.order_by(col(Task.plan_id), col(Task.position), col(Occurrence.due), col(Occurrence.id))
    )
    return [DutyRow(*row) for row in rows]

"""Questions for reports: lean rows of columns, never the whole of what is kept."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session, col

from bot.rules.states import Work
from storage.occurrences import Occurrence
from storage.plans import Task, TaskEvent
from storage.weeks import WeekLine

_OF_OCCURRENCE = ("id", "task_id", "label", "due", "due_time", "original", "original_time", "done_at")
_OF_TASK = ("content", "section", "plan_id", "unit_id")
_SAID = ("extension_asked", "note")  # what is a reason, the surer first


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


class DutyWords(NamedTuple):
    """What an official said of a duty, and on what occasion."""

    at: datetime
    what: str
    words: str


def duty_rows(session: Session, office_id: int, until: date, since: datetime, before: datetime) -> list[DutyRow]:
    """What was due up to a day, at first or now, and not done before `since`, and what was done then, before `before`.

    In the plan's order. Work without an end is asked about and never due, and is not among them.
    """
    finished = and_(col(Occurrence.done_at) >= since, col(Occurrence.done_at) < before)
    found = _duties(office_id).where(or_(finished, _waits(until, since)))
    order = (col(Task.plan_id), col(Task.position), col(Occurrence.due), col(Occurrence.id))
    return [DutyRow(*row) for row in session.execute(found.order_by(*order))]


def duty_rows_due(session: Session, office_id: int, first: date, last: date, before: datetime) -> list[DutyRow]:
    """What is due in these days and was not done before a moment, nearest first."""
    found = _duties(office_id).where(
        col(Occurrence.due).between(first, last),
        or_(col(Occurrence.done_at).is_(None), col(Occurrence.done_at) >= before),
    )
    return [DutyRow(*row) for row in session.execute(found.order_by(col(Occurrence.due), col(Occurrence.id)))]


def _waits(until: date, since: datetime) -> ColumnElement[bool]:
    """Due up to a day, at first or now, and not done before a moment."""
    due = or_(col(Occurrence.due) <= until, col(Occurrence.original) <= until)
    return and_(due, or_(col(Occurrence.done_at).is_(None), col(Occurrence.done_at) >= since))


def _duties(office_id: int) -> Select[Any]:
    columns = [col(getattr(Occurrence, name)) for name in _OF_OCCURRENCE]
    columns += [col(getattr(Task, name)) for name in _OF_TASK]
    return (
        select(*columns)
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(
            col(Occurrence.office_id) == office_id,
            col(Occurrence.kind) == "due",
            col(Occurrence.state) != Work.DROPPED,
        )
    )


def words_of_duties(
    session: Session, office_id: int, until: date, since: datetime, before: datetime
) -> dict[int, DutyWords]:
    """Occurrence, due up to a day and not done before `since` -> what was said last of it before a moment.

    A reason given with the wish for more time goes before a note.
    """
    found = (
        select(col(TaskEvent.occurrence_id), col(TaskEvent.at), col(TaskEvent.what), col(TaskEvent.words))
        .join(Occurrence, col(Occurrence.id) == col(TaskEvent.occurrence_id))
        .where(
            col(Occurrence.office_id) == office_id,
            _waits(until, since),
            col(TaskEvent.what).in_(_SAID),
            col(TaskEvent.at) < before,
            col(TaskEvent.words) != "",
        )
    )
    said: dict[int, DutyWords] = {}
    for number, at, what, words in session.execute(found.order_by(col(TaskEvent.id))):
        known = said.get(number)
        if known is None or _SAID.index(what) <= _SAID.index(known.what):
            said[number] = DutyWords(at, what, words)
    return said


def moved_later(session: Session, office_id: int, before: datetime) -> dict[int, tuple[date, time | None] | None]:
    """Occurrence that was given more time from a moment on -> what was granted before it, if anything was."""
    granted = (
        select(col(TaskEvent.occurrence_id), col(TaskEvent.at), col(TaskEvent.day), col(TaskEvent.day_time))
        .join(Occurrence, col(Occurrence.id) == col(TaskEvent.occurrence_id))
        .where(col(Occurrence.office_id) == office_id, col(TaskEvent.what) == "extension_granted")
        .order_by(col(TaskEvent.id))
    )
    earlier: dict[int, tuple[date, time | None]] = {}
    later: set[int] = set()
    for number, at, day, hour in session.execute(granted):
        if at >= before:
            later.add(number)
        elif day:
            earlier[number] = day, hour
    return {number: earlier.get(number) for number in later}


def stuck_duties(session: Session, office_id: int, before: datetime) -> dict[int, DutyWords]:
    """Occurrence of which a weekly report said last, before a moment, that it is stuck -> why, where that was said."""
    found = select(col(WeekLine.occurrence_id), col(WeekLine.at), col(WeekLine.progress), col(WeekLine.words)).where(
        col(WeekLine.office_id) == office_id, col(WeekLine.at) < before
    )
    rows = session.execute(found.order_by(col(WeekLine.at)))
    last = {number: DutyWords(at, progress, words) for number, at, progress, words in rows}
    return {number: said for number, said in last.items() if said.what == "vuong"}

"""Events that start a deadline's clock, and when an office is next asked for dates nobody knows yet."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.rules.states import Work
from storage.columns import UtcDateTime
from storage.due import first_due
from storage.occurrences import Occurrence
from storage.offices import office_without
from storage.once import add_once
from storage.plans import Plan, Task, TaskEvent
from storage.rows import Row


class Happening(Row, table=True):
    """An event that plans wait for. `trigger` as `waiting.trigger_key` spells it, `words` as printed.

    One that was taken back stays, with `dropped_at`.
    """

    __table_args__ = (UniqueConstraint("office_id", "trigger", "day", "name"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    trigger: str
    words: str
    day: date
    name: str = ""
    made_by: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DateRound(Row, table=True):
    """When an office's officials are next asked for the dates that another document decides."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)


def put_happening(session: Session, event: Happening) -> Happening:
    """Record an event, or find it: without a name it is the one of that day, whatever that one is called."""
    same = select(Happening).where(
        Happening.office_id == event.office_id, Happening.trigger == event.trigger, Happening.day == event.day
    )
    known = list(session.exec(same.order_by(col(Happening.id))))
    alike = [one for one in known if not event.name or one.name in ("", event.name)]
    if alike:
        found = next((one for one in alike if one.dropped_at is None), alike[0])
        found.name, found.dropped_at = event.name or found.name, None
        session.add(found)
        session.flush()
        return found
    named = same.where(Happening.name == event.name)
    return event if add_once(session, event, named) else session.exec(named).one()


def happening(session: Session, office_id: int, number: int) -> Happening | None:
    event = session.get(Happening, number)
    return event if event and event.office_id == office_id else None


def happenings(session: Session, office_id: int) -> list[Happening]:
    """What happened and was not taken back, newest first."""
    found = select(Happening).where(Happening.office_id == office_id, col(Happening.dropped_at).is_(None))
    return list(session.exec(found.order_by(col(Happening.day).desc(), col(Happening.id).desc())))


def settled_tasks(session: Session, office_id: int) -> list[tuple[Task, Plan]]:
    """Tasks that are followed and whose deadline is not in doubt, in the order of their plans."""
    found = (
        select(Task, Plan)
        .join(Plan, col(Plan.id) == col(Task.plan_id))
        .where(Task.office_id == office_id, col(Task.needs_review).is_(False), col(Task.closed_at).is_(None))
    )
    return list(session.exec(found.order_by(col(Task.plan_id), col(Task.position))).all())


def occurrences_of_event(session: Session, office_id: int, number: int) -> list[Occurrence]:
    found = select(Occurrence).where(
        Occurrence.office_id == office_id, col(Occurrence.key).startswith(f"event:{number}:", autoescape=True)
    )
    return list(session.exec(found.order_by(col(Occurrence.id))))


def is_touched(session: Session, occurrence: Occurrence) -> bool:
    """Whether anybody has said or done anything about it; that the calendar moved it is nobody's doing."""
    by_hand = col(TaskEvent.what) != "calendar_moved"
    said = session.exec(select(TaskEvent.id).where(TaskEvent.occurrence_id == occurrence.id, by_hand)).first()
    return occurrence.state != Work.OPEN or said is not None


def followed_task(session: Session, office_id: int, number: int) -> Task | None:
    task = session.get(Task, number)
    known = task is not None and task.office_id == office_id and not task.needs_review and task.closed_at is None
    return task if known else None


def occurrences_keyed(session: Session, task_id: int, start: str) -> list[Occurrence]:
    """Those of a task whose key begins so."""
    found = select(Occurrence).where(
        Occurrence.task_id == task_id, col(Occurrence.key).startswith(start, autoescape=True)
    )
    return list(session.exec(found.order_by(col(Occurrence.due), col(Occurrence.id))))


def occurrence_keyed(session: Session, task_id: int, key: str) -> Occurrence | None:
    return session.exec(select(Occurrence).where(Occurrence.task_id == task_id, Occurrence.key == key)).first()


def events_said(session: Session, office_id: int, what: tuple[str, ...]) -> list[TaskEvent]:
    """What was said of the office's tasks in these ways, oldest first."""
    found = (
        select(TaskEvent)
        .join(Task, col(Task.id) == col(TaskEvent.task_id))
        .where(Task.office_id == office_id, col(TaskEvent.what).in_(what))
    )
    return list(session.exec(found.order_by(col(TaskEvent.id))))


def next_date_round(session: Session, now: datetime) -> DateRound | None:
    """The round that has waited longest; locked for the rest of the transaction."""
    return first_due(session, DateRound, now, "next_at")


def date_round(session: Session, office_id: int) -> DateRound | None:
    return session.get(DateRound, office_id)


def office_without_round(session: Session) -> int | None:
    """An office that has never been given a moment for its questions."""
    return office_without(session, col(DateRound.office_id))


def put_date_round(session: Session, office_id: int, next_at: datetime) -> None:
    row = DateRound(office_id=office_id, next_at=next_at)
    add_once(session, row, select(DateRound.office_id).where(DateRound.office_id == office_id))

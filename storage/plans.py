"""Plans as they were read, and the tasks they became."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, Session, col, func, select

from storage.columns import UtcDateTime
from storage.due import first_due
from storage.rows import Row

_UNREAD = text("read_at IS NULL")
_ASKED = text("what = 'extension_asked'")


class Plan(Row, table=True):
    """A document with its rows as read; nothing becomes a task before it is confirmed."""

    __table_args__ = (Index("ix_plan_unread", "id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    title: str = ""
    number: str = ""
    year: int | None = None
    issued_on: date | None = None
    source_name: str
    digest: str
    rows: list[Any] = Field(default_factory=list, sa_type=JSON)
    warnings: list[str] = Field(default_factory=list, sa_type=JSON)
    sent_by: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # none: still to be read
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    replaces_id: int | None = Field(default=None, foreign_key="plan.id", index=True)  # an earlier version of it
    ends_on: date | None = None  # what comes round again is not followed past this day


class Task(Row, table=True):
    """A row of a plan, its wording kept as printed; duties are followed as its occurrences."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    position: int
    section: str = ""
    no: str = ""
    content: str
    lead_text: str = ""
    coop_text: str = ""
    product: str = ""
    note: str = ""
    deadline_text: str = ""
    schedule: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    needs_review: bool = False
    why: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)  # given to one post of the unit
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # no longer in the plan
    roll_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)  # its next due dates are made then


class TaskUnit(Row, table=True):
    """A unit that coordinates (or also leads)."""

    __table_args__ = (UniqueConstraint("task_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")


class TaskEvent(Row, table=True):
    """What happened to a task: who, when, in which words. Only ever added to."""

    __table_args__ = (Index("ix_taskevent_asked", "office_id", "id", sqlite_where=_ASKED, postgresql_where=_ASKED),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    task_id: int = Field(foreign_key="task.id", index=True)
    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    what: str
    words: str = ""
    day: date | None = None  # the date that was asked for
    day_time: time | None = None  # and its hour
    about_id: int | None = Field(default=None, foreign_key="taskevent.id", index=True)  # the event this answers


def tasks_of(session: Session, plan_id: int) -> list[Task]:
    return list(session.exec(select(Task).where(Task.plan_id == plan_id).order_by(col(Task.position))))


def rolling_tasks(session: Session, plan_id: int) -> list[Task]:
    """Those of a plan that come round again after its year."""
    return list(session.exec(select(Task).where(Task.plan_id == plan_id, col(Task.roll_at).is_not(None))))


def task_at(session: Session, plan_id: int, position: int) -> Task | None:
    """The task that a row of a plan became."""
    return session.exec(select(Task).where(Task.plan_id == plan_id, Task.position == position)).first()


def units_beside(session: Session, task_id: int) -> set[int]:
    """The units that coordinate or also lead."""
    return set(session.exec(select(TaskUnit.unit_id).where(TaskUnit.task_id == task_id)))


def put_units_beside(session: Session, task: Task, wanted: set[int]) -> None:
    rows = session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id)).all()
    for row in rows:
        if row.unit_id not in wanted:
            session.delete(row)
    for unit_id in sorted(wanted - {row.unit_id for row in rows}):
        session.add(TaskUnit(office_id=task.office_id, task_id=task.id, unit_id=unit_id))
    session.flush()


def plans_in_force(session: Session, office_id: int) -> list[Plan]:
    """Confirmed plans that no later version has replaced, the newest first."""
    replaced = select(Plan.replaces_id).where(col(Plan.replaces_id).is_not(None), col(Plan.confirmed_at).is_not(None))
    found = select(Plan).where(Plan.office_id == office_id, col(Plan.confirmed_at).is_not(None))
    return list(session.exec(found.where(col(Plan.id).not_in(replaced)).order_by(col(Plan.id).desc())))


def plans_waiting(session: Session, office_id: int) -> list[Plan]:
    """Plans that were read and are neither confirmed nor dropped, the newest first."""
    found = select(Plan).where(
        Plan.office_id == office_id, col(Plan.read_at).is_not(None), col(Plan.confirmed_at).is_(None)
    )
    return list(session.exec(found.order_by(col(Plan.id).desc())))


def lock_plan(session: Session, office_id: int, plan_id: int) -> Plan | None:
    """The plan, kept from being changed elsewhere until this transaction ends."""
    found = select(Plan).where(Plan.id == plan_id, Plan.office_id == office_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def plan_with_digest(session: Session, office_id: int, digest: str) -> Plan | None:
    """The plan in force made from exactly this file. An earlier version is not: it may be brought back."""
    return next((plan for plan in plans_in_force(session, office_id) if plan.digest == digest), None)


def tasks_to_review(session: Session, office_id: int) -> list[Task]:
    """Tasks of confirmed plans whose deadline a person has to decide, in the plan's order."""
    found = select(Task).where(
        Task.office_id == office_id, col(Task.needs_review).is_(True), col(Task.closed_at).is_(None)
    )
    return list(session.exec(found.order_by(col(Task.plan_id), col(Task.position))))


def count_to_review(session: Session, office_id: int) -> int:
    found = select(func.count(col(Task.id))).where(Task.office_id == office_id, col(Task.needs_review).is_(True))
    return session.exec(found.where(col(Task.closed_at).is_(None))).one()


def task_to_roll(session: Session, now: datetime) -> Task | None:
    """The task that has waited longest for its next due dates; locked for the rest of the transaction."""
    return first_due(session, Task, now, "roll_at", "id")


def next_unread_plan(session: Session) -> Plan | None:
    """The document that has waited longest to be read."""
    found = select(Plan).where(col(Plan.read_at).is_(None)).order_by(col(Plan.id)).limit(1)
    return session.exec(found.with_for_update(skip_locked=True)).first()


def plan_with_id(session: Session, office_id: int, plan_id: int) -> Plan | None:
    plan = session.get(Plan, plan_id)
    return plan if plan and plan.office_id == office_id else None


def add_task_event(session: Session, event: TaskEvent) -> TaskEvent:
    session.add(event)
    session.flush()
    return event


def answer_to(session: Session, event_id: int) -> TaskEvent | None:
    """The event that decided an earlier one."""
    return session.exec(select(TaskEvent).where(TaskEvent.about_id == event_id)).first()


def task_events(session: Session, task_id: int) -> list[TaskEvent]:
    return list(session.exec(select(TaskEvent).where(TaskEvent.task_id == task_id).order_by(col(TaskEvent.id))))

"""Due dates of tasks, each with its own state, product and next reminder."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint, or_, text
from sqlmodel import Field, Session, col, func, select

from bot.rules.states import OVER, Work
from storage.columns import UtcDateTime
from storage.due import some_due
from storage.plans import Task
from storage.rows import Row

_OPEN = text("state IN ('open', 'doing')")
_DONE = text("done_at IS NOT NULL")


class Occurrence(Row, table=True):
    """One due date: `due` is the last worked day permitted, `printed` the plan's, `original` never moves.

    The times are on the office's clock; none: until the day ends. A report covers the days from `starts` to
    `covers_to`. `next_at` is when the ladder has its next rung; none: nothing more to remind of.
    """

    # The number of one that was taken back is never given again: it stands on buttons and in nudges.
    __table_args__ = (
        UniqueConstraint("task_id", "key"),
        Index(  # what is open is counted from it alone, without a look at the rows
            "ix_occurrence_open",
            *("office_id", "task_id", "due", "due_time", "id", "kind", "state"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_occurrence_done", "office_id", "task_id", "done_at", sqlite_where=_DONE, postgresql_where=_DONE),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    key: str
    kind: str = "due"  # or "check_in": asked about, never late
    label: str = ""
    starts: date
    printed: date
    due: date = Field(index=True)
    due_time: time | None = None
    original: date
    original_time: time | None = None
    covers_to: date | None = None
    state: str = Field(default=Work.OPEN, index=True)
    product: str = ""
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by: int | None = Field(default=None, foreign_key="person.id")
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    def is_late(self, here: datetime) -> bool:
        """`here`: now, on the office's clock."""
        return self.kind == "due" and self.state not in OVER and self.is_past(here)

    def is_past(self, here: datetime) -> bool:
        return (here.date(), here.time()) > (self.due, self.due_time or time.max)


Duty = tuple[Occurrence, Task]


def occurrence_keys(session: Session, task_id: int) -> set[str]:
    return set(session.exec(select(Occurrence.key).where(Occurrence.task_id == task_id)))


def due_for_reminder(session: Session, now: datetime, most: int) -> list[Duty]:
    """The occurrences whose rungs have waited longest; locked for the rest of the transaction."""
    items = some_due(session, Occurrence, now, most, "next_at", "id")
    tasks = session.exec(select(Task).where(col(Task.id).in_({item.task_id for item in items}))) if items else ()
    known = {task.id: task for task in tasks}
    return [(item, known[item.task_id]) for item in items]


def open_duties(
    session: Session, office_id: int, units: Iterable[int] | None = None, posts: Iterable[int] = ()
) -> list[Duty]:
    """Open occurrences of these units or given to these posts (None: of all), nearest first."""
    found = (
        select(Occurrence, Task)
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(Occurrence.office_id == office_id, col(Occurrence.state).not_in((Work.DONE, Work.DROPPED)))
    )
    if units is not None:
        found = found.where(or_(col(Task.unit_id).in_(list(units)), col(Task.post_id).in_(list(posts))))
    hour = col(Occurrence.due_time)
    rows = session.exec(found.order_by(col(Occurrence.due), hour.is_(None), hour, col(Occurrence.id)))
    return [(occurrence, task) for occurrence, task in rows]


def count_done(session: Session, office_id: int, units: Iterable[int] | None, since: datetime) -> int:
    found = (
        select(func.count(col(Occurrence.id)))
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(Occurrence.office_id == office_id, col(Occurrence.done_at) >= since)
    )
    if units is not None:
        found = found.where(col(Task.unit_id).in_(list(units)))
    return session.exec(found).one()


def done_duties(session: Session, office_id: int, since: datetime, until: datetime) -> list[Duty]:
    found = (
        select(Occurrence, Task)
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(
            Occurrence.office_id == office_id,
            Occurrence.state == Work.DONE,
            col(Occurrence.done_at) >= since,
            col(Occurrence.done_at) < until,
        )
    )
    return [
        (occurrence, task)
        for occurrence, task in session.exec(found.order_by(col(Occurrence.done_at), col(Occurrence.id)))
    ]


def duties(session: Session, numbers: Collection[int]) -> list[Duty]:
    """These occurrences with their tasks: whoever holds them finds each again without a question."""
    found = select(Occurrence, Task).join(Task, col(Task.id) == col(Occurrence.task_id))
    rows = session.exec(found.where(col(Occurrence.id).in_(numbers)).order_by(col(Occurrence.id)))
    return [(occurrence, task) for occurrence, task in rows]


def duty(session: Session, office_id: int, occurrence_id: int) -> Duty | None:
    occurrence = session.get(Occurrence, occurrence_id)
    if occurrence is None or occurrence.office_id != office_id:
        return None
    return occurrence, session.get_one(Task, occurrence.task_id)


def standing_tasks(session: Session, office_id: int) -> list[Task]:
    """Tasks that have no occurrence: they wait for an event or a person's word."""
    with_one = select(Occurrence.task_id)
    found = select(Task).where(
        Task.office_id == office_id, col(Task.id).not_in(with_one), col(Task.closed_at).is_(None)
    )
    return list(session.exec(found.order_by(col(Task.plan_id), col(Task.position))))

"""Rungs that fired: what goes into a person's next digest, and for ever after the log of why."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.once import add_once
from storage.people import Person


class Nudge(SQLModel, table=True):
    """One line for one person on one day about one duty or one case."""

    __table_args__ = (UniqueConstraint("person_id", "subject", "subject_id", "day"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    subject: str  # "occurrence" or "feedback"
    subject_id: int
    day: date
    rung: int
    audience: str
    missed: bool = False  # its own moment had passed while the system was down
    made_at: datetime = Field(sa_type=UtcDateTime)
    open: bool = Field(default=True, index=True)  # not yet in a digest


def add_nudge(session: Session, nudge: Nudge) -> bool:
    same = select(Nudge.id).where(
        Nudge.person_id == nudge.person_id,
        Nudge.subject == nudge.subject,
        Nudge.subject_id == nudge.subject_id,
        Nudge.day == nudge.day,
    )
    return add_once(session, nudge, same)


def open_nudges(session: Session) -> list[Nudge]:
    """All lines of the person whose line has waited longest; locked for the rest of the transaction."""
    while (person_id := _lock_next_person(session)) is not None:
        found = select(Nudge).where(Nudge.person_id == person_id, col(Nudge.open).is_(True))
        lines = list(session.exec(found.order_by(col(Nudge.id)).with_for_update()))
        if lines:  # none: another process closed them between the search and the lock
            return lines
    return []


def _lock_next_person(session: Session) -> int | None:
    found = (
        select(Nudge.person_id)
        .join(Person, col(Person.id) == col(Nudge.person_id))
        .where(col(Nudge.open).is_(True))
        .order_by(col(Nudge.id))
        .limit(1)
    )
    return session.exec(found.with_for_update(skip_locked=True, key_share=True, of=Person)).first()


def close_nudges(session: Session, ids: list[int]) -> None:
    session.exec(update(Nudge).where(col(Nudge.id).in_(ids)).values(open=False))

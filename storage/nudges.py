"""Rungs that fired: what goes into a person's next digest, and for ever after the log of why."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime


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
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    open: bool = Field(default=True, index=True)  # not yet in a digest


def add_nudge(session: Session, nudge: Nudge) -> bool:
    known = select(Nudge.id).where(
        Nudge.person_id == nudge.person_id,
        Nudge.subject == nudge.subject,
        Nudge.subject_id == nudge.subject_id,
        Nudge.day == nudge.day,
    )
    if session.exec(known).first() is not None:
        return False
    session.add(nudge)
    session.flush()
    return True


def open_nudges(session: Session) -> list[Nudge]:
    """All lines of the person whose line has waited longest."""
    first = session.exec(
        select(Nudge).where(col(Nudge.open).is_(True)).order_by(col(Nudge.id)).limit(1)
    ).first()
    if first is None:
        return []
    found = select(Nudge).where(Nudge.person_id == first.person_id, col(Nudge.open).is_(True))
    return list(session.exec(found.order_by(col(Nudge.id)).with_for_update()))


def close_nudges(session: Session, ids: list[int], letter_id: int | None) -> None:
    session.exec(update(Nudge).where(col(Nudge.id).in_(ids)).values(open=False, letter_id=letter_id))

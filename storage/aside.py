"""Messages that were put aside for the clerk: too many, said before, insulting, or advertising."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, bindparam, text
from sqlmodel import Field, Session, col, func, select

from storage.columns import Sealed, SealedNames, UtcDateTime
from storage.rows import Row

_OPEN = text("decided_at IS NULL")
MOST = 200  # looked at together: in a flood the rest comes up as these are decided


class Aside(Row, table=True):
    """What a citizen sent, kept as it was until somebody decides. `reason` as in `bot.rules.mischief`.

    `feedback_id` is the case it repeats, or the one it became. `decision`: taken, dropped or blocked.
    """

    __table_args__ = (Index("ix_aside_open", "office_id", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str
    why: str = Field(default="", sa_type=Sealed)  # the words that decided
    text: str = Field(default="", sa_type=Sealed)
    files: list[Any] = Field(default_factory=list, sa_type=SealedNames)  # as talk.Kept's fields
    latitude: float | None = None
    longitude: float | None = None
    feedback_id: int | None = Field(default=None, foreign_key="feedback.id", index=True)
    decision: str = ""
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


def put_aside(session: Session, row: Aside) -> Aside:
    session.add(row)
    session.flush()
    return row


def open_asides(session: Session, office_id: int, person_id: int | None = None, most: int = MOST) -> list[Aside]:
    """What nobody has decided of yet, the oldest first; of one sender, or of all."""
    found = select(Aside).where(Aside.office_id == office_id, col(Aside.decided_at).is_(None))
    if person_id is not None:
        found = found.where(Aside.person_id == person_id)
    return list(session.exec(found.order_by(col(Aside.id)).limit(most)))


def count_open_asides(session: Session, office_id: int) -> int:
    found = select(func.count(col(Aside.id))).where(Aside.office_id == office_id, col(Aside.decided_at).is_(None))
    return session.exec(found).one()


def is_any_open(session: Session, office_id: int) -> bool:
    return session.exec(_ANY_OPEN, params={"office": office_id}).first() is not None


_ANY_OPEN = select(Aside.id).where(Aside.office_id == bindparam("office"), col(Aside.decided_at).is_(None)).limit(1)


def open_aside(session: Session, office_id: int, number: int) -> Aside | None:
    """The one of this number, kept from being decided elsewhere until this transaction ends."""
    found = select(Aside).where(Aside.id == number, Aside.office_id == office_id, col(Aside.decided_at).is_(None))
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def last_aside(session: Session, person_id: int, reason: str) -> Aside | None:
    """The newest message of this sender that was put aside for this reason."""
    return session.exec(_LAST, params={"person": person_id, "reason": reason}).first()


_LAST = (
    select(Aside)
    .where(Aside.person_id == bindparam("person"), Aside.reason == bindparam("reason"))
    .order_by(col(Aside.id).desc())
    .limit(1)
)


def asides_of(session: Session, person_id: int) -> list[Aside]:
    return list(session.exec(select(Aside).where(Aside.person_id == person_id).order_by(col(Aside.id))))

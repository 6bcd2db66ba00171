"""The ledger of what was erased: which kind, how many, when, why. Nothing of anybody's data stands in it."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint, update
from sqlmodel import Field, Session, col, select

from storage.audit import note_act
from storage.columns import UtcDateTime
from storage.once import add_once
from storage.rows import Row


class Erasure(Row, table=True):
    """A day's sum. `kind` as in `bot.rules.retention`; `cause`: its time was over, or the person asked for it."""

    __table_args__ = (UniqueConstraint("office_id", "day", "kind", "cause"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    day: date
    kind: str
    cause: str
    count: int
    at: datetime = Field(sa_type=UtcDateTime)  # the last of them


def note_erasure(session: Session, row: Erasure) -> None:
    """Add to the day's sum; nothing is written where nothing was erased."""
    if not row.count:
        return
    same = select(Erasure.id).where(
        Erasure.office_id == row.office_id,
        Erasure.day == row.day,
        Erasure.kind == row.kind,
        Erasure.cause == row.cause,
    )
    count, at = row.count, row.at
    note_act(session, row.office_id, "erased", kind=row.kind, cause=row.cause, count=count)
    if not add_once(session, row, same):
        number = session.exec(same).one()
        session.exec(update(Erasure).where(col(Erasure.id) == number).values(count=Erasure.count + count, at=at))


def last_erasures(session: Session, office_id: int, most: int) -> list[Erasure]:
    found = select(Erasure).where(Erasure.office_id == office_id)
    return list(session.exec(found.order_by(col(Erasure.day).desc(), col(Erasure.id).desc()).limit(most)))

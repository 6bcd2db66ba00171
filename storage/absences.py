"""Who is away, and who stands in."""

from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.remembering import remembered
from storage.rows import Row


class Absence(Row, table=True):
    """From `first` to `last`, both included. It ends by itself, or with `ended_at`."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    stand_in_id: int = Field(foreign_key="person.id", index=True)
    first: date
    last: date
    made_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def stand_ins(session: Session, office_id: int, day: date) -> dict[int, int]:
    """Person away on a day -> who stands in; of two absences the later one counts."""
    asked = {"office": office_id, "day": day}
    rows = remembered(session, Absence, (office_id, day), lambda: session.exec(_AWAY, params=asked).all())
    return dict(rows)


_AWAY = (
    select(Absence.person_id, Absence.stand_in_id)
    .where(
        Absence.office_id == bindparam("office"),
        col(Absence.ended_at).is_(None),
        col(Absence.first) <= bindparam("day"),
        col(Absence.last) >= bindparam("day"),
    )
    .order_by(col(Absence.id))
)


def absences_from(session: Session, person_id: int, day: date) -> list[Absence]:
    """Of this person, those that are not over on a day, the next first."""
    found = select(Absence).where(
        Absence.person_id == person_id, col(Absence.ended_at).is_(None), col(Absence.last) >= day
    )
    return list(session.exec(found.order_by(col(Absence.first), col(Absence.id))))


def absence(session: Session, office_id: int, number: int) -> Absence | None:
    row = session.get(Absence, number)
    return row if row and row.office_id == office_id and row.ended_at is None else None


def end_absences(session: Session, person_id: int, now: datetime) -> None:
    """Of a person who has left: nobody stands in for them, and they for nobody."""
    theirs = (col(Absence.person_id) == person_id) | (col(Absence.stand_in_id) == person_id)
    for row in session.exec(select(Absence).where(theirs, col(Absence.ended_at).is_(None))):
        row.ended_at = now
        session.add(row)


def away_throughout(session: Session, office_id: int, first: date, last: date) -> frozenset[int]:
    """Who is away on every day of a span by one absence."""
    found = select(Absence.person_id).where(
        Absence.office_id == office_id,
        col(Absence.ended_at).is_(None),
        col(Absence.first) <= first,
        col(Absence.last) >= last,
    )
    return frozenset(session.exec(found))

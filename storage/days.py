"""An office's own lines of the calendar: closures, swapped Saturdays, corrections."""

from datetime import date

from sqlalchemy import JSON, UniqueConstraint, bindparam, delete
from sqlmodel import Field, Session, col, select

from storage.audit import note_act
from storage.remembering import remembered
from storage.rows import Row


class Holiday(Row, table=True):
    """`kind` is off or work, `state` official or expected, as in the packaged calendar.

    `hours` are the opening hours of a half day, written as the office's own; it counts as worked.
    """

    __table_args__ = (UniqueConstraint("office_id", "day"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    day: date
    kind: str
    name: str
    state: str = "official"
    source: str = ""
    hours: list[list[str]] = Field(default_factory=list, sa_type=JSON)


def own_days(session: Session, office_id: int) -> list[Holiday]:
    here = {"office": office_id}
    return list(remembered(session, Holiday, office_id, lambda: list(session.exec(_OWN, params=here))))


_OWN = select(Holiday).where(Holiday.office_id == bindparam("office")).order_by(col(Holiday.day))


def put_own_day(session: Session, line: Holiday) -> None:
    """Write an office's own line for a day, in the place of the one that is there."""
    remove_own_day(session, line.office_id, line.day)
    session.add(line)
    session.flush()


def remove_own_day(session: Session, office_id: int, day: date) -> None:
    note_act(session, office_id, "day_removed", f"holiday:{day.isoformat()}")
    session.exec(delete(Holiday).where(col(Holiday.office_id) == office_id, col(Holiday.day) == day))

"""An office's own lines of the calendar: closures, swapped Saturdays, corrections."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select


class Holiday(SQLModel, table=True):
    """`kind` is off or work, `state` official or expected, as in the packaged calendar."""

    __table_args__ = (UniqueConstraint("office_id", "day"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    day: date
    kind: str
    name: str
    state: str = "official"
    source: str = ""


def own_days(session: Session, office_id: int) -> list[Holiday]:
    found = select(Holiday).where(Holiday.office_id == office_id)
    return list(session.exec(found.order_by(col(Holiday.day))))

"""What the office decided a printed name means, so that the next plan need not ask again."""

from datetime import datetime
from typing import Literal, cast

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, select

from storage.columns import UtcDateTime
from storage.rows import Row

Sense = Literal["unit", "group", "clerk"]


class UnitName(Row, table=True):
    """A name (as `naming.comparable` spells it) is a unit's, is a group's, or its work is the clerk's to follow."""

    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    name: str
    sense: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime = Field(sa_type=UtcDateTime)


def put_unit_name(session: Session, decided: UnitName) -> UnitName:
    """Remember a decision; a later one about the same name takes its place."""
    same = select(UnitName).where(UnitName.office_id == decided.office_id, UnitName.name == decided.name)
    known = session.exec(same.with_for_update()).first()
    if known is None:
        session.add(decided)
        session.flush()
        return decided
    known.sense, known.unit_id = decided.sense, decided.unit_id
    known.decided_by, known.decided_at = decided.decided_by, decided.decided_at
    session.add(known)
    session.flush()
    return known


def unit_names_of(session: Session, office_id: int) -> dict[str, tuple[Sense, int | None]]:
    """Name -> what it means, and the unit where it means one."""
    rows = session.exec(select(UnitName).where(UnitName.office_id == office_id))
    return {row.name: (cast(Sense, row.sense), row.unit_id) for row in rows}

"""The points of the 766 index, week by week."""

from datetime import date, datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class IndexScore(Row, table=True):
    """What was entered for the week that begins on `monday`; the newest row of a week counts.

    `points`: key of a group (bot/rules/index766.toml) -> points. `source`: the file they were read from, or "".
    """

    __table_args__ = (Index("ix_indexscore_office_id_monday", "office_id", "monday"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    monday: date
    points: dict[str, float] = Field(sa_type=JSON)
    source: str = ""
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    released_by: int | None = Field(default=None, foreign_key="person.id")


def scores(session: Session, office_id: int, since: date) -> list[IndexScore]:
    """One a week, the newest of each, in the order of the weeks."""
    found = select(IndexScore).where(IndexScore.office_id == office_id, col(IndexScore.monday) >= since)
    by_week = {row.monday: row for row in session.exec(found.order_by(col(IndexScore.id)))}
    return [by_week[monday] for monday in sorted(by_week)]


def score_of(session: Session, office_id: int, monday: date) -> IndexScore | None:
    found = select(IndexScore).where(IndexScore.office_id == office_id, IndexScore.monday == monday)
    return session.exec(found.order_by(col(IndexScore.id).desc()).limit(1)).first()


def score_with_id(session: Session, office_id: int, number: int) -> IndexScore | None:
    found = session.get(IndexScore, number)
    return found if found and found.office_id == office_id else None

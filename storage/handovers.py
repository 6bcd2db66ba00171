"""Posts on their way from one person to the next, with what was in hand."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class Handover(Row, table=True):
    """`cases` are the open cases that the one who left was working on; they wait for whoever takes the post."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    left_by: int = Field(foreign_key="person.id", index=True)
    cases: list[int] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    taken_by: int | None = Field(default=None, foreign_key="person.id", index=True)
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def open_handovers(session: Session, post_id: int) -> list[Handover]:
    """Those of a post that nobody has taken since, oldest first."""
    found = select(Handover).where(Handover.post_id == post_id, col(Handover.taken_at).is_(None))
    return list(session.exec(found.order_by(col(Handover.id))))

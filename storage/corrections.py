"""What the clerks of an office made of messages that the sorter had taken for something else."""

from datetime import datetime

from sqlalchemy import JSON, bindparam
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.remembering import remembered
from storage.rows import Row

MOST = 500  # the last ones; a message is compared with each


class Correction(Row, table=True):
    """A correction without the citizen's words: `marks` are keyed hashes, see bot.rules.sorting.teaching."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    feedback_id: int = Field(foreign_key="feedback.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)  # who corrected
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str
    category: str  # "": a kind without topics
    kind_pull: float
    topic_pull: float
    marks: dict[str, float] = Field(sa_type=JSON)


def last_corrections(session: Session, office_id: int) -> list[Correction]:
    """The last corrections of an office, oldest first."""
    here = {"office": office_id}
    newest = remembered(session, Correction, office_id, lambda: session.exec(_NEWEST, params=here).all())
    return list(reversed(newest))


_NEWEST = (
    select(Correction)
    .where(Correction.office_id == bindparam("office"))
    .order_by(col(Correction.id).desc())
    .limit(MOST)
)

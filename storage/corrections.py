"""What the clerks of an office made of messages that the sorter had taken for something else."""

from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, Engine, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Field, Session, col, func, select

from bot.rules.sorting import Lesson, Taught
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


def taught_in(session: Session, office_id: int) -> Taught:
    """What the last corrections of an office teach. Hundreds of them are read again only where they have changed."""
    return remembered(session, Correction, office_id, lambda: _known(session, office_id))


def _known(session: Session, office_id: int) -> Taught:
    mark = (office_id, *session.execute(_MARK, {"office": office_id}).one())
    known = _KNOWN.setdefault(session.get_bind().engine, {})
    taught = known.get(mark)
    if taught is None:
        taught = Taught(map(_lesson, reversed(session.exec(_NEWEST, params={"office": office_id}).all())))
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[mark] = taught
    return taught


def _lesson(row: Correction) -> Lesson:
    return Lesson(row.marks, row.kind, row.kind_pull, row.category or None, row.topic_pull)


_MOST_KNOWN = 8  # offices, of some 3 MB each where there are so many corrections
_KNOWN: WeakKeyDictionary[Engine, dict[tuple[Any, ...], Taught]] = WeakKeyDictionary()
_OWN = col(Correction.office_id) == bindparam("office")
_NEWEST = select(Correction).where(_OWN).order_by(col(Correction.id).desc()).limit(MOST)
# Corrections are added and removed, never changed; a number that was taken back is used again, a pull hardly ever.
_MARK = sa_select(
    *(func.count(), func.sum(col(Correction.id)), func.max(col(Correction.at))),
    *(func.sum(col(Correction.kind_pull)), func.sum(col(Correction.topic_pull))),
).where(_OWN)

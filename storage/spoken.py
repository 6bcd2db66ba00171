"""That a citizen said something, and a keyed digest of it: for counting, never for reading."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Index, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Field, Session, col, func, select

from storage.columns import UtcDateTime
from storage.remembering import apart, is_none, note_none
from storage.rows import Row


class Spoken(Row, table=True):
    """One message; or (with a `digest`) the words that became a case or were put aside, as `mischief.bare` spells them.

    `feedback_id` is the case they became.
    """

    __table_args__ = (
        Index("ix_spoken_person_id_at", "person_id", "at"),
        Index("ix_spoken_office_id_digest", "office_id", "digest", "at"),
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    digest: str = ""
    feedback_id: int | None = Field(default=None, foreign_key="feedback.id", index=True)


class Said(NamedTuple):
    """Who said something, when, and the case it became."""

    person_id: int
    feedback_id: int | None
    at: datetime


# Asked at every message: built once, as that takes longer than the answer.
_COUNTED = select(func.count(col(Spoken.id))).where(
    Spoken.person_id == bindparam("person"), col(Spoken.at) > bindparam("since"), Spoken.digest == ""
)
_SAID = (
    sa_select(col(Spoken.digest))
    .distinct()
    .where(
        col(Spoken.office_id) == bindparam("office"),
        col(Spoken.digest).in_(bindparam("digests", expanding=True)),
        col(Spoken.at) > bindparam("since"),
    )
)
_ALIKE = (
    sa_select(*(col(getattr(Spoken, name)) for name in Said._fields))
    .where(
        col(Spoken.office_id) == bindparam("office"),
        col(Spoken.digest) == bindparam("digest"),
        col(Spoken.at) > bindparam("since"),
    )
    .order_by(col(Spoken.at).desc(), col(Spoken.id).desc())
    .limit(100)
)


def count_spoken(session: Session, person_id: int, since: datetime) -> int:
    """How many messages this person has sent since a moment."""
    if is_none(session, Spoken, person_id):
        return 0
    with apart(session, Spoken) as waiting:
        stored = session.exec(_COUNTED, params={"person": person_id, "since": since}).one()
    return stored + sum(row.person_id == person_id and row.at > since and not row.digest for row in waiting)


def look_for_unsaid(session: Session, office_id: int, digests: Collection[str], since: datetime) -> None:
    """Note which of these nobody has said since a moment, so that it need not be asked of each."""
    asked = {"office": office_id, "digests": list(digests), "since": since}
    with apart(session, Spoken) as waiting:
        said = set(session.connection().execute(_SAID, asked).scalars())
    for digest in set(digests) - said - {row.digest for row in waiting}:
        note_none(session, Spoken, digest)


def said_alike(session: Session, office_id: int, digest: str, since: datetime) -> list[Said]:
    """Who said the same since a moment, the newest first."""
    if is_none(session, Spoken, digest):
        return []
    asked = {"office": office_id, "digest": digest, "since": since}
    with apart(session, Spoken) as waiting:
        stored = [Said._make(row) for row in session.connection().execute(_ALIKE, asked)]
    new = (row for row in reversed(waiting) if row.digest == digest and row.office_id == office_id and row.at > since)
    mine = [Said(row.person_id, row.feedback_id, row.at) for row in new]
    return sorted((*mine, *stored), key=lambda said: said.at, reverse=True)

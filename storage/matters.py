"""What open cases are about, for finding those about the same."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Subquery, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from bot.rules.states import CASE_OPEN, QUESTION
from storage.clues import digests_near, found_by
from storage.columns import as_stored
from storage.feedback import Feedback
from storage.many import Asked
from storage.remembering import apart


class Matter(NamedTuple):
    """Of a case what tells whether another one is about the same, and how it stands.

    `text` and `place` are as they are stored.
    """

    id: int
    text: str
    category: str
    place: str
    latitude: float | None
    longitude: float | None
    state: str
    received_at: datetime
    due: date


def open_matters(session: Session, case: Feedback, since: datetime) -> Iterator[Matter | Feedback]:
    """Open feedback of others about the topic of a case, come since and promised no later, the oldest first.

    Only what has one of the clues; where there is very much of it, what has most of them (`storage.clues`).
    """
    with apart(session, Feedback) as waiting:
        stored = _stored(session, case, since)
    yield from stored
    yield from (one for one in waiting if _is_open_matter(one, case, since))


def _is_open_matter(one: Feedback, case: Feedback, since: datetime) -> bool:
    """As `_matters` asks."""
    alike = one.category == case.category and one.office_id == case.office_id and one.kind != QUESTION
    of_another = alike and one is not case and one.person_id != case.person_id
    return of_another and one.state in CASE_OPEN and one.received_at >= since and one.due <= case.due


def _stored(session: Session, case: Feedback, since: datetime) -> list[Matter]:
    digests = digests_near(session, case)
    if not digests:
        return []
    found, clues = found_by(session, digests)
    asked = {"since": since, "day": since.date().toordinal(), "own": case.id, "person": case.person_id, "due": case.due}
    return [Matter._make(row) for row in _matters(found).of(session.connection(), asked | clues)]


@cache
def _matters(found: Subquery) -> Asked:
    return Asked(
        sa_select(*(as_stored(getattr(Feedback, name)) for name in Matter._fields))
        .join_from(found, Feedback, col(Feedback.id) == found.c.feedback_id)
        .where(
            col(Feedback.received_at) >= bindparam("since"),
            col(Feedback.id) != bindparam("own"),
            col(Feedback.person_id) != bindparam("person"),
            col(Feedback.due) <= bindparam("due"),
        )
        .order_by(col(Feedback.id))
    )

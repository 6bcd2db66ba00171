"""What open cases are about, for finding those about the same."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from bot.rules.states import CASE_OPEN, QUESTION
from storage.columns import as_stored
from storage.feedback import Feedback
from storage.remembering import apart


class Matter(NamedTuple):
    """Of a case what tells whether another one is about the same; `text` and `place` as they are stored."""

    id: int
    text: str
    category: str
    place: str
    latitude: float | None
    longitude: float | None


def open_matters(session: Session, case: Feedback, since: datetime) -> Iterator[Matter | Feedback]:
    """Open feedback of others about the topic of a case, come since and promised no later, the oldest first."""
    asked = {"office": case.office_id, "category": case.category, "since": since}
    asked |= {"own": case.id, "person": case.person_id, "due": case.due}
    with apart(session, Feedback) as waiting:
        stored = session.connection().execute(_MATTERS, asked).all()
    yield from map(Matter._make, stored)
    yield from (one for one in waiting if _is_open_matter(one, case, since))


def _is_open_matter(one: Feedback, case: Feedback, since: datetime) -> bool:
    """As `_MATTERS` asks."""
    alike = one.category == case.category and one.office_id == case.office_id and one.kind != QUESTION
    of_another = alike and one is not case and one.person_id != case.person_id
    return of_another and one.state in CASE_OPEN and one.received_at >= since and one.due <= case.due


_MATTERS = (
    sa_select(*(as_stored(getattr(Feedback, name)) for name in Matter._fields))
    .where(
        col(Feedback.office_id) == bindparam("office"),
        col(Feedback.state).in_(CASE_OPEN),
        col(Feedback.category) == bindparam("category"),
        col(Feedback.received_at) >= bindparam("since"),
        col(Feedback.id) != bindparam("own"),
        col(Feedback.person_id) != bindparam("person"),
        col(Feedback.due) <= bindparam("due"),
        col(Feedback.kind) != QUESTION,
    )
    .order_by(col(Feedback.id))
)

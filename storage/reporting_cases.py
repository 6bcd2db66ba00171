"""Questions for reports about citizens' feedback: codes, dates and marks, never words."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session, col

from bot.rules.sorting import PAKN
from bot.rules.states import Case
from storage.case_clocks import CaseClock
from storage.feedback import Feedback, FeedbackEvent

_COLUMNS = (
    *("id", "code", "kind", "category", "unit_id", "origin", "state", "received_at"),
    *("original_due", "answered_at", "over_at", "rating", "published_at"),
)


class CaseRow(NamedTuple):
    """A phản ánh or kiến nghị that the office took in, as it is now."""

    number: int
    code: str
    kind: str
    category: str
    unit_id: int | None
    origin: str
    state: str
    received_at: datetime
    original_due: date
    answered_at: datetime | None
    over_at: datetime | None
    rating: int | None
    published_at: datetime | None


class Round(NamedTuple):
    """One promise of an answer: a case that is taken up again has another."""

    started_at: datetime
    original: date
    met_at: datetime | None
    ended_at: datetime | None


def case_rows(session: Session, office_id: int, since: datetime, before: datetime) -> list[CaseRow]:
    """What came before a moment and was not answered and over by `since`, the oldest first.

    Complaints, denunciations and what was refused are no phản ánh, kiến nghị of the office.
    """
    columns = [col(getattr(Feedback, name)) for name in _COLUMNS]
    not_over = or_(col(Feedback.over_at).is_(None), col(Feedback.over_at) >= since)
    found = select(*columns).where(
        col(Feedback.office_id) == office_id,
        col(Feedback.kind).in_(PAKN),
        col(Feedback.state).not_in((Case.REFUSED, Case.GUIDED)),
        col(Feedback.received_at) < before,
        or_(
            col(Feedback.received_at) >= since,
            col(Feedback.answered_at) >= since,
            col(Feedback.published_at) >= since,
            and_(col(Feedback.answered_at).is_(None), not_over),
            col(Feedback.id).in_(_taken_up_again(office_id)),
        ),
    )
    return [CaseRow(*row) for row in session.execute(found.order_by(col(Feedback.received_at), col(Feedback.id)))]


def rounds_of_reopened(session: Session, office_id: int) -> dict[int, list[Round]]:
    """Case that was taken up again -> its promises, in order."""
    found = (
        select(
            col(CaseClock.feedback_id),
            col(CaseClock.started_at),
            col(CaseClock.original),
            col(CaseClock.met_at),
            col(CaseClock.ended_at),
        )
        .where(col(CaseClock.feedback_id).in_(_taken_up_again(office_id)), col(CaseClock.step) == "answer")
        .order_by(col(CaseClock.round), col(CaseClock.id))
    )
    rounds: dict[int, list[Round]] = {}
    for number, *fields in session.execute(found):
        rounds.setdefault(number, []).append(Round(*fields))
    return rounds


def _taken_up_again(office_id: int) -> Select[Any]:
    return select(col(CaseClock.feedback_id)).where(
        col(CaseClock.office_id) == office_id, col(CaseClock.step) == "answer", col(CaseClock.round) > 1
    )


def rated_later(session: Session, office_id: int, before: datetime) -> set[int]:
    """The cases that were rated from a moment on."""
    found = select(col(FeedbackEvent.feedback_id)).where(
        col(FeedbackEvent.office_id) == office_id, col(FeedbackEvent.what) == "rated", col(FeedbackEvent.at) >= before
    )
    return set(session.execute(found).scalars())

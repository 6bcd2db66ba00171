"""Which phản ánh, kiến nghị were answered in some days: lean rows for figures."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from bot.rules.sorting import PAKN
from bot.rules.states import Case
from storage.feedback import Feedback


class AnsweredRow(NamedTuple):
    """`original_due` is what was promised first; `rating` is 1 to 5, None: not rated."""

    code: str
    answered_at: datetime
    original_due: date
    rating: int | None


def answered_rows(session: Session, office_id: int, since: datetime, until: datetime) -> list[AnsweredRow]:
    """Answered from `since` on and before `until`, in that order; no complaint, no denunciation, no question."""
    found = select(
        col(Feedback.code), col(Feedback.answered_at), col(Feedback.original_due), col(Feedback.rating)
    ).where(
        col(Feedback.office_id) == office_id,
        col(Feedback.kind).in_(PAKN),
        col(Feedback.state).not_in((Case.REFUSED, Case.GUIDED)),
        col(Feedback.answered_at) >= since,
        col(Feedback.answered_at) < until,
    )
    return [AnsweredRow(*row) for row in session.execute(found.order_by(col(Feedback.answered_at), col(Feedback.id)))]

"""The register: which cases wait to be published, what everybody sees of those that are, and what is counted."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from bot.rules.publishing import SETTLED, Barred, is_settled, why_barred
from bot.rules.sorting import PAKN
from bot.rules.states import Case
from storage.case_clocks import promised_first
from storage.feedback import Feedback, FeedbackEvent


class PublicRow(NamedTuple):
    """All that the public pages get to see of a case.

    `settled`: it is not being looked at again; `changed_at` is when it was answered, or was taken up again.
    """

    code: str
    category: str
    unit_id: int | None
    received_at: datetime
    due: date
    answered_at: datetime
    changed_at: datetime
    settled: bool
    result: str
    area: str
    words: str
    latitude: float | None
    longitude: float | None


class CountedRow(NamedTuple):
    """What is counted of a case, published or not; `promised` is the day first given for the answer."""

    unit_id: int | None
    received_at: datetime
    answered_at: datetime | None
    promised: date
    rating: int | None


def barred(case: Feedback) -> Barred | None:
    return why_barred(case.kind, case.category, anonymous=case.anonymous, merged=case.merged_into is not None)


def cases_to_publish(session: Session, office_id: int) -> list[Feedback]:
    """Answered, and nobody has yet decided about this answer; the one that waits longest first."""
    undecided: tuple[ColumnElement[bool], ...] = (
        col(Feedback.withheld) == "",
        col(Feedback.answered_at).is_not(None),  # closed without one: withdrawn
        col(Feedback.erased_at).is_(None),
        or_(col(Feedback.published_at).is_(None), col(Feedback.published_at) < col(Feedback.answered_at)),
    )
    found = select(Feedback).where(Feedback.office_id == office_id, col(Feedback.state).in_(SETTLED), *undecided)
    cases = session.exec(found.order_by(col(Feedback.answered_at), col(Feedback.id)))
    return [case for case in cases if case.answer and barred(case) is None]


def published_cases(session: Session, office_id: int) -> list[Feedback]:
    """All that the public may see, the newest answer first."""
    found = select(Feedback).where(Feedback.office_id == office_id, col(Feedback.published_at).is_not(None))
    cases = session.exec(found.order_by(col(Feedback.answered_at).desc(), col(Feedback.id).desc()))
    return [case for case in cases if barred(case) is None]


def public_rows(session: Session, office_id: int) -> list[PublicRow]:
    """The same, without anything that is not for the public."""
    cases = published_cases(session, office_id)
    again = _taken_up_again(session, [case.id for case in cases if not _is_settled(case)])
    return [_public(case, again.get(case.id)) for case in cases]


def _taken_up_again(session: Session, cases: list[int]) -> dict[int, datetime]:
    """Case -> when that happened last."""
    found = select(FeedbackEvent).where(col(FeedbackEvent.feedback_id).in_(cases), FeedbackEvent.state == Case.REOPENED)
    return {event.feedback_id: event.at for event in session.exec(found.order_by(col(FeedbackEvent.id)))}


def _is_settled(case: Feedback) -> bool:
    return is_settled(case.state, case.answered_at, case.published_at)


def _public(case: Feedback, again: datetime | None) -> PublicRow:
    answered = case.answered_at or case.received_at
    return PublicRow(
        code=case.code,
        category=case.category,
        unit_id=case.unit_id,
        received_at=case.received_at,
        due=case.original_due,
        answered_at=answered,
        changed_at=again or answered,
        settled=_is_settled(case),
        result=case.public_text,
        area=case.public_area,
        words=case.public_words,
        latitude=case.public_latitude,
        longitude=case.public_longitude,
    )


def counted_rows(session: Session, office_id: int, since: datetime) -> list[CountedRow]:
    """Of every phản ánh, kiến nghị that the office took in, those that came or were answered since then."""
    found = select(Feedback, promised_first()).where(
        Feedback.office_id == office_id,
        col(Feedback.kind).in_(PAKN),
        col(Feedback.state).not_in((Case.REFUSED, Case.GUIDED)),
        or_(col(Feedback.received_at) >= since, col(Feedback.answered_at) >= since),
    )
    return [
        CountedRow(case.unit_id, case.received_at, case.answered_at, promised, case.rating)
        for case, promised in session.exec(found)
    ]

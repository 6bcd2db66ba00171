"""The register: which cases wait to be published, which are, and the sums over all of them."""

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from bot.rules.publishing import Barred, why_barred
from bot.rules.states import Case
from storage.feedback import Feedback

SETTLED = (Case.ANSWERED, Case.CLOSED)


def barred(case: Feedback) -> Barred | None:
    return why_barred(case.kind, case.category, anonymous=case.anonymous, merged=case.merged_into is not None)


def cases_to_publish(session: Session, office_id: int) -> list[Feedback]:
    """Answered, and nobody has yet decided about this answer; the one that waits longest first."""
    undecided: tuple[ColumnElement[bool], ...] = (
        col(Feedback.withheld) == "",
        or_(col(Feedback.published_at).is_(None), col(Feedback.published_at) < col(Feedback.answered_at)),
    )
    found = select(Feedback).where(Feedback.office_id == office_id, col(Feedback.state).in_(SETTLED), *undecided)
    cases = session.exec(found.order_by(col(Feedback.answered_at), col(Feedback.id)))
    return [case for case in cases if barred(case) is None]


def published_cases(session: Session, office_id: int) -> list[Feedback]:
    """All that the public may see, the newest answer first."""
    found = select(Feedback).where(Feedback.office_id == office_id, col(Feedback.published_at).is_not(None))
    cases = session.exec(found.order_by(col(Feedback.answered_at).desc(), col(Feedback.id).desc()))
    return [case for case in cases if barred(case) is None]

"""When something will be due next, over all that carries its own moment."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.rules.states import LetterState
from storage.feedback import Feedback
from storage.letters import LIVE, Letter
from storage.occurrences import Occurrence
from storage.offices import Office


def next_moment(session: Session) -> datetime | None:
    """The earliest moment at which a tick has something to do; it may lie in the past."""
    found = [
        session.exec(select(func.min(column))).one()
        for column in (
            col(Occurrence.next_at),
            col(Feedback.next_at),
            col(Office.next_ask_at),
            col(Office.next_compile_at),
        )
    ]
    waiting = select(func.min(col(Letter.next_at))).where(
        Letter.state == LetterState.WAITING, col(Letter.state).in_(LIVE)
    )
    found.append(session.exec(waiting).one())
    return min((moment for moment in found if moment is not None), default=None)

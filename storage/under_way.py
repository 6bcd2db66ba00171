"""Letters that are on the network at this moment."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.rules.states import LetterState
from storage.letters import Letter


def offers_under_way(session: Session, person_id: int, now: datetime) -> bool:
    """Whether a letter with choices is being sent to this person, who may or may not have read it already."""
    found = select(Letter).where(
        Letter.person_id == person_id, Letter.state == LetterState.SENDING, col(Letter.claimed_until) > now
    )
    return any(letter.choices for letter in session.exec(found))

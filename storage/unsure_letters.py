"""Letters that may have arrived or not: somebody of the office decides what becomes of each."""

from datetime import datetime

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, select

from bot.rules.states import LetterState
from storage.audit import note_act
from storage.letters import LIVE, Letter


def unsure_letters(session: Session, office_id: int) -> list[Letter]:
    """Oldest first."""
    found = select(Letter).where(Letter.office_id == office_id, Letter.state == LetterState.UNSURE)
    return list(session.exec(found.order_by(col(Letter.id))))


def unsure_letter(session: Session, office_id: int, letter_id: int) -> Letter | None:
    """Locked, so that of two who decide at once only one does."""
    found = select(Letter).where(Letter.id == letter_id, Letter.office_id == office_id)
    return session.exec(found.where(Letter.state == LetterState.UNSURE).with_for_update()).first()


def send_again(session: Session, letter: Letter, now: datetime) -> None:
    """It leaves once more, by whichever way is open now."""
    note_act(session, letter.office_id, "letter_sent_again", f"letter:{letter.id}")
    letter.state, letter.next_at, letter.attempts, letter.problem = LetterState.WAITING, now, 0, ""
    letter.channel = letter.address = letter.sent_channel = letter.sent_address = ""
    session.add(letter)
    session.info.setdefault("letters", []).append(letter.id)


def take_as_arrived(session: Session, letter: Letter, now: datetime) -> None:
    note_act(session, letter.office_id, "letter_taken_as_arrived", f"letter:{letter.id}")
    letter.state, letter.sent_at = LetterState.SENT, now
    session.add(letter)


def doubt_letters(session: Session, now: datetime) -> int:
    """What was to leave by now may have left from where this store was copied; how many letters that are."""
    due = and_(col(Letter.state) == LetterState.WAITING, col(Letter.next_at) <= now)
    doubtful = or_(due, col(Letter.state) == LetterState.SENDING)
    change = update(Letter).where(col(Letter.state).in_(LIVE), doubtful)
    result = session.exec(change.values(state=LetterState.UNSURE, claimed_until=None, problem="restored from a copy"))
    return result.rowcount

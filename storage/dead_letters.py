"""Letters that no platform took, and that are not tried any more unless somebody says so."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.rules.states import LetterState
from storage.audit import note_act
from storage.letters import FAILED_ROWS, Letter, free_letters


def dead_letters(session: Session, office_id: int) -> list[Letter]:
    """Oldest first."""
    found = select(Letter).where(Letter.office_id == office_id, FAILED_ROWS)
    return list(session.exec(found.order_by(col(Letter.id))))


def dead_letter(session: Session, office_id: int, letter_id: int) -> Letter | None:
    """Locked, so that of two who decide at once only one does."""
    found = select(Letter).where(Letter.id == letter_id, Letter.office_id == office_id, FAILED_ROWS)
    return session.exec(found.with_for_update()).first()


def try_anew(session: Session, letters: list[Letter], now: datetime) -> None:
    """By whichever way is open now, also one that refused it before."""
    for letter in letters:
        note_act(session, letter.office_id, "letter_sent_again", f"letter:{letter.id}")
        letter.channel = letter.address = letter.problem = ""
        letter.refused = []
        session.add(letter)
    session.flush()
    free_letters(session, [letter.id for letter in letters], now)


def let_go(session: Session, letter: Letter) -> None:
    note_act(session, letter.office_id, "letter_dropped", f"letter:{letter.id}")
    letter.state = LetterState.SUPERSEDED
    session.add(letter)

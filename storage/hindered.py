"""Letters that something bars, and accounts that soon cannot be written to."""

from datetime import datetime

from sqlalchemy import and_, or_, text
from sqlmodel import Session, col, select

from bot.rules.states import LetterState
from storage.due import first_due
from storage.letters import Letter
from storage.people import Account


def hindered_letters(session: Session, office_id: int, now: datetime, key: str = "") -> list[Letter]:
    """What waits because its person cannot be written to, oldest first; of those whose keys begin so."""
    waits = or_(
        col(Letter.state) == LetterState.PARKED,
        and_(col(Letter.state) == LetterState.WAITING, col(Letter.next_at) > now),
    )
    few = text("letter.hindrance <> ''")  # as the index says it
    found = select(Letter).where(Letter.office_id == office_id, few, waits)
    found = found.where(col(Letter.key).startswith(key, autoescape=True))
    return list(session.exec(found.order_by(col(Letter.id))))


def account_to_ask(session: Session, now: datetime) -> Account | None:
    """One whose moment to be asked has come, locked."""
    return first_due(session, Account, now, "asks_at")

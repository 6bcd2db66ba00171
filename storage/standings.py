"""How the whole store stands, in figures: of the small indexes alone, as they are asked for again and again."""

from sqlalchemy import text
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.states import LetterState
from storage.inbox import SET_ASIDE, Seen
from storage.letters import FAILED_ROWS, LIVE, Letter


def letters_by_state(session: Session) -> dict[str, int]:
    """Those that are not done with. `waiting` are also reminders of later days."""
    counted = select(func.count()).select_from(Letter)
    held = (text("hindrance <> ''"), Letter.state == LetterState.PARKED)
    asked: dict[str, SelectOfScalar[int]] = {
        LetterState.PARKED: counted.where(*held),
        LetterState.UNSURE: counted.where(text("state = 'unsure'")),
        LetterState.FAILED: counted.where(FAILED_ROWS),
    }
    live = select(Letter.state, func.count()).where(col(Letter.state).in_(LIVE)).group_by(Letter.state)
    found = {state: session.exec(question).one() for state, question in asked.items()}
    none: dict[str, int] = dict.fromkeys((LetterState.WAITING, LetterState.SENDING), 0)
    return {**none, **dict(session.exec(live).all()), **found}


def count_set_aside(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Seen).where(text(SET_ASIDE))).one()

"""What is wrong at the moment, office by office, and whether somebody was told."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, case, or_, text, update
from sqlmodel import Field, Session, col, func, select

from bot.rules.delivery import tried_for
from bot.rules.states import LetterState
from bot.rules.troubles import Known, Trouble
from storage.columns import UtcDateTime
from storage.inbox import SET_ASIDE, Seen
from storage.letters import FAILED_ROWS, LIVE, Letter, changed
from storage.rows import Row

ABOUT = "trouble:"  # begins the keys of letters about troubles, which are no trouble themselves


class TroubleRow(Row, table=True):
    """`seen_at`: when it was last so."""

    __tablename__ = "trouble"

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    kind: str = Field(primary_key=True)
    began_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    told: bool = False


def troubles(session: Session, office_id: int) -> dict[Trouble, Known]:
    found = session.exec(select(TroubleRow).where(TroubleRow.office_id == office_id))
    return {Trouble(row.kind): Known(row.began_at, row.seen_at, row.told) for row in found}


def remember(session: Session, office_id: int, known: Mapping[Trouble, Known]) -> None:
    """These and no others."""
    for row in session.exec(select(TroubleRow).where(TroubleRow.office_id == office_id)):
        if row.kind not in known:
            session.delete(row)
    for kind, one in known.items():
        session.merge(TroubleRow(office_id=office_id, kind=kind, **vars(one)))


def take_back(session: Session, office_id: int, key: str) -> bool:
    """Whether a letter of such a key still waits for its moment; it need not leave any more."""
    waiting = update(Letter).where(
        col(Letter.office_id) == office_id,
        col(Letter.key).startswith(key, autoescape=True),
        col(Letter.state) == LetterState.WAITING,
        col(Letter.attempts) == 0,
    )
    return changed(session, waiting.values(state=LetterState.SUPERSEDED)) > 0


def oldest_due(session: Session, now: datetime, office_id: int | None = None) -> datetime | None:
    """Since when the letter has waited that should have left first; those about troubles do not count.

    One that was tried in vain waits on, also while its next try is still to come.
    """
    waits = col(Letter.state) == LetterState.WAITING
    at, tries = case((waits, col(Letter.next_at)), else_=col(Letter.claimed_until)), col(Letter.attempts)
    found = (
        select(case((waits, tries), else_=tries - 1), func.min(at))
        .where(
            col(Letter.state).in_(LIVE),
            or_(at <= now, and_(waits, tries > 0)),
            col(Letter.key).not_like(f"{ABOUT}%"),
        )
        .group_by(Letter.state, tries)
    )
    rows = session.exec(found if office_id is None else found.where(Letter.office_id == office_id))
    since = (next_at - tried_for(attempts) for attempts, next_at in rows)
    return min((moment for moment in since if moment <= now), default=None)


def is_any_failed(session: Session, office_id: int) -> bool:
    found = select(Letter.id).where(Letter.office_id == office_id, FAILED_ROWS, col(Letter.key).not_like(f"{ABOUT}%"))
    return session.exec(found.limit(1)).first() is not None


def is_any_set_aside(session: Session, office_id: int) -> bool:
    found = select(Seen.at).where(Seen.office_id == office_id, text(SET_ASIDE))
    return session.exec(found.limit(1)).first() is not None

"""What is wrong at the moment, office by office, and whether somebody was told."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Field, Session, col, func, select

from bot.rules.states import LetterState
from bot.rules.troubles import Known, Trouble
from storage.columns import UtcDateTime
from storage.inbox import SET_ASIDE, Seen
from storage.letters import FAILED_ROWS, LIVE, Letter
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


def oldest_due(session: Session, now: datetime, office_id: int | None = None) -> datetime | None:
    """Since when the letter has waited that should have left first; those about troubles do not count."""
    found = select(func.min(col(Letter.next_at))).where(
        col(Letter.state).in_(LIVE),
        Letter.state == LetterState.WAITING,
        col(Letter.next_at) <= now,
        col(Letter.key).not_like(f"{ABOUT}%"),
    )
    return session.exec(found if office_id is None else found.where(Letter.office_id == office_id)).one()


def is_any_failed(session: Session, office_id: int) -> bool:
    found = select(Letter.id).where(Letter.office_id == office_id, FAILED_ROWS, col(Letter.key).not_like(f"{ABOUT}%"))
    return session.exec(found.limit(1)).first() is not None


def is_any_set_aside(session: Session, office_id: int) -> bool:
    found = select(Seen.at).where(Seen.office_id == office_id, text(SET_ASIDE))
    return session.exec(found.limit(1)).first() is not None

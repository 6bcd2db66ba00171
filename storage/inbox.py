"""Updates already handled: a redelivered one changes nothing."""

from datetime import datetime

from sqlalchemy import Index, text, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

DONE, FAILED, LOOKED_AT = "done", "failed", "looked_at"
SET_ASIDE = f"outcome = '{FAILED}'"


class Seen(SQLModel, table=True):
    """`outcome`: `failed` was set aside, as taking it in raised every time; `looked_at`: somebody knows of it."""

    __table_args__ = (
        Index("ix_seen_failed", "office_id", "at", sqlite_where=text(SET_ASIDE), postgresql_where=text(SET_ASIDE)),
    )

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    channel: str = Field(primary_key=True)
    update_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str = DONE


def was_seen(session: Session, office_id: int, channel: str, update_id: str) -> bool:
    return session.get(Seen, (office_id, channel, update_id)) is not None


def mark_seen(
    session: Session, office_id: int, channel: str, update_id: str, now: datetime, outcome: str = "done"
) -> None:
    """Two processes with the same update: the second one's commit fails and its work is undone."""
    session.add(Seen(office_id=office_id, channel=channel, update_id=update_id, at=now, outcome=outcome))
    session.flush()


def updates_aside(session: Session, office_id: int) -> list[Seen]:
    """Oldest first."""
    found = select(Seen).where(Seen.office_id == office_id, text(SET_ASIDE))
    return list(session.exec(found.order_by(col(Seen.at))))


def mark_looked_at(session: Session, office_id: int, until: datetime) -> None:
    """Whoever looks after the bot has seen those that were set aside up to a moment."""
    found = update(Seen).where(col(Seen.office_id) == office_id, col(Seen.outcome) == FAILED, col(Seen.at) <= until)
    session.exec(found.values(outcome=LOOKED_AT))

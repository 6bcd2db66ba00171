"""What a platform called us with, kept as it came until its work is done."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, UniqueConstraint, delete, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select

from storage.columns import Sealed, SealedKey, UtcDateTime
from storage.inbox import was_seen
from storage.once import add_once
from storage.rows import Row

LEASE = timedelta(minutes=1)  # what takes longer may be begun twice, and counts once


class HookEvent(Row, table=True):
    """`key` is the update's own, `lane` whose events are worked on one after the other.

    `proved`: it was signed as it should be.
    """

    __table_args__ = (UniqueConstraint("office_id", "channel", "key"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    channel: str
    key: str
    lane: str = Field(sa_type=SealedKey, index=True)
    body: str = Field(sa_type=Sealed)
    proved: bool = True
    at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0


def keep_event(session: Session, event: HookEvent) -> bool:
    """Keep it unless it is known, or was worked on before; say whether it was kept."""
    if was_seen(session, event.office_id, event.channel, event.key):
        return False
    same = select(HookEvent.id).where(HookEvent.office_id == event.office_id, HookEvent.channel == event.channel)
    return add_once(session, event, same.where(HookEvent.key == event.key))


def claim_event(session: Session, office_id: int, channel: str, now: datetime) -> HookEvent | None:
    """Take the oldest due event in whose lane nothing older is left."""
    other = aliased(HookEvent)
    older = exists().where(
        col(other.office_id) == col(HookEvent.office_id),
        col(other.channel) == col(HookEvent.channel),
        col(other.lane) == col(HookEvent.lane),
        col(other.id) < col(HookEvent.id),
    )
    free = or_(col(HookEvent.claimed_until).is_(None), col(HookEvent.claimed_until) <= now)
    found = (
        select(HookEvent)
        .where(HookEvent.office_id == office_id, HookEvent.channel == channel, col(HookEvent.next_at) <= now)
        .where(free, ~older)
        .order_by(col(HookEvent.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    event = session.exec(found).first()
    if event:
        event.claimed_until, event.attempts = now + LEASE, event.attempts + 1
        session.add(event)
    return event


def drop_event(session: Session, event: HookEvent) -> None:
    """Its work is done, or never will be."""
    session.exec(delete(HookEvent).where(col(HookEvent.id) == event.id))


def put_off(session: Session, event: HookEvent, at: datetime) -> None:
    changed = update(HookEvent).where(
        col(HookEvent.id) == event.id, col(HookEvent.claimed_until) == event.claimed_until
    )
    assert isinstance(session.exec(changed.values(next_at=at, claimed_until=None)), CursorResult)

"""Conversations that wait for an answer; they outlive a restart and end by themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, bindparam
from sqlmodel import Field, Session, col, select

from storage.columns import SealedJson, SealedKey, UtcDateTime
from storage.flushing import SUCCEEDS
from storage.remembering import Rows
from storage.rows import Row

_CHAT = ("office_id", "channel", "address")


class Draft(Row, table=True):
    """One at a time per chat; `topic` names who goes on with it."""

    __table_args__ = (UniqueConstraint(*_CHAT), {"info": {SUCCEEDS: _CHAT}})

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    address: str = Field(sa_type=SealedKey)
    topic: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJson)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)


def waiting_draft(session: Session, office_id: int, channel: str, address: str, now: datetime) -> Draft | None:
    draft = _draft_at(session, office_id, channel, address)
    return draft if draft and draft.ends_at > now else None


def _draft_at(session: Session, office_id: int, channel: str, address: str) -> Draft | None:
    return next(iter(DRAFTS.of(session, office_id, channel, address)), None)


_AT = select(Draft).where(
    Draft.office_id == bindparam("office_id"),
    Draft.channel == bindparam("channel"),
    Draft.address == bindparam("address"),
)
DRAFTS = Rows(Draft, _CHAT, _AT)


def draft_on(session: Session, topic: str, now: datetime) -> Draft | None:
    """The one of this topic that waits longest."""
    found = select(Draft).where(Draft.topic == topic, col(Draft.ends_at) > now)
    return session.exec(found.order_by(col(Draft.id)).limit(1)).first()


def put_draft(session: Session, draft: Draft) -> None:
    """Begin a conversation; one that was waiting in the same chat ends, also one that somebody else in a group begins
    at this moment."""
    drop_draft(session, draft.office_id, draft.channel, draft.address)
    DRAFTS.add(session, draft)


def drop_draft(session: Session, office_id: int, channel: str, address: str) -> None:
    draft = _draft_at(session, office_id, channel, address)
    if draft:
        DRAFTS.drop(session, draft)


def drop_ended_drafts(session: Session, office_id: int, now: datetime) -> list[dict[str, Any]]:
    """What they held; nobody else has it any more."""
    ended = list(session.exec(select(Draft).where(Draft.office_id == office_id, col(Draft.ends_at) <= now)))
    for draft in ended:
        session.delete(draft)
    return [draft.data for draft in ended]

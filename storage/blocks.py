"""Senders whose messages are not taken for a while: who decided it, why, until when."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, col, select

from storage.columns import Sealed, UtcDateTime
from storage.due import NOW
from storage.remembering import is_none
from storage.rows import Row


class Block(Row, table=True):
    """It ends by itself at `ends_at`, or before with `ended_at`. `why` is told to the person."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    why: str = Field(sa_type=Sealed)
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: int | None = Field(default=None, foreign_key="person.id")


def block_of(session: Session, person_id: int, now: datetime) -> Block | None:
    """The one that holds now; of several the longest."""
    if is_none(session, Block, person_id):
        return None
    return session.exec(_HOLDS, params={"person": person_id, "now": now}).first()


_HOLDS = (
    select(Block)
    .where(Block.person_id == bindparam("person"), col(Block.ended_at).is_(None), col(Block.ends_at) > NOW)
    .order_by(col(Block.ends_at).desc(), col(Block.id))
    .limit(1)
)


def running_blocks(session: Session, office_id: int, now: datetime) -> list[Block]:
    """All that hold now, the next to end first."""
    found = select(Block).where(Block.office_id == office_id, col(Block.ended_at).is_(None), col(Block.ends_at) > now)
    return list(session.exec(found.order_by(col(Block.ends_at), col(Block.id))))


def running_block(session: Session, office_id: int, number: int, now: datetime) -> Block | None:
    row = session.get(Block, number)
    holds = row and row.office_id == office_id and row.ended_at is None and row.ends_at > now
    return row if holds else None


def blocks_of(session: Session, person_id: int) -> list[Block]:
    return list(session.exec(select(Block).where(Block.person_id == person_id).order_by(col(Block.id))))

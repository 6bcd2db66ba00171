"""What channels still take and what they cost: quotas that are used up, letters that were paid for."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Field, Session, col, func, select

from bot.rules.states import LetterState
from storage.columns import UtcDateTime
from storage.due import NOW
from storage.letters import Letter
from storage.remembering import remembered
from storage.rows import Row


class Sent(NamedTuple):
    """Letters of one channel: how many left, how many of them at a price, which in đồng."""

    letters: int
    paid: int
    cost: int


class SpentChannel(Row, table=True):
    """`ends_at`: until then nobody can be written to there at the office's expense. `problem`: as the platform says."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    channel: str = Field(primary_key=True)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    problem: str = ""


def mark_spent(session: Session, row: SpentChannel) -> bool:
    """Whether this is news: it was not known to be spent until now."""
    known = session.get(SpentChannel, (row.office_id, row.channel), with_for_update=True)
    if known is None:
        session.add(row)
        return True
    known.ends_at, known.problem = max(known.ends_at, row.ends_at), row.problem
    session.add(known)
    return False


def spent_channels(session: Session, office_id: int, now: datetime) -> Mapping[str, datetime]:
    """Until when, of those that are spent now."""
    asked = {"office": office_id, "now": now}
    return remembered(session, SpentChannel, (office_id, now), lambda: dict(session.exec(_SPENT, params=asked).all()))


_SPENT = select(SpentChannel.channel, SpentChannel.ends_at).where(
    SpentChannel.office_id == bindparam("office"), SpentChannel.ends_at > NOW
)


def paid_since(session: Session, office_id: int, since: datetime) -> int:
    """What letters have cost from a moment on, in đồng."""
    found = select(func.sum(Letter.cost)).where(Letter.office_id == office_id, Letter.cost > 0)
    return session.exec(found.where(col(Letter.sent_at) >= since)).one() or 0


def sent_since(session: Session, office_id: int, channel: str, since: datetime) -> Sent:
    """What left there from a moment on."""
    counted = select(func.count(), func.count(col(Letter.id)).filter(col(Letter.cost) > 0), func.sum(Letter.cost))
    found = counted.where(Letter.office_id == office_id, Letter.sent_channel == channel)
    count, paid, cost = session.exec(found.where(col(Letter.sent_at) >= since, Letter.state == LetterState.SENT)).one()
    return Sent(count, paid, cost or 0)

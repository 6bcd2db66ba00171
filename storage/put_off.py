"""What failed by its own fault when its moment came: tried again later and later, while everything else goes on."""

from datetime import datetime, timedelta

from sqlalchemy import delete, inspect, or_, update
from sqlmodel import Field, Session, col, func, select

from bot.rules.delivery import next_pause
from storage.columns import UtcDateTime
from storage.due import Due
from storage.letters import Letter, changed
from storage.outbox import postpone
from storage.rows import Row

_FRESH = timedelta(minutes=2)  # after its moment it has been tried again, and is here anew if that failed
_KEPT = timedelta(days=1)


class PutOff(Row, table=True):
    """`kind` is the row's table. `error` says of which kind it was and where in the program, nothing of the row."""

    __tablename__ = "put_off"

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    kind: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime)
    tries: int = 0
    error: str = ""


def put_off(session: Session, due: Due, now: datetime, error: str) -> None:
    """Give these rows a later moment, the later the more often they failed: an hour at most.

    Those that another process has done with meanwhile are left alone.
    """
    session.exec(delete(PutOff).where(col(PutOff.until) < now - _KEPT))
    number = inspect(due.kind).primary_key[0]
    owner = getattr(due.kind, "office_id", number)
    for mine, office_id in session.execute(select(number, owner).where(number.in_(due.numbers))).all():
        name = {"office_id": office_id, "kind": due.kind.__tablename__, "number": mine}
        known = session.get(PutOff, tuple(name.values()))
        lasts = known if known and known.until >= now - _FRESH else None
        since, tries = (lasts.since, lasts.tries + 1) if lasts else (now, 1)
        until = now + next_pause(tries)
        if _is_moved(session, due, mine, now, until):
            session.merge(PutOff(**name, since=since, until=until, tries=tries, error=error))


def _is_moved(session: Session, due: Due, number: int, now: datetime, until: datetime) -> bool:
    if due.kind is Letter:
        return postpone(session, number, now, until)
    moment, key = getattr(due.kind, due.column), inspect(due.kind).primary_key[0]
    is_due = or_(moment <= now, moment.is_(None)) if due.at_once else moment <= now
    return changed(session, update(due.kind).where(key == number, is_due).values({due.column: until})) > 0


def put_off_now(session: Session, office_id: int, now: datetime, most: int) -> list[PutOff]:
    """Some of an office's, what has failed longest first."""
    found = select(PutOff).where(PutOff.office_id == office_id, col(PutOff.until) >= now - _FRESH)
    return list(session.exec(found.order_by(col(PutOff.since)).limit(most)))


def count_put_off(session: Session, now: datetime) -> int:
    """Of all offices."""
    return session.exec(select(func.count()).select_from(PutOff).where(col(PutOff.until) >= now - _FRESH)).one()

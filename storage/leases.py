"""What only one process at a time may do; of several on one database, who does it now."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, or_, text, update
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.once import add_once
from storage.rows import Row

PROCESS = "process:"  # begins the name of the lease that says a process is alive
FREE = datetime(1970, 1, 1, tzinfo=UTC)


class Lease(Row, table=True):
    """`holder` has it until a moment on the database's clock, and longer if it asks again before."""

    name: str = Field(primary_key=True)
    holder: str
    held_until: datetime = Field(sa_type=UtcDateTime)


def renew_leases(session: Session, holder: str, names: Collection[str], life: timedelta) -> set[str]:
    """Keep those that are the holder's, take those whose time is over; which of the names it has now."""
    known = set(session.exec(select(Lease.name).where(col(Lease.name).in_(names))))
    for name in sorted(set(names) - known):
        add_once(session, Lease(name=name, holder="", held_until=FREE), select(Lease.name).where(Lease.name == name))
    now = database_clock(session)
    # Locked in order and without waiting: two that renew at once neither wait for each other nor lock each other out.
    mine = select(Lease.name).where(
        col(Lease.name).in_(names), or_(col(Lease.holder) == holder, col(Lease.held_until) <= now)
    )
    found = list(session.exec(mine.order_by(col(Lease.name)).with_for_update(skip_locked=True)))
    session.exec(update(Lease).where(col(Lease.name).in_(found)).values(holder=holder, held_until=now + life))
    return set(found)


def count_processes(session: Session) -> int:
    """How many processes are alive; each has a lease of its own, and those of the dead are dropped here."""
    now = database_clock(session)
    own = col(Lease.name).startswith(PROCESS)
    session.exec(delete(Lease).where(own, col(Lease.held_until) <= now - timedelta(minutes=1)))
    return session.exec(select(func.count()).select_from(Lease).where(own, col(Lease.held_until) > now)).one()


def release_leases(session: Session, holder: str) -> None:
    """Others need not wait until the holder's time is over."""
    session.exec(update(Lease).where(col(Lease.holder) == holder).values(held_until=FREE))


def database_clock(session: Session) -> datetime:
    """Now, as the one clock tells that all processes share."""
    if session.get_bind().dialect.name == "postgresql":
        moment = session.execute(select(func.clock_timestamp())).scalar_one()
        assert isinstance(moment, datetime)
        return moment
    told = session.execute(text("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")).scalar_one()
    return datetime.fromisoformat(told)

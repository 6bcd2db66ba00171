"""The rounds of the weekly report: each week is asked of the whole office, reminded of, and sent to the lead."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.due import NOW, first_due
from storage.rows import Row


class WeekRound(Row, table=True):
    """The week from `first` to `last`. `next_at`: when somebody is reminded, or it is sent; none: nothing is left."""

    __table_args__ = (UniqueConstraint("office_id", "first"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    first: date
    last: date
    asked_at: datetime = Field(sa_type=UtcDateTime)
    send_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


def next_round_due(session: Session, now: datetime) -> WeekRound | None:
    """The round that has waited longest; locked for the rest of the transaction."""
    return first_due(session, WeekRound, now, "next_at", "id")


_TO_REMIND_OF = select(WeekRound.id).where(col(WeekRound.next_at) <= NOW, col(WeekRound.send_at) > NOW).limit(1)


def is_week_to_remind_of(session: Session, now: datetime) -> bool:
    """Whether those who have not answered are about to be reminded."""
    return session.exec(_TO_REMIND_OF, params={"now": now}).first() is not None


def week_round(session: Session, office_id: int, first: date) -> WeekRound | None:
    return session.exec(select(WeekRound).where(WeekRound.office_id == office_id, WeekRound.first == first)).first()


def last_round(session: Session, office_id: int) -> WeekRound | None:
    """The week that was asked about last."""
    found = select(WeekRound).where(WeekRound.office_id == office_id)
    return session.exec(found.order_by(col(WeekRound.first).desc()).limit(1)).first()


def round_before(session: Session, office_id: int, first: date) -> WeekRound | None:
    """The last week that was asked about before the one that begins on this day."""
    found = select(WeekRound).where(WeekRound.office_id == office_id, col(WeekRound.first) < first)
    return session.exec(found.order_by(col(WeekRound.first).desc()).limit(1)).first()


def rounds_ending(session: Session, office_id: int, first: date, last: date) -> list[WeekRound]:
    """Those whose weeks end in this span, the earliest first."""
    found = select(WeekRound).where(
        WeekRound.office_id == office_id, col(WeekRound.last) >= first, col(WeekRound.last) <= last
    )
    return list(session.exec(found.order_by(col(WeekRound.first))))

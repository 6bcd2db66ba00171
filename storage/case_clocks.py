"""The clocks of a case: one row for each step and round, with the rule that sets it."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime


class CaseClock(SQLModel, table=True):
    """`rule` and `n` `unit` as in `bot.rules.clocks`; `due` may be pushed, `original` never moves.

    `ends_at` is the first moment that is too late. `round` counts reopenings, from 1. It has stopped with `met_at`
    (the step was done) or `ended_at` (the step fell away), and stands still from `paused_at` on.
    """

    __table_args__ = (UniqueConstraint("feedback_id", "step", "round"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    feedback_id: int = Field(foreign_key="feedback.id", index=True)
    step: str
    round: int = 1
    rule: str
    n: int
    unit: str
    started_at: datetime = Field(sa_type=UtcDateTime)
    due: date
    original: date
    ends_at: datetime = Field(sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    met_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def runs(self) -> bool:
        return self.met_at is None and self.ended_at is None


def case_clocks(session: Session, feedback_id: int) -> list[CaseClock]:
    """All of a case, in the order in which they began."""
    found = select(CaseClock).where(CaseClock.feedback_id == feedback_id)
    return list(session.exec(found.order_by(col(CaseClock.round), col(CaseClock.id))))

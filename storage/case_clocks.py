"""The clocks of a case: one row for each step and round, with the rule that sets it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, UniqueConstraint, bindparam, case, func
from sqlmodel import Field, Session, col, select

from bot.rules.states import CASE_OPEN, Case
from storage.columns import UtcDateTime
from storage.due import some_due
from storage.feedback import Feedback
from storage.remembering import Rows
from storage.rows import Row


class CaseClock(Row, table=True):
    """`rule` and `n` `unit` as in `bot.rules.clocks`; `due` may be pushed, `original` never moves.

    `title` and `source` are those of the rule when the clock began. `ends_at` is the first moment that is too late.
    `round` counts how often the step was begun, from 1. It has stopped with `met_at` (the step was done) or `ended_at`
    (the step fell away), and stands still from `paused_at` on; `paused_days` are the worked days it stood still so far.
    `next_at` is when its ladder has the next rung.
    """

    __table_args__ = (UniqueConstraint("feedback_id", "step", "round"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    feedback_id: int = Field(foreign_key="feedback.id", index=True)
    step: str
    round: int = 1
    rule: str
    title: str = ""
    source: str = ""
    n: int
    unit: str
    started_at: datetime = Field(sa_type=UtcDateTime)
    due: date
    original: date
    ends_at: datetime = Field(sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_days: int = 0
    met_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    @property
    def runs(self) -> bool:
        return self.met_at is None and self.ended_at is None


CLOCKS = Rows(
    CaseClock,
    ("feedback_id",),
    select(CaseClock).where(CaseClock.feedback_id == bindparam("feedback_id")).order_by(col(CaseClock.id)),
)


def case_clocks(session: Session, feedback_id: int) -> list[CaseClock]:
    """All of a case, in the order in which they began."""
    return sorted(CLOCKS.of(session, feedback_id), key=lambda clock: clock.round)


def last_clock(session: Session, feedback_id: int, step: str) -> CaseClock | None:
    """The clock of a step that counts now: that of its last round."""
    return next((clock for clock in reversed(case_clocks(session, feedback_id)) if clock.step == step), None)


def running_clocks(session: Session, office_id: int) -> list[tuple[CaseClock, Feedback]]:
    """All that somebody works against, each with its case; what was merged runs with the case it went into."""
    found = (
        select(CaseClock, Feedback)
        .join(Feedback, col(Feedback.id) == col(CaseClock.feedback_id))
        .where(
            CaseClock.office_id == office_id,
            col(CaseClock.met_at).is_(None),
            col(CaseClock.ended_at).is_(None),
            col(CaseClock.paused_at).is_(None),
            CaseClock.step != "rate",
            Feedback.state != Case.MERGED,
        )
    )
    return list(session.exec(found.order_by(col(CaseClock.due), col(CaseClock.id))).all())


def clocks_due_for_reminder(session: Session, now: datetime, most: int) -> list[CaseClock]:
    return some_due(session, CaseClock, now, most, "next_at", "id")


def promised_first() -> ColumnElement[date]:
    """Of a selected `Feedback`: the day first promised for its last answer, also while it is taken up again."""
    met = select(col(CaseClock.original)).where(CaseClock.feedback_id == Feedback.id, CaseClock.step == "answer")
    met = met.where(col(CaseClock.met_at).is_not(None)).order_by(col(CaseClock.round).desc()).limit(1)
    promised = col(Feedback.original_due)
    of_answer = func.coalesce(met.correlate(Feedback).scalar_subquery(), promised)
    return case((col(Feedback.state).in_(sorted(CASE_OPEN)), of_answer), else_=promised)

"""Indicators (chỉ tiêu): what has to be reached, by whom, how often it is measured."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, col, func, select

from bot.rules.outlook import WARNED, Standing
from bot.rules.schedules import Unit as Rhythm
from storage.columns import UtcDateTime
from storage.rows import Row


class Indicator(Row, table=True):
    """One row of a table of indicators, or (without a plan) one that was said. `measure`: of the figure ("%", "hồ sơ").

    `goal` is the comparison: {"op": ">=", "value": 80}, or a range with `min` and `max`; none: no single number.
    `past` are earlier wordings, newest last: {"until", "target_text", "goal"}. `every`: a rules' unit of the calendar.
    `adds`: a period's figure is of that period alone. `source`: what it is computed from, "typed", or "" (not said).
    `standing` is what was told last. `asked`, `asked_at`, `nudged_at`, `named_at`: of the last period asked about.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    plan_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    position: int = 0
    year: int | None = None
    section: str = ""
    no: str = ""
    name: str
    measure: str = ""
    target_text: str = ""
    goal: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    responsible_text: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    evaluator: str = ""
    past: list[Any] = Field(default_factory=list, sa_type=JSON)
    every: str = "quarter"
    adds: bool = False
    source: str = ""
    since: date | None = None  # periods that end before are not asked for
    standing: str = Standing.NONE
    asked: str = ""  # a period's key
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    nudged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    named_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # no longer in the plan

    @property
    def code(self) -> str:
        return f"CT-{self.id}"

    @property
    def rhythm(self) -> Rhythm:
        return self.every  # type: ignore[return-value]


class IndicatorValue(Row, table=True):
    """What was entered for one period; the newest row of a period counts, the earlier ones are its history.

    `first` and `last` are the days covered. `words`: where the figure is words, or how it came ("45/48").
    `person_id` None: the bot computed it.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    period: str
    first: date
    last: date
    value: float | None = None
    words: str = ""
    note: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)


def indicators_of(session: Session, plan_id: int) -> list[Indicator]:
    found = select(Indicator).where(Indicator.plan_id == plan_id, col(Indicator.closed_at).is_(None))
    return list(session.exec(found.order_by(col(Indicator.position))))


def count_indicators(session: Session, plan_id: int) -> int:
    found = select(func.count(col(Indicator.id)))
    return session.exec(found.where(Indicator.plan_id == plan_id, col(Indicator.closed_at).is_(None))).one()


def open_indicators(session: Session, office_id: int, units: Collection[int] | None = None) -> list[Indicator]:
    """Those that are followed, of these units (None: of all), the newest year first, then as the plans have them."""
    found = select(Indicator).where(Indicator.office_id == office_id, col(Indicator.closed_at).is_(None))
    if units is not None:
        found = found.where(col(Indicator.unit_id).in_(units))
    order = (col(Indicator.year).desc(), col(Indicator.plan_id), col(Indicator.position), col(Indicator.id))
    return list(session.exec(found.order_by(*order)))


def count_warned(session: Session, office_id: int, year: int, units: Collection[int] | None = None) -> int:
    """How many of a year (`units`: of these) will miss, or have missed, what they have to reach, as was told last."""
    found = select(func.count(col(Indicator.id))).where(
        Indicator.office_id == office_id,
        Indicator.year == year,
        col(Indicator.standing).in_(WARNED),
        col(Indicator.closed_at).is_(None),
    )
    if units is not None:
        found = found.where(col(Indicator.unit_id).in_(sorted(units)))
    return session.exec(found).one()


def indicator_with_id(session: Session, office_id: int, number: int) -> Indicator | None:
    found = session.get(Indicator, number)
    return found if found and found.office_id == office_id else None


def add_value(session: Session, row: IndicatorValue) -> IndicatorValue:
    session.add(row)
    session.flush()
    return row


def values_of(session: Session, indicators: Collection[int]) -> dict[int, list[IndicatorValue]]:
    """Indicator -> everything that was ever entered for it, oldest first."""
    found: dict[int, list[IndicatorValue]] = {number: [] for number in indicators}
    rows = select(IndicatorValue).where(col(IndicatorValue.indicator_id).in_(indicators))
    for row in session.exec(rows.order_by(col(IndicatorValue.id))):
        found[row.indicator_id].append(row)
    return found

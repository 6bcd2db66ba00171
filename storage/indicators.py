"""Indicators (chỉ tiêu) of a plan: what has to be reached, by whom, judged by whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import UtcDateTime


class Indicator(SQLModel, table=True):
    """One row of a table of indicators. `measure` is the unit of the figure ("%", "hồ sơ").

    `goal` is the comparison: {"op": ">=", "value": 80}, or a range with `min` and `max`; none: no single number.
    `past` are earlier wordings, newest last: {"until", "target_text", "goal"}.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    position: int
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
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # no longer in the plan


def indicators_of(session: Session, plan_id: int) -> list[Indicator]:
    found = select(Indicator).where(Indicator.plan_id == plan_id, col(Indicator.closed_at).is_(None))
    return list(session.exec(found.order_by(col(Indicator.position))))


def count_indicators(session: Session, plan_id: int) -> int:
    found = select(func.count(col(Indicator.id)))
    return session.exec(found.where(Indicator.plan_id == plan_id, col(Indicator.closed_at).is_(None))).one()

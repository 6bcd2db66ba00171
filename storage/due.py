"""What has waited longest among rows that carry their own next moment."""

from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Integer, bindparam
from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UtcDateTime

Row = TypeVar("Row", bound=SQLModel)
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())


def first_due(session: Session, kind: type[Row], now: datetime, *order: str) -> Row | None:
    """The row of this kind whose moment, the first column of `order`, has come; locked for the transaction."""
    return next(iter(some_due(session, kind, now, 1, *order)), None)


def some_due(session: Session, kind: type[Row], now: datetime, most: int, *order: str) -> list[Row]:
    """So many of those that have waited longest, all locked."""
    found: list[Row] = list(session.exec(_due(kind, order), params={"now": now, "most": most}))
    return found


@cache  # asked at every tick: to put it together takes longer than the answer
def _due(kind: type[Any], order: tuple[str, ...]) -> SelectOfScalar[Any]:
    columns = [getattr(kind, name) for name in order]
    found = select(kind).where(columns[0] <= NOW).order_by(*columns).limit(bindparam("most", type_=Integer()))
    return found.with_for_update(skip_locked=True)

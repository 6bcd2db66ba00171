"""What has waited longest among rows that carry their own next moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Integer, bindparam, inspect
from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UtcDateTime

Row = TypeVar("Row", bound=SQLModel)
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())


class Due(NamedTuple):
    """Rows (by their numbers) that were found because their moment, in this column, had come.

    `at_once`: where none stands there, it has come too.
    """

    kind: type[Any]
    column: str
    numbers: tuple[int, ...]
    at_once: bool = False


class _Notes(NamedTuple):
    found: list[Due]
    most: int | None


_NOTES: ContextVar[_Notes | None] = ContextVar("notes", default=None)


@contextmanager
def noticing(most: int | None = None) -> Iterator[list[Due]]:
    """What is found due within; no more at a time than `most`."""
    notes = _Notes([], most)
    before = _NOTES.set(notes)
    try:
        yield notes.found
    finally:
        _NOTES.reset(before)


def bounded(most: int) -> int:
    """How many to look for, where so many would be taken together."""
    notes = _NOTES.get()
    return most if notes is None or notes.most is None else min(most, notes.most)


def notice(kind: type[Any], column: str, numbers: Iterable[int], *, at_once: bool = False) -> None:
    notes = _NOTES.get()
    if notes is not None and (found := tuple(numbers)):
        notes.found.append(Due(kind, column, found, at_once))


def first_due(session: Session, kind: type[Row], now: datetime, *order: str) -> Row | None:
    """The row of this kind whose moment, the first column of `order`, has come; locked for the transaction."""
    return next(iter(some_due(session, kind, now, 1, *order)), None)


def some_due(session: Session, kind: type[Row], now: datetime, most: int, *order: str) -> list[Row]:
    """So many of those that have waited longest, all locked."""
    found: list[Row] = list(session.exec(_due(kind, order), params={"now": now, "most": bounded(most)}))
    notice(kind, order[0], (number_of(row) for row in found))
    return found


def number_of(row: SQLModel) -> int:
    """The whole of its primary key."""
    (number,) = inspect(row).identity
    return int(number)


@cache  # asked at every tick: to put it together takes longer than the answer
def _due(kind: type[Any], order: tuple[str, ...]) -> SelectOfScalar[Any]:
    columns = [getattr(kind, name) for name in order]
    found = select(kind).where(columns[0] <= NOW).order_by(*columns).limit(bindparam("most", type_=Integer()))
    return found.with_for_update(skip_locked=True)

"""The order in which a flush writes tables: what is pointed at comes before what points at it."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import UOWTransaction, unitofwork
from sqlmodel import Session, SQLModel

from storage.remembering import name_of

_SAVE: Any = unitofwork._SaveUpdateAll
_DELETE: Any = unitofwork._DeleteAll


def order_tables(session: Session, writing: UOWTransaction, _some: object) -> None:
    """SQLAlchemy does so by relationships, of which there are none here."""
    saved, deleted = _in_order((*session.new, *session.dirty)), _in_order(session.deleted)
    order: Any = writing.dependencies
    order.update(pairwise(_SAVE(writing, inspect(table)) for table in saved))
    order.update(pairwise(_DELETE(writing, inspect(table)) for table in reversed(deleted)))


def _in_order(rows: Iterable[object]) -> list[Any]:
    tables: set[Any] = {type(row) for row in rows}
    places = _places(len(SQLModel.metadata.tables))
    return sorted(tables, key=lambda table: places[name_of(table)]) if len(tables) > 1 else []


@cache
def _places(_tables: int) -> dict[str, int]:
    """`_tables`: how many are known so far; their places are found anew once there are more."""
    return {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}

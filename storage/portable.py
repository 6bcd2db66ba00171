"""Rows as JSON that either database takes back, and that need no model to be read: tables change, copies do not."""

import base64
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    TableClause,
    Text,
    Time,
    column,
    table,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.columns import UtcDateTime

Kind = str
Columns = Sequence[tuple[str, Kind]]  # name, kind
# The first that fits is it. A column that is encrypted in the table stays so in a copy.
_KINDS: dict[Kind, type[TypeEngine[Any]]] = {
    "moment": UtcDateTime,
    "bool": Boolean,
    "int": Integer,
    "float": Float,
    "date": Date,
    "time": Time,
    "json": JSON,
    "text": String,
    "bytes": LargeBinary,
}


def columns_of(model: Table) -> Columns:
    return [(one.name, _kind(one.type)) for one in model.columns]


def raw_table(name: str, columns: Columns) -> TableClause:
    """A table to read from or write into, by nothing but names and kinds."""
    types = {**_KINDS, "text": Text}
    return table(name, *(column(one, types[kind]()) for one, kind in columns))


def as_json(row: Sequence[Any]) -> list[Any]:
    return [_written(value) for value in row]


def as_row(columns: Columns, values: Sequence[Any]) -> dict[str, Any]:
    return {name: _read(kind, value) for (name, kind), value in zip(columns, values, strict=True)}


def _kind(found: TypeEngine[Any]) -> Kind:
    while isinstance(found, TypeDecorator) and not isinstance(found, UtcDateTime):
        found = found.impl_instance
    return next(kind for kind, known in _KINDS.items() if isinstance(found, known))


def _written(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, (date, time)) else value


def _read(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    readers = {
        "moment": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
        "bytes": base64.b64decode,
    }
    return readers[kind](value) if kind in readers else value

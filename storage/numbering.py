"""Numbers of new rows before they are written: all of a table's go in at once, and nothing is written for a number."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, SQLModel

from storage.pending import State, name_of

_LAST = "numbers"  # where a session on SQLite keeps the highest number of each table that it counts on


def give_number(session: Session, row: Any) -> None:
    """Let a row that is added be written later, and yet be pointed at by its number from now on."""
    table: type[SQLModel] = type(row)
    if _is_numbered(table) and row.id is None:
        row.id = next(iter(_numbers(session, table, 1)))


def number_new(session: Session, new: Iterable[State]) -> None:
    """SQLite has one writer, who can count on as it would itself; PostgreSQL gives several numbers out at once."""
    known = session.info.get(_LAST, {})
    without = defaultdict[type[SQLModel], list[State]](list)
    for state in new:
        table: type[SQLModel] = state.class_
        number = state.dict.get("id")
        if number is None and _is_numbered(table):
            without[table].append(state)
        elif table in known:
            known[table] = max(known[table], number)
    for kind, states in without.items():
        for state, number in zip(states, _numbers(session, kind, len(states)), strict=True):
            state.dict["id"] = number


def _numbers(session: Session, table: type[SQLModel], count: int) -> Iterable[int]:
    if not _is_sqlite(session):
        asked = {"table": name_of(table), "count": count}
        return session.connection().execute(_NEXT, asked).scalars().all()
    known: dict[type[SQLModel], int] = session.info.setdefault(_LAST, {})
    if table not in known:
        given = (state.dict.get("id") or 0 for state in session._new if state.class_ is table)
        stored = session.connection().exec_driver_sql(_last_of(name_of(table))).scalar()
        known[table] = max(stored or 0, *given, 0)
    known[table] += count
    return range(known[table] - count + 1, known[table] + 1)


_NEXT = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")


def _last_of(table: str) -> str:
    """Where numbers must not come again, SQLite knows of those that are gone."""
    if SQLModel.metadata.tables[table].dialect_options["sqlite"]["autoincrement"]:
        return f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'"  # noqa: S608  a table of ours
    return f'SELECT max(id) FROM "{table}"'  # noqa: S608  a table of ours


def forget_numbers(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_LAST, None)


def forget_number(session: Session, table: str) -> None:
    """Rows came past the session."""
    known = session.info.get(_LAST, {})
    for one in [one for one in known if name_of(one) == table]:
        del known[one]


@cache
def _is_numbered(table: type[SQLModel]) -> bool:
    """Whether its rows are numbered one after another."""
    return SQLModel.metadata.tables[name_of(table)].primary_key.columns.keys() == ["id"]


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"

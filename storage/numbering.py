"""Numbers of new rows before they are written: all of a table's go in at once, and nothing is written for a number."""

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import SessionTransaction, UOWTransaction
from sqlmodel import Session, SQLModel

from storage.remembering import name_of

_LAST = "numbers"  # where a session on SQLite keeps the highest number of each table that it counts on


def give_number(session: Session, row: Any) -> None:
    """Let a row that is added be written later, and yet be pointed at by its number from now on."""
    if not _counts_itself(name_of(type(row))):
        session.flush()
    elif _is_sqlite(session):
        row.id = _next(session, name_of(type(row)))
    else:
        row.id = session.connection().execute(_NEXT, {"table": name_of(type(row))}).scalar_one()


_NEXT = text("SELECT nextval(pg_get_serial_sequence(:table, 'id'))")


def number_new(session: Session, _context: UOWTransaction, _some: object) -> None:
    """SQLite tells numbers of one row at a time only. It has one writer, who can count on as it would itself."""
    if not _is_sqlite(session):
        return
    known = session.info.setdefault(_LAST, {})
    new = [row for row in session.new if _counts_itself(name_of(type(row)))]
    several = Counter(name_of(type(row)) for row in new if row.id is None)
    for row in new:
        table = name_of(type(row))
        if row.id is not None and table in known:
            known[table] = max(known[table], row.id)
    for row in new:
        table = name_of(type(row))
        if row.id is None and (several[table] > 1 or table in known):
            row.id = _next(session, table)


def _next(session: Session, table: str) -> int:
    known: dict[str, int] = session.info.setdefault(_LAST, {})
    if table not in known:
        given = (row.id for row in session.new if name_of(type(row)) == table and row.id is not None)
        stored = session.connection().exec_driver_sql(f'SELECT max(id) FROM "{table}"').scalar()  # noqa: S608  a table of ours
        known[table] = max(stored or 0, *given, 0)
    known[table] += 1
    return known[table]


def forget_numbers(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_LAST, None)


def forget_number(session: Session, table: str) -> None:
    """Rows came past the session."""
    session.info.get(_LAST, {}).pop(table, None)


@cache
def _counts_itself(table: str) -> bool:
    """Whether its rows are numbered one after another. Where numbers must not come again SQLite itself sees to that."""
    own = SQLModel.metadata.tables[table]
    return own.primary_key.columns.keys() == ["id"] and not own.dialect_options["sqlite"]["autoincrement"]


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"

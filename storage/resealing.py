"""Sealing everything anew with the newest key, all rows in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, Table, bindparam, select, text, update
from sqlmodel import SQLModel

import storage.tables as _tables
from storage.columns import KEYS, Sealed, SealedJson, SealedNames
from storage.keys import MARK, SealedError
from storage.store import Store

_AT_ONCE = 500  # rows in memory
SEALED = (Sealed, SealedJson, SealedNames)

assert _tables.MODULES  # every table stands in the metadata


def sealed_columns(table: Table) -> list[Column[object]]:
    return [column for column in table.columns if isinstance(column.type, SEALED)]


class Sealing(StrEnum):
    """How a store's rows are: with the newest key, with an older one, or as before there were keys."""

    NEWEST = "newest"
    OLDER = "older"
    NONE = "none"


def sealing_of(store: Store) -> Sealing:
    """All rows are sealed together, so the first and the last account tell for all; without any there is nothing."""
    if not store.keys.ring:
        return Sealing.NEWEST
    ends = "SELECT address FROM account WHERE id IN (SELECT min(id) FROM account UNION SELECT max(id) FROM account)"
    with store.engine.connect() as connection:
        found = connection.exec_driver_sql(ends).scalars().all()
    if all(store.keys.is_newest(address) for address in found):
        return Sealing.NEWEST
    return Sealing.OLDER if any(address.startswith(MARK) for address in found) else Sealing.NONE


def reseal(store: Store) -> int:
    """Seal every row with the newest key; how many those were. SealedError where a key is missing: nothing changes."""
    with store.migrating() as connection:
        if connection.dialect not in KEYS:
            raise SealedError("no key is given")
        return sum(_reseal_table(connection, table) for table in SQLModel.metadata.sorted_tables)


def _reseal_table(connection: Connection, table: Table) -> int:
    columns = sealed_columns(table)
    if not columns:
        return 0
    (number,) = table.primary_key.columns
    names: dict[str, BindParameter[Any]] = {one.name: bindparam(f"new_{one.name}") for one in columns}
    again = update(table).where(number == bindparam("row")).values(names)
    count, last = 0, 0
    with _without_triggers(connection, table.name):
        while rows := connection.execute(
            select(number, *columns).where(number > last).order_by(number).limit(_AT_ONCE)
        ).all():
            values = [{f"new_{one.name}": row._mapping[one.name] for one in columns} for row in rows]
            connection.execute(again, [{"row": row[0], **new} for row, new in zip(rows, values, strict=True)])
            count, last = count + len(rows), rows[-1][0]
    return count


@contextmanager
def _without_triggers(connection: Connection, table: str) -> Iterator[None]:
    """The history of a case refuses changes; that it is sealed anew is none."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    found = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    triggers = connection.execute(found, {"table": table}).all()
    for name, _sql in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)

"""All rows of one database into another, whichever of the two each is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlmodel import SQLModel

import storage.tables as _tables
from storage.store import Store

CHUNK = 1000  # rows in memory at once

assert _tables.MODULES  # every table stands in the metadata


def copy_rows(source: Store, target: Store) -> int:
    """Copy every row as it stood at one moment; how many those were. `source` is only read.

    Both have the newest form; `target`, an SQLite file, is empty.
    """
    with _snapshot(source.engine) as old, target.engine.begin() as new:
        # A row may point at one of its own table that comes later: what is missing is looked at in the end.
        new.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        return sum(_copy_table(old, new, table) for table in SQLModel.metadata.sorted_tables)


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment however long it reads, and cannot write."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        connection = connection.execution_options(**options if engine.dialect.name == "postgresql" else {})
        with connection.begin():
            yield connection


def _copy_table(old: Connection, new: Connection, table: Table) -> int:
    count = 0
    rows = old.execution_options(stream_results=True, yield_per=CHUNK).execute(select(table))
    for chunk in rows.mappings().partitions(CHUNK):
        new.execute(insert(table), [dict(row) for row in chunk])
        count += len(chunk)
    return count

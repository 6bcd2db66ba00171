"""All rows of one database into another, whichever of the two each is."""

from sqlalchemy import Connection, Table, delete, insert, select
from sqlmodel import SQLModel

import storage.tables as _tables
from storage.filling import filling
from storage.snapshots import snapshot
from storage.store import Store

CHUNK = 1000  # rows in memory at once

assert _tables.MODULES  # every table stands in the metadata


def copy_rows(source: Store, target: Store) -> int:
    """Copy every row as it stood at one moment; how many those were. `source` is only read.

    Both have the newest form; `target` is empty.
    """
    with snapshot(source) as old, target.engine.begin() as new, filling(new):
        return sum(_copy_table(old, new, table) for table in SQLModel.metadata.sorted_tables)


def keep_one_office(copy: Store, office_id: int) -> None:
    """Let every row of other offices go out of a copy, an SQLite file."""
    with copy.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        # Histories are only added to, which these watch over.
        guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for table in reversed(SQLModel.metadata.sorted_tables):
            owner = table.c.id if table.name == "office" else table.c.get("office_id")
            if owner is not None:
                connection.execute(delete(table).where(owner != office_id))
        for _, statement in guards:
            connection.exec_driver_sql(statement)


def _copy_table(old: Connection, new: Connection, table: Table) -> int:
    count = 0
    rows = old.execution_options(stream_results=True, yield_per=CHUNK).execute(select(table))
    for chunk in rows.mappings().partitions(CHUNK):
        new.execute(insert(table), [dict(row) for row in chunk])
        count += len(chunk)
    return count

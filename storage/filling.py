"""Rows into an empty store with the numbers they have, whatever order they come in."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect

_RULES = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
_NUMBERS = """
    SELECT quote_ident(table_name), quote_ident(column_name), pg_get_serial_sequence(table_name, column_name)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND pg_get_serial_sequence(table_name, column_name) IS NOT NULL
"""


def is_empty(connection: Connection) -> bool:
    """Whether no table has a row, or there are no tables at all."""
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return not any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in tables)  # noqa: S608


@contextmanager
def filling(connection: Connection) -> Iterator[None]:
    """Rows may come before those they point at: that is looked at in the end, in the same transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    rules = [tuple(rule) for rule in connection.exec_driver_sql(_RULES)]
    for table, name, _ in rules:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, rule in rules:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
    _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    """New rows get numbers after those that came along."""
    for table, column, sequence in connection.exec_driver_sql(_NUMBERS).all():
        last = connection.exec_driver_sql(f"SELECT max({column}) FROM {table}").scalar()  # noqa: S608
        if last is not None:
            connection.exec_driver_sql("SELECT setval(%s, %s)", (sequence, last))

"""A store as it stands at one moment, however long it is read; who writes meanwhile is not held up."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError

from storage.columns import KEYS
from storage.keys import Keys
from storage.store import Store


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """A transaction that sees one moment and cannot write."""
    file = sqlite_path(store.url)
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            with connection.execution_options(**options).begin():
                yield connection
    elif file is None:  # in memory there is one connection for all
        with store.engine.begin() as connection:
            yield connection
    else:
        with _reading(file, store.keys) as connection:
            yield connection


def sqlite_path(url: str) -> Path | None:
    """The file of an SQLite database; None for another kind, and for one in memory."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


@contextmanager
def _reading(file: Path, keys: Keys | None = None) -> Iterator[Connection]:
    """SQLite's log lets a reader stay at its moment while others write."""
    address = f"{file.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    KEYS[engine.dialect] = keys or Keys()
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the moment is that of the first look
        yield connection


def damage(file: Path) -> str:
    """What is wrong with the pages of an SQLite file, in SQLite's own words; "" where nothing is."""
    try:
        with _reading(file) as connection:
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    except DatabaseError as error:
        found = str(error.orig)
    return "" if found == "ok" else found.splitlines()[-1]

"""One database, one way in: `transaction()`. SQLite and PostgreSQL run the same code."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlmodel import Session, create_engine

import storage.watching as _watching
from storage.audit import DOOR, write_acts
from storage.columns import KEYS
from storage.keys import Keys
from storage.revisions import check_known, newest_revision, present_revision
from storage.sessions import Work

if TYPE_CHECKING:
    from alembic.config import Config

assert _watching.WATCHED  # sessions note by it what is an act
BUSY_MS = 30_000  # how long one process waits for another's write on SQLite
# A server that does not answer is given up after seconds, so that another can be asked.
LIVELY = {"connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"}
READ_ONLY = "25006"  # PostgreSQL's name of the error
HIDDEN: dict[str, bool] = {"hide_parameters": True}  # an error's text goes to the log, and rows have people's words
SERVER_WRITERS = 4  # a database server works while another transaction's rules are thought through
MIGRATING = 0x646F6E  # the name of PostgreSQL's advisory lock that one migration at a time holds


class Store:
    """Owns the engine. Commits belong to whoever opens the transaction, never to a question or a change."""

    def __init__(self, url: str, keys: Keys | None = None, door: str = "") -> None:
        """`url` is an SQLAlchemy URL: sqlite:///path or postgresql+psycopg://…

        `door`: by which way what is changed here comes, where the change itself does not say it.
        """
        self.url, self.keys, self._door = url, keys or Keys(), door
        self.engine = _open(url)
        KEYS[self.engine.dialect] = self.keys
        # SQLite has one writer; waiting here is fair and never ends in "database is locked".
        self._turn = threading.Lock() if self.engine.dialect.name == "sqlite" else nullcontext()
        self._here = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: commits at the end, rolls back on any exception. Never one inside another."""
        if getattr(self._here, "busy", False):
            raise RuntimeError("this thread is inside a transaction already")
        self._here.busy = True
        try:
            with self._turn, Work(self.engine, expire_on_commit=False) as session:
                session.info[DOOR] = self._door
                yield session
                session.flush()
                write_acts(session, self.keys.seal)
                session.commit()
        finally:
            self._here.busy = False

    @property
    def writers(self) -> int:
        """How many transactions of one process go forward at a time."""
        return 1 if self.engine.dialect.name == "sqlite" else SERVER_WRITERS

    def migrate(self) -> None:
        """Bring the tables to the newest form; a database that is already there is left alone.

        Processes that do so at once wait for each other. NewerFormError where a newer program made them.
        """
        if not self.is_migrated():
            from alembic import command  # takes a fifth of a second, and most starts find nothing to do

            with self.migrating() as connection:
                command.upgrade(alembic_config(connection), "head")

    def step_back(self, revision: str) -> None:
        """Give the tables an older form; LookupError where there is no such one before theirs."""
        from alembic import command
        from alembic.script import ScriptDirectory

        with self.migrating() as connection:
            config = alembic_config(connection)
            older = ScriptDirectory.from_config(config).iterate_revisions(present_revision(connection), "base")
            if revision not in {step.revision for step in older}:
                raise LookupError(revision)
            command.downgrade(config, revision)

    def is_migrated(self) -> bool:
        """Whether the tables have the newest form."""
        with self._turn, self.engine.connect() as connection:
            return present_revision(connection) == newest_revision()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that changes tables, alone among all processes."""
        with self._turn, self.engine.connect() as connection, _rebuildable(connection), connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
            check_known(connection)
            yield connection
            _check_owners(connection)

    def close(self) -> None:
        self.engine.dispose()


def alembic_config(connection: Connection) -> "Config":
    """Alembic's settings for steps over this connection, in the transaction it has open."""
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _open(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        # Claims look again after they have a lock: that needs the isolation which sees others' commits.
        found = make_url(url)
        patient = found.update_query_dict({name: found.query.get(name, value) for name, value in LIVELY.items()})
        engine = create_engine(patient, pool_pre_ping=True, isolation_level="READ COMMITTED", **HIDDEN)
        event.listen(engine, "handle_error", _leave_standby)
        return engine
    settings = {"timeout": BUSY_MS / 1000, "check_same_thread": False}
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args=settings, **HIDDEN)
    else:  # all threads share the one connection that a database in memory is
        engine = create_engine(url, connect_args=settings, poolclass=StaticPool, **HIDDEN)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _leave_standby(context: ExceptionContext) -> None:
    """A server that was the primary and takes no changes any more: look for the one that does."""
    if getattr(context.original_exception, "sqlstate", "") == READ_ONLY:
        context.is_disconnect = True


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own late BEGIN would let two readers both start to write
    # What was erased is written over: it must not be readable in the file's free pages.
    for pragma in (f"busy_timeout={BUSY_MS}", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _turn_to_wal(connection)


def _turn_to_wal(connection: Any) -> None:
    """Several processes may open a new file at once, and for this one step SQLite does not wait by itself."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


@contextmanager
def _rebuildable(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by building it anew: the rows that point at the old one must not object."""
    if connection.dialect.name != "sqlite":
        yield
        return
    switch = connection.connection.cursor()
    switch.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        switch.execute("PRAGMA foreign_keys=ON")


def _check_owners(connection: Connection) -> None:
    """What PostgreSQL checks row by row, and SQLite did not while it was told not to."""
    if connection.dialect.name == "sqlite":
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan:
            raise RuntimeError(f"this would leave a row of {orphan[0]} without its {orphan[2]}")


def _begin_immediately(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")

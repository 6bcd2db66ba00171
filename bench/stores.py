"""The two databases that benches run on, each new and with all tables."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from storage.store import Store
from tests.databases import migrate, opened, running_postgresql


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Store]:
    url = f"sqlite:///{folder}/bench.db"
    migrate(url)
    with opened(url) as store:
        yield store


@contextmanager
def on_postgresql(_folder: Path) -> Iterator[Store]:
    with running_postgresql() as server, opened(server.migrated) as store:
        yield store


DATABASES: dict[str, Callable[[Path], AbstractContextManager[Store]]] = {
    "SQLite": on_sqlite,
    "PostgreSQL": on_postgresql,
}

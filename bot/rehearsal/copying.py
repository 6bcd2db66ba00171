"""A copy of a store in a file of its own, which a rehearsal may do with as it likes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url

from storage.copying import copy_rows
from storage.keys import Keys
from storage.store import Store


class NothingToCopyError(Exception):
    """There is no such database, or its tables do not have the newest form: the text says it in Vietnamese."""


@contextmanager
def opened_copy(url: str, keys: Keys, folder: Path) -> Iterator[Store]:
    """The store at `url` as it stands now, copied into the folder; the original is only read."""
    file = sqlite_file(url)
    target = folder / "rehearsal.sqlite"
    if file is not None:
        _copy_file(file, target)
    copy = Store(f"sqlite:///{target}", keys)
    event.listen(copy.engine, "connect", _hurry)
    try:
        copy.migrate()
        if file is None:
            _copy_server(url, keys, copy)
        yield copy
    finally:
        copy.close()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database, None for another kind; NothingToCopyError where it is not there."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return None
    if not address.database or not Path(address.database).is_file():
        raise NothingToCopyError("Chưa có cơ sở dữ liệu. Hãy nhập cơ quan trước: dondoc office import FILE.xlsx")
    return Path(address.database)


def _copy_file(source: Path, target: Path) -> None:
    """Page by page, also while it is in use; so tables of an older form come along as they are."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _copy_server(url: str, keys: Keys, copy: Store) -> None:
    source = Store(url, keys)
    try:
        if not source.is_migrated():
            raise NothingToCopyError("Cơ sở dữ liệu chưa ở dạng mới nhất. Hãy chạy trước: dondoc migrate")
        copy_rows(source, copy)
    finally:
        source.close()


def _hurry(connection: Any, _entry: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # a copy that is thrown away need not survive a power cut

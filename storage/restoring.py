"""A copy back into an empty store: all of it or nothing."""

import json
import re
from pathlib import Path

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.backups import Head, Sums, check_backup, read_frames, read_head, whole_file
from storage.files import FileShelf
from storage.filling import filling, is_empty
from storage.portable import as_row, raw_table
from storage.store import Store, alembic_config

_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")


class NotEmptyError(Exception):
    """There are rows already: a copy never goes over what somebody works with."""


class NewerError(Exception):
    """The copy was made by a newer program than this one."""


def restore(file: Path, key: str, store: Store, shelf: FileShelf) -> tuple[Head, Sums]:
    """Rows and files as they were, the tables in their newest form.

    SealError, NewerError, NotEmptyError: nothing was changed. The whole file is looked at before anything is written.
    """
    head, sums = check_backup(file, key)
    with store.migrating() as connection:
        _prepare(connection, head.revision)
        with filling(connection):
            _fill(connection, file, key)
        _put_files(file, key, shelf)
        command.upgrade(alembic_config(connection), "head")
    return head, sums


def _prepare(connection: Connection, revision: str) -> None:
    """Empty tables of that form."""
    config = alembic_config(connection)
    if revision not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise NewerError(revision)
    if not is_empty(connection):
        raise NotEmptyError
    found = MigrationContext.configure(connection).get_current_heads()
    if found == (revision,):
        return
    if found:
        command.downgrade(config, "base")
    command.upgrade(config, revision)


def _fill(connection: Connection, file: Path, key: str) -> None:
    for kind, content in read_frames(file, key):
        if kind == b"H":
            tables = read_head(content).tables
        elif kind == b"R":
            name, lines = json.loads(content)
            columns = tables[name]
            connection.execute(raw_table(name, columns).insert(), [as_row(columns, line) for line in lines])


def _put_files(file: Path, key: str, shelf: FileShelf) -> None:
    name, blocks = "", list[bytes]()
    for kind, content in read_frames(file, key):
        if kind == b"D":
            blocks.append(content)
            continue
        if name:
            _put_file(shelf, name, b"".join(blocks))
        name, blocks = (json.loads(content), []) if kind == b"F" else ("", [])


def _put_file(shelf: FileShelf, name: str, data: bytes) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError("this is no name of a file on the shelf")
    path = shelf.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as raw:
        raw.write(data)

"""A copy of a running store and of its files in one encrypted file.

Frames: `H` what it is, `R` rows of one table, `F` a file's name and then its bytes in `D`s, `E` the sums.
"""

import json
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

import storage.tables as _tables
from storage.files import FileShelf, sync_names
from storage.portable import Columns, as_json, columns_of, raw_table
from storage.revisions import present_revision
from storage.sealing import Sealer, SealError, unsealed
from storage.snapshots import snapshot
from storage.store import Store

ROWS = 500  # of a frame
PART = ".part"  # ends the names of files that are not whole yet
BLOCK = 1 << 20  # bytes of a file in a frame

assert _tables.MODULES  # every table stands in the metadata


@dataclass(frozen=True)
class Head:
    """`revision`: the form of the tables. They come in this order."""

    made_at: str
    revision: str
    tables: dict[str, Columns]


@dataclass(frozen=True)
class Sums:
    """What must be there: rows by table, files, bytes of all files."""

    rows: dict[str, int]
    files: int
    bytes: int


def write_backup(store: Store, shelf: FileShelf, file: Path, key: str, now: datetime) -> Sums:
    """The store as it stands now, also while it is in use. `file` is there whole in the end or not at all."""
    with whole_file(file) as raw, snapshot(store) as connection:
        sealer = Sealer(raw, key)
        head = _head(connection, now)
        _put(sealer, b"H", asdict(head))
        rows = {name: _put_rows(sealer, connection, name, columns) for name, columns in head.tables.items()}
        sizes = [_put_file(sealer, name, path) for name, path in shelf.all_files()]
        there = [size for size in sizes if size is not None]
        sums = Sums(rows, len(there), sum(there))
        _put(sealer, b"E", asdict(sums), is_last=True)
    return sums


@contextmanager
def whole_file(file: Path) -> Iterator[BinaryIO]:
    """Write beside it, for the owner's eyes alone; it gets its name once all of it is on the disk."""
    handle, part = tempfile.mkstemp(dir=file.parent, suffix=PART)
    try:
        with open(handle, "wb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(part, file)
    except BaseException:
        os.unlink(part)
        raise
    sync_names(file.parent)


def read_frames(file: Path, key: str) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each frame; SealError where the file is not as it was written."""
    with file.open("rb") as raw:
        for frame in unsealed(raw, key):
            yield frame[:1], frame[1:] if frame[:1] == b"D" else zlib.decompress(frame[1:])


def read_head(content: bytes) -> Head:
    return Head(**json.loads(content))


def check_backup(file: Path, key: str) -> tuple[Head, Sums]:
    """Read all of it; SealError unless it is whole, unchanged and holds what its sums say."""
    head, sums, rows, files, size = None, None, Counter[str](), 0, 0
    for kind, content in read_frames(file, key):
        if kind == b"H":
            head = read_head(content)
        elif kind == b"R":
            name, lines = json.loads(content)
            rows[name] += len(lines)
        elif kind == b"F":
            files += 1
        elif kind == b"D":
            size += len(content)
        else:
            sums = Sums(**json.loads(content))
    if head is None or sums is None or sums != Sums({name: rows[name] for name in head.tables}, files, size):
        raise SealError("changed")
    return head, sums


def _head(connection: Connection, now: datetime) -> Head:
    revision = present_revision(connection)
    return Head(now.isoformat(), revision, {table.name: columns_of(table) for table in SQLModel.metadata.sorted_tables})


def _put(sealer: Sealer, kind: bytes, content: Any, *, is_last: bool = False) -> None:
    words = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    sealer.write(kind + zlib.compress(words), is_last=is_last)


def _put_rows(sealer: Sealer, connection: Connection, name: str, columns: Columns) -> int:
    count = 0
    found = connection.execution_options(stream_results=True, yield_per=ROWS).execute(select(raw_table(name, columns)))
    for rows in found.partitions(ROWS):
        _put(sealer, b"R", [name, [as_json(tuple(row)) for row in rows]])
        count += len(rows)
    return count


def _put_file(sealer: Sealer, name: str, path: Path) -> int | None:
    """Its size; None for one that was erased meanwhile."""
    try:
        raw = path.open("rb")
    except FileNotFoundError:
        return None
    with raw:
        _put(sealer, b"F", name)
        size = 0
        while block := raw.read(BLOCK):
            sealer.write(b"D" + block)
            size += len(block)
    return size

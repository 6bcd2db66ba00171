"""Files that people sent, kept by content, and what they belong to."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Field, Session, col, select

from bot.talk import AttachmentKind, Kept
from storage.columns import Sealed
from storage.keys import Keys
from storage.rows import Row


class Attachment(Row, table=True):
    """A kept file on an event of a task or of a case; the bytes lie under `digest`."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    task_event_id: int | None = Field(default=None, foreign_key="taskevent.id", index=True)
    feedback_event_id: int | None = Field(default=None, foreign_key="feedbackevent.id", index=True)
    kind: str
    digest: str = Field(index=True)
    name: str = Field(sa_type=Sealed)
    mime: str
    size: int


def digest_of(data: bytes) -> str:
    """The name under which these bytes lie on the shelf."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Lying:
    """A file on a shelf, where it is sealed."""

    path: Path
    keys: Keys

    def read_bytes(self) -> bytes:
        return self.keys.opened_file(self.path.read_bytes())

    @property
    def size(self) -> int | None:
        """About so many bytes; None where it is gone."""
        return self.path.stat().st_size if self.path.is_file() else None


class FileShelf:
    """A folder of sealed files named by the SHA-256 of what they say; the same bytes twice change nothing.

    From one that is `borrowed` nothing is taken off: its rows are elsewhere.
    """

    def __init__(self, root: Path, keys: Keys | None = None, *, borrowed: bool = False) -> None:
        self.root, self.keys, self._borrowed = root, keys or Keys(), borrowed

    def path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def content(self, digest: str) -> Lying:
        return Lying(self.path(digest), self.keys)

    def read(self, digest: str) -> bytes | None:
        """None where it is not kept (any more)."""
        try:
            return self.content(digest).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, data: bytes) -> str:
        """Store the bytes for good (synced to disk) and return their digest."""
        digest = digest_of(data)
        path = self.path(digest)
        if path.exists():
            os.utime(path)  # young again, or it might be swept before a row names it
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, self.keys.sealed_file(data))
        return digest

    def drop(self, digests: Iterable[str]) -> None:
        """Take files off the shelf for good; nothing may point at them any more.

        Where the disk does not let one go, the sweep finds it later: what was committed before is done all the same.
        """
        for digest in () if self._borrowed else digests:
            with suppress(OSError):
                self.path(digest).unlink()

    def lying_since(self, folder: int, until: datetime) -> list[str]:
        """The files in one of the 256 folders that were put there before a moment and not again since."""
        found = sorted((self.root / f"{folder:02x}").glob("?" * 64))
        return [path.name for path in found if path.stat().st_mtime < until.timestamp()]

    def all_files(self) -> Iterator[tuple[str, Path]]:
        """Each file there is: its place below the shelf's folder, and its path."""
        for path in sorted(self.root.glob("??/" + "?" * 64)):
            yield path.relative_to(self.root).as_posix(), path

    def unsealed(self) -> Iterator[Path]:
        """Files that are not sealed with the newest key."""
        for _, path in self.all_files():
            with path.open("rb") as file:
                if not self.keys.is_newest_file(file.read(64)):
                    yield path

    def reseal(self) -> int:
        """Seal them, each as old as it was; how many those were."""
        count = 0
        for path in self.unsealed() if self.keys.ring else ():
            age = path.stat().st_mtime
            _write_whole(path, self.keys.sealed_file(self.keys.opened_file(path.read_bytes())))
            os.utime(path, (age, age))
            count += 1
        return count


def _write_whole(path: Path, data: bytes) -> None:
    """All of the file or none, also when the machine stops now or another process writes the same."""
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        os.unlink(part)
        raise
    sync_names(path.parent)
    sync_names(path.parent.parent)


def sync_names(folder: Path) -> None:
    """A new name is safe only once its folder is on the disk as well (Windows sees to that itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def attach(
    session: Session,
    office_id: int,
    kept: tuple[Kept, ...],
    *,
    task_event_id: int | None = None,
    feedback_event_id: int | None = None,
) -> None:
    for file in kept:
        if not file.problem:
            session.add(
                Attachment(
                    office_id=office_id,
                    task_event_id=task_event_id,
                    feedback_event_id=feedback_event_id,
                    kind=file.kind,
                    digest=file.digest,
                    name=file.name,
                    mime=file.mime,
                    size=file.size,
                )
            )


def attached_to_feedback(session: Session, event_ids: list[int]) -> tuple[Kept, ...]:
    stored = [number for number in event_ids if number]  # what has no number yet has no files either
    rows = session.exec(_ATTACHED, params={"events": stored}) if stored else ()
    return tuple(_kept(row) for row in rows)


_EVENTS: BindParameter[Any] = bindparam("events", expanding=True)
_ATTACHED = select(Attachment).where(col(Attachment.feedback_event_id).in_(_EVENTS)).order_by(col(Attachment.id))


def attachments_of(session: Session, event_ids: list[int]) -> list[Attachment]:
    found = select(Attachment).where(col(Attachment.feedback_event_id).in_(event_ids))
    return list(session.exec(found.order_by(col(Attachment.id))))


def attached_to_task(session: Session, event_ids: list[int]) -> tuple[Kept, ...]:
    rows = session.exec(
        select(Attachment).where(col(Attachment.task_event_id).in_(event_ids)).order_by(col(Attachment.id))
    )
    return tuple(_kept(row) for row in rows)


def _kept(row: Attachment) -> Kept:
    kind: AttachmentKind = "photo" if row.kind == "photo" else "document"
    return Kept(kind=kind, digest=row.digest, name=row.name, mime=row.mime, size=row.size)

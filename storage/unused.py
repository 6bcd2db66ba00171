"""Files on the shelf that nothing points at any more."""

from collections.abc import Iterable

from sqlalchemy import String, cast
from sqlmodel import Session, SQLModel, col, select

from storage.aside import Aside
from storage.drafts import Draft
from storage.files import Attachment
from storage.letters import Letter
from storage.plans import Plan
from storage.webchat import WebMessage

# Where a file may be named within a row, the smallest table first.
_NAMED_IN: tuple[tuple[type[SQLModel], str], ...] = (
    (Draft, "data"),
    (Aside, "files"),
    (WebMessage, "files"),
    (Letter, "files"),
)


def spare_files(session: Session, digests: Iterable[str]) -> list[str]:
    """Of these files, and of those that this transaction let go, the ones that no row names any more."""
    let_go = session.info.get("spare", [])
    return [digest for digest in dict.fromkeys((*digests, *let_go)) if digest and not _is_used(session, digest)]


def _is_used(session: Session, digest: str) -> bool:
    for table in (Attachment, Plan):
        if session.exec(select(table.id).where(col(table.digest) == digest).limit(1)).first() is not None:
            return True
    return any(_is_named(session, table, column, digest) for table, column in _NAMED_IN)


def _is_named(session: Session, table: type[SQLModel], column: str, digest: str) -> bool:
    """The column holds JSON, in which the digest stands as it is."""
    words = cast(getattr(table, column), String)
    return session.exec(select(table).where(words.contains(digest)).limit(1)).first() is not None

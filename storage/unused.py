"""Files on the shelf that nothing points at any more."""

import json
import re
from collections.abc import Iterable

from sqlalchemy import String, cast
from sqlmodel import Session, SQLModel, col, select

from storage.aside import Aside
from storage.drafts import Draft
from storage.due_lists import DueList
from storage.files import Attachment
from storage.letters import Letter
from storage.news import NewsItem
from storage.own_forms import OwnForm
from storage.plans import Plan
from storage.webchat import WebMessage

# Where a file may be named within a row, the smallest table first; and in drafts, whose few are opened one by one.
_NAMED_IN: tuple[tuple[type[SQLModel], str], ...] = (
    (Aside, "files"),
    (NewsItem, "files"),
    (WebMessage, "files"),
    (Letter, "files"),
)
_DIGEST = re.compile(r'"digest": ?"([0-9a-f]{64})"')
_AT_ONCE = 500


def spare_files(session: Session, digests: Iterable[str]) -> list[str]:
    """Of these files, and of those that this transaction let go, the ones that no row names any more."""
    let_go = session.info.get("spare", [])
    left = {digest: None for digest in (*digests, *let_go) if digest}
    for table in (Attachment, Plan, OwnForm):
        for some in _few(list(left)):
            for used in session.exec(select(table.digest).where(col(table.digest).in_(some))):
                left.pop(used, None)
    for some in _few(list(left)):
        waiting = select(DueList.digest).where(col(DueList.digest).in_(some), col(DueList.settled_at).is_(None))
        for used in session.exec(waiting):
            left.pop(used, None)
    for data in session.exec(select(Draft.data)) if left else ():
        _take_out(json.dumps(data), left)
    for rows, column in _NAMED_IN:
        if left:
            _take_named(session, rows, column, left)
    return list(left)


def _take_named(session: Session, table: type[SQLModel], column: str, left: dict[str, None]) -> None:
    """Out of `left` goes what this column names. It holds JSON: each row with a file in it is read once for all."""
    words = cast(getattr(table, column), String)
    only = next(iter(left)) if len(left) == 1 else '"digest"'
    for (text,) in session.execute(select(words).where(words.contains(only, autoescape=True))):
        _take_out(text, left)


def _take_out(text: str, left: dict[str, None]) -> None:
    for digest in _DIGEST.findall(text):
        left.pop(digest, None)


def _few(digests: list[str]) -> list[list[str]]:
    return [digests[start : start + _AT_ONCE] for start in range(0, len(digests), _AT_ONCE)]

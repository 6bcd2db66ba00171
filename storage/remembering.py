"""What a transaction asks again and again is read once, as long as it changes no such row."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

_FACTS, _ROWS, _NONE = "facts", "rows", "none"  # where a session keeps what it has read, and what there is none of
_ADDED = "added"  # and the tables of the rows that wait to be inserted
T = TypeVar("T")
R = TypeVar("R", bound=SQLModel)


def remembered(session: Session, table: type[SQLModel], asked: Hashable, find: Callable[[], T]) -> T:
    """What `find` reads of a table that seldom changes; `asked` names the question, its office among it."""
    if _is_touched(session, table):
        session.flush()
    known: dict[Hashable, Any] = session.info.setdefault(_FACTS, {}).setdefault(table, {})
    if asked not in known:
        known[asked] = find()
    return cast(T, known[asked])


def touched(session: Session) -> frozenset[str]:
    """The tables of which the session has changes that are not written yet."""
    changed = (str(type(row).__tablename__) for row in (*session.dirty, *session.deleted))
    return frozenset(changed).union(session.info.get(_ADDED, ()))


def _is_touched(session: Session, table: type[SQLModel]) -> bool:
    return table.__tablename__ in touched(session)


def note_none(session: Session, table: type[SQLModel], owner: Hashable) -> None:
    """Somebody has no such rows; so it stays until the transaction writes one of the table."""
    session.info.setdefault(_NONE, {}).setdefault(table, set()).add(owner)


def is_none(session: Session, table: type[SQLModel], owner: Hashable) -> bool:
    return owner in session.info.get(_NONE, {}).get(table, ()) and not _is_touched(session, table)


def forget(session: Session, table: type[SQLModel]) -> None:
    """Another transaction has changed such rows."""
    for kept in (_FACTS, _NONE):
        session.info.get(kept, {}).pop(table, None)


def forget_all(session: Session) -> None:
    """Rows were changed past the session."""
    for kept in (_FACTS, _NONE, _ROWS):
        session.info.pop(kept, None)


class Rows(Generic[R]):
    """The rows of one owner each, as a transaction has read them and added to them."""

    def __init__(self, table: type[R], owner: str, found: SelectOfScalar[R]) -> None:
        """`owner`: the column that names it; `found` has it as a parameter `owner`."""
        self.table, self._owner, self._found = table, owner, found
        _KEPT[table] = self

    def of(self, session: Session, owner: int) -> list[R]:
        known = self._known(session)
        if owner not in known:
            known[owner] = list(session.exec(self._found, params={"owner": owner}))
        return list(known[owner])

    def begin(self, session: Session, owner: int) -> None:
        """The owner is new: there is nothing to be read."""
        self._known(session)[owner] = []

    def add(self, session: Session, row: R) -> R:
        """It need not be flushed to be among them."""
        self._known(session).get(getattr(row, self._owner), []).append(row)
        session.add(row)
        return row

    def note(self, session: Session, row: SQLModel, *, there: bool) -> None:
        """A row came or went in another way than through `add`: those of its owner are read anew."""
        known, owner = self._known(session), getattr(row, self._owner)
        if owner in known and any(row is one for one in known[owner]) is not there:
            del known[owner]

    def forget(self, session: Session) -> None:
        self._known(session).clear()

    def _known(self, session: Session) -> dict[int, list[R]]:
        known: dict[int, list[R]] = session.info.setdefault(_ROWS, {}).setdefault(self.table, {})
        return known


_KEPT: dict[type[SQLModel], Rows[Any]] = {}


@event.listens_for(Session, "transient_to_pending")
def _note_added(session: Session, row: SQLModel) -> None:
    session.info.setdefault(_ADDED, set()).add(row.__tablename__)


@event.listens_for(Session, "after_flush")
def _note_flushed(session: Session, _context: UOWTransaction) -> None:
    session.info.pop(_ADDED, None)
    facts, kept, none = (session.info.get(name, {}) for name in (_FACTS, _ROWS, _NONE))
    if not (facts or kept or none):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        facts.pop(type(row), None)
        none.pop(type(row), None)
    for rows, there in ((session.new, True), (session.deleted, False)):
        for row in rows:
            if type(row) in kept:
                _KEPT[type(row)].note(session, row, there=there)


def note_bulk_change(session: Session, change: UpdateBase) -> None:
    """Many rows were changed at once, past the session's own."""
    for kept in (_FACTS, _NONE, _ROWS):
        known = session.info.get(kept, {})
        for table in [table for table in known if table.__tablename__ == str(change.table)]:
            del known[table]

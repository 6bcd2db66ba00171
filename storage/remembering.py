"""What a transaction asks again and again is read once, as long as it changes no such row."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from storage.pending import Pending, name_of

_FACTS, _ROWS, _NONE = "facts", "rows", "none"  # where a session keeps what it has read, and what there is none of
_ADDED = "added"  # and by table the rows that wait to be inserted
T = TypeVar("T")
R = TypeVar("R", bound=SQLModel)


def remembered(session: Session, table: type[SQLModel], asked: Hashable, find: Callable[[], T]) -> T:
    """What `find` reads of a table that seldom changes; `asked` names the question, its office among it."""
    if _is_touched(session, table):
        session.flush()
    return recalled(session, table, asked, find)


def recalled(session: Session, table: type[SQLModel], asked: Hashable, find: Callable[[], T]) -> T:
    """The same of what is stored: what waits to be is not written for it, and is not among it."""
    known: dict[Hashable, Any] = session.info.setdefault(_FACTS, {}).setdefault(table, {})
    if asked not in known:
        known[asked] = find()
    return cast(T, known[asked])


def note_facts(session: Session, table: type[SQLModel], facts: Mapping[Hashable, Any]) -> None:
    """What `find` would read, read beforehand."""
    session.info.setdefault(_FACTS, {}).setdefault(table, {}).update(facts)


def waiting_rows(session: Session, table: type[R]) -> list[R]:
    """New ones that are not written yet."""
    found: list[R] = session.info.get(_ADDED, {}).get(table, [])
    return found


def waiting_tables(session: Session) -> Collection[type[Any]]:
    """Those of such rows."""
    found: Collection[type[Any]] = session.info.get(_ADDED, ())
    return found


def touched(session: Session) -> set[type[Any]]:
    """The tables of which the session has changes that are not written yet."""
    return _changed(session).union(waiting_tables(session))


def _changed(session: Session) -> set[type[Any]]:
    """The same but for new rows."""
    return {state.class_ for states in (session.identity_map._modified, session._deleted) for state in states}


def _is_changed(session: Session, table: type[SQLModel]) -> bool:
    pending = (session.identity_map._modified, session._deleted)
    return any(state.class_ is table for states in pending for state in states)


def _is_touched(session: Session, table: type[SQLModel]) -> bool:
    return table in waiting_tables(session) or _is_changed(session, table)


@contextmanager
def apart(session: Session, table: type[R]) -> Iterator[list[R]]:
    """Ask for what is stored of a table: whoever asks looks himself at what waits, which is not written for that."""
    if _is_changed(session, table):
        session.flush()
    with session.no_autoflush:
        yield waiting_rows(session, table)


def note_none(session: Session, table: type[SQLModel], owner: Hashable) -> None:
    """Somebody, or a digest, has no such rows; so it stays until the transaction adds one of theirs, or changes any."""
    session.info.setdefault(_NONE, {}).setdefault(table, set()).add(owner)


def is_none(session: Session, table: type[SQLModel], owner: Hashable) -> bool:
    known = owner in session.info.get(_NONE, {}).get(table, ())
    return known and not _is_changed(session, table)


def forget(session: Session, table: type[SQLModel]) -> None:
    """Another transaction has changed such rows."""
    for kept in (_FACTS, _NONE):
        session.info.get(kept, {}).pop(table, None)


def forget_all(session: Session) -> None:
    """Rows were changed past the session."""
    for kept in (_FACTS, _NONE, _ROWS):
        session.info.pop(kept, None)


class Rows(Generic[R]):
    """The rows of one owner each, as a transaction has read them, added to them, and taken from them."""

    def __init__(self, table: type[R], owner: Sequence[str], found: SelectOfScalar[R]) -> None:
        """`owner`: the columns that name it, which are parameters of `found` too."""
        self.table, self._owner, self._found = table, owner, found
        _KEPT[table] = self

    def of(self, session: Session, *owner: Hashable) -> list[R]:
        known = self._known(session)
        if owner not in known:
            known[owner] = list(session.exec(self._found, params=dict(zip(self._owner, owner, strict=True))))
        return list(known[owner])

    def begin(self, session: Session, *owner: Hashable) -> None:
        """The owner has none: there is nothing to be read."""
        self._known(session)[owner] = []

    def note_all(self, session: Session, owners: Iterable[tuple[Hashable, ...]], rows: Iterable[R]) -> None:
        """All that these owners have."""
        self._known(session).update((owner, []) for owner in owners)
        for row in rows:
            self.note_added(session, row)

    def add(self, session: Session, row: R) -> R:
        """It need not be flushed to be among them."""
        session.add(row)
        return self.note_added(session, row)

    def note_added(self, session: Session, row: R) -> R:
        self._known(session).get(self._owner_of(row), []).append(row)
        return row

    def drop(self, session: Session, row: R) -> None:
        """Take one away, at once."""
        known, owner = self._known(session), self._owner_of(row)
        known[owner] = [one for one in known.get(owner, ()) if one is not row]
        if row in session.new:
            session.expunge(row)
        else:
            session.delete(row)
            session.flush()

    def note(self, session: Session, row: Any, *, there: bool) -> None:
        """A row came or went in another way: those of its owner are read anew."""
        known, owner = self._known(session), self._owner_of(row)
        if owner in known and any(row is one for one in known[owner]) is not there:
            del known[owner]

    def forget(self, session: Session) -> None:
        self._known(session).clear()

    def _owner_of(self, row: SQLModel) -> tuple[Hashable, ...]:
        return tuple(getattr(row, name) for name in self._owner)

    def _known(self, session: Session) -> dict[tuple[Hashable, ...], list[R]]:
        known: dict[tuple[Hashable, ...], list[R]] = session.info.setdefault(_ROWS, {}).setdefault(self.table, {})
        return known


_KEPT: dict[type[SQLModel], Rows[Any]] = {}


@event.listens_for(Session, "transient_to_pending")
def note_added(session: Session, row: Any) -> None:
    session.info.setdefault(_ADDED, {}).setdefault(type(row), []).append(row)
    none = session.info.get(_NONE, {}).get(type(row))
    if none:
        none.discard(getattr(row, "person_id", None))
        none.discard(getattr(row, "digest", None))


@event.listens_for(Session, "after_flush")
def _note_flushed(session: Session, written: Pending) -> None:
    session.info.pop(_ADDED, None)
    facts, kept, none = (session.info.get(name, {}) for name in (_FACTS, _ROWS, _NONE))
    for states in written:
        for table in {state.class_ for state in states}:
            facts.pop(table, None)
    for states in (written.changed, written.gone):
        for table in {state.class_ for state in states}:
            none.pop(table, None)
    for states, there in ((written.new, True), (written.gone, False)):
        for state in states:
            if state.class_ in kept:
                _KEPT[state.class_].note(session, state.obj(), there=there)


def note_bulk_change(session: Session, change: UpdateBase) -> None:
    """Many rows were changed at once, past the session's own."""
    for kept in (_FACTS, _NONE, _ROWS):
        known = session.info.get(kept, {})
        for table in [table for table in known if name_of(table) == str(change.table)]:
            del known[table]

"""The session of a transaction: what is pending is written when it is asked for, and not before every question."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, Table, bindparam, event, inspect
from sqlalchemy.orm import InstanceState
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session, SQLModel, select

from storage.clues import keep_clues
from storage.flushing import write
from storage.numbering import forget_number, forget_numbers, number_new
from storage.pending import name_of, pending_in
from storage.remembering import note_added, note_bulk_change, touched


class Work(Session):
    """A session that notes which tables it has touched.

    SQLAlchemy's own flushes before each question, and its hook for bulk changes costs every question its way twice.
    """

    def exec(self, statement: Any, **how: Any) -> Any:
        with self._asking(statement):
            return super().exec(statement, **how)

    def execute(self, statement: Any, *params: Any, **how: Any) -> Any:
        with self._asking(statement):
            return super().execute(statement, *params, **how)

    def get(self, entity: Any, ident: Any, **how: Any) -> Any:
        """One by its number: what is known is looked up, what is not is asked for in words that are made once."""
        if how or not isinstance(ident, int):
            return super().get(entity, ident, **how)
        row = self.identity_map.get((entity, (ident,), None))
        if row is None or inspect(row).expired:
            return self.exec(_numbered(entity), params={"number": ident}).first()
        return row

    def get_one(self, entity: Any, ident: Any, **how: Any) -> Any:
        row = None if how else self.get(entity, ident)
        return super().get_one(entity, ident, **how) if row is None else row

    def _save_or_update_state(self, state: InstanceState[Any]) -> None:
        """SQLAlchemy looks at every column for rows that come along; no table here has any."""
        state._orphaned_outside_of_session = False
        if state.key is None and state.session_id is None:
            self._add(state)
        else:
            self._save_or_update_impl(state)

    def _add(self, state: InstanceState[Any]) -> None:
        """A row that nobody has seen before; SQLAlchemy's own way asks who would know of it."""
        self._autobegin_t()
        self._new[state] = row = state.obj()
        state.session_id = self.hash_key
        note_added(self, row)

    def _flush(self, objects: object = None) -> None:
        """As SQLAlchemy's does around its own way of writing; `objects` is never given."""
        pending = pending_in(self)
        if not any(pending):
            return
        number_new(self, pending.new)
        transaction: Any = self._autobegin_t()._begin()
        try:
            write(self.connection(), pending)
            self.dispatch.after_flush(self, pending)
            self._remove_newly_deleted(pending.gone)
            self._register_persistent({*pending.new, *pending.changed})
            transaction.commit()
        except BaseException:
            transaction.rollback(_capture_exception=True)
            raise

    @contextmanager
    def _asking(self, statement: Executable) -> Iterator[None]:
        if isinstance(statement, UpdateBase):
            yield
            note_bulk_change(self, statement)
            forget_number(self, str(statement.table))
        elif self.autoflush and _is_apart(statement, touched(self)):
            with self.no_autoflush:
                yield
        else:
            yield


event.listen(Work, "after_flush", keep_clues)
event.listen(Work, "after_transaction_end", forget_numbers)


@cache
def _numbered(table: type[SQLModel]) -> Executable:
    (number,) = inspect(table).primary_key
    found = select(table).where(number == bindparam("number"))
    _ASKED_OF[found] = frozenset({name_of(table)})
    return found


def _is_apart(question: Executable, tables: set[type[Any]]) -> bool:
    """Whether it is surely about other tables. Questions built once are looked into, when they are asked again."""
    if not tables:
        return True
    if question not in _ASKED_OF:
        _ASKED_OF[question] = None
        return False
    asked = _ASKED_OF[question]
    if asked is None:
        asked = _ASKED_OF[question] = _tables_in(question)
    return asked.isdisjoint(map(name_of, tables))


_ASKED_OF: WeakKeyDictionary[Executable, frozenset[str] | None] = WeakKeyDictionary()


def _tables_in(question: Any) -> frozenset[str]:
    """Of columns too: one may stand in a condition alone."""
    parts = list(visitors.iterate(question))
    owners = (getattr(part, "table", None) for part in parts)
    return frozenset(str(part.name) for part in (*parts, *owners) if isinstance(part, Table))

"""The session of a transaction: what is pending is written when it is asked for, and not before every question."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, Table, event
from sqlalchemy.orm import InstanceState
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session

from storage.clues import keep_clues
from storage.flushing import order_tables
from storage.numbering import forget_number, forget_numbers, number_new
from storage.remembering import name_of, note_bulk_change, touched


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

    def _save_or_update_state(self, state: InstanceState[Any]) -> None:
        """SQLAlchemy looks at every column for rows that come along; no table here has any."""
        state._orphaned_outside_of_session = False
        self._save_or_update_impl(state)

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


event.listen(Work, "before_flush", number_new)
event.listen(Work, "before_flush", order_tables)
event.listen(Work, "after_flush", keep_clues)
event.listen(Work, "after_transaction_end", forget_numbers)


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

"""One change of many rows: what it needs is made ready for the database once, but for what differs from row to row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Update
from sqlalchemy.engine import Dialect

Ready = Callable[[Any], Any]


class Many:
    """`differing`: the parameters whose values each row brings, in that order."""

    def __init__(self, change: Update, *differing: str) -> None:
        self._change, self._differing = change, differing
        self._forms: WeakKeyDictionary[Dialect, _Form] = WeakKeyDictionary()

    def run(self, connection: Connection, rows: Iterable[Sequence[Any]], **same: Any) -> int:
        """How many rows it changed; `same`: the other parameters."""
        form = self._forms.get(connection.dialect)
        if form is None:
            form = self._forms[connection.dialect] = _Form(self._change, connection.dialect)
        return connection.exec_driver_sql(form.words, form.filled(self._differing, rows, same)).rowcount


class _Form:
    """The change in the words of one database."""

    def __init__(self, change: Update, dialect: Dialect) -> None:
        compiled = change.compile(dialect=dialect)
        self.words = str(compiled)
        self._order = compiled.positiontup
        self._fixed = compiled.params
        self._ready: dict[str, Ready] = {
            name: ready
            for one, name in compiled.bind_names.items()
            if (ready := one.type.dialect_impl(dialect).bind_processor(dialect))
        }

    def filled(self, differing: Sequence[str], rows: Iterable[Sequence[Any]], same: Mapping[str, Any]) -> list[Any]:
        fixed = {name: self._made(name, value) for name, value in (self._fixed | same).items() if name not in differing}
        order = self._order
        filled = [
            fixed | {name: self._made(name, value) for name, value in zip(differing, row, strict=True)} for row in rows
        ]
        return filled if order is None else [tuple(map(one.__getitem__, order)) for one in filled]

    def _made(self, name: str, value: Any) -> Any:
        ready = self._ready.get(name)
        return ready(value) if ready else value

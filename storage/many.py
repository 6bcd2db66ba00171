"""One statement for many rows, or for many times: what it needs is made ready for the database once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Delete, Insert, Row, Select, Update
from sqlalchemy.engine import Dialect

_Ready = Callable[[Any], Any]
_Statement = Insert | Update | Delete | Select[Any]


class Many:
    """`differing`: the parameters whose values each row brings, in that order."""

    def __init__(self, change: Insert | Update | Delete, *differing: str) -> None:
        self._change, self._differing = change, differing
        self._forms: WeakKeyDictionary[Dialect, _Form] = WeakKeyDictionary()

    def run(self, connection: Connection, rows: Iterable[Sequence[Any]], **same: Any) -> int:
        """How many rows it changed; `same`: the other parameters."""
        form = self._forms.get(connection.dialect)
        if form is None:
            form = self._forms[connection.dialect] = _Form(self._change, self._differing, connection.dialect)
        return connection.exec_driver_sql(form.words, form.filled(rows, same)).rowcount


class Asked:
    """A question that is asked again and again; what it finds is as it lies in the database."""

    def __init__(self, question: Select[Any]) -> None:
        self._question = question
        self._forms: WeakKeyDictionary[Dialect, _Form] = WeakKeyDictionary()

    def of(self, connection: Connection, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
        form = self._forms.get(connection.dialect)
        if form is None:
            form = self._forms[connection.dialect] = _Form(self._question, (), connection.dialect)
        return connection.exec_driver_sql(form.words, form.filled([()], given)[0]).all()


class _Form:
    """The statement in the words of one database."""

    def __init__(self, change: _Statement, differing: Sequence[str], dialect: Dialect) -> None:
        compiled = change.compile(dialect=dialect)
        self.words = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if name not in differing}
        self._ready: dict[str, _Ready] = {
            name: ready
            for one, name in compiled.bind_names.items()
            if (ready := one.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self._by_place = [(place, self._ready[name]) for place, name in enumerate(differing) if name in self._ready]
        names = (*differing, *self._fixed)
        self._whole = _in_places(names, compiled.positiontup) if compiled.positional else _by_name(names)

    def filled(self, rows: Iterable[Sequence[Any]], same: Mapping[str, Any]) -> list[Any]:
        fixed = [self._made(name, same.get(name, usual)) for name, usual in self._fixed.items()]
        return [self._whole([*self._differing(row), *fixed]) for row in rows]

    def _differing(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, ready in self._by_place:
            values[place] = ready(values[place])
        return values

    def _made(self, name: str, value: Any) -> Any:
        ready = self._ready.get(name)
        return ready(value) if ready else value


def _in_places(names: Sequence[str], order: Sequence[str] | None) -> Callable[[list[Any]], tuple[Any, ...]]:
    """For a database that takes parameters by their place, where one may stand more than once."""
    places = [names.index(name) for name in order or ()]
    pick = itemgetter(*places)
    return pick if len(places) > 1 else lambda values: (pick(values),)


def _by_name(names: Sequence[str]) -> Callable[[list[Any]], dict[str, Any]]:
    return lambda values: dict(zip(names, values, strict=True))

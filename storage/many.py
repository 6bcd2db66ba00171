"""One statement for many rows, or for many times: what it needs is made ready for the database once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Date, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_Ready = Callable[[Any], Any]
_Reader = tuple[int, Callable[[Any], Any]]
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
    """A question that is asked again and again."""

    def __init__(self, question: Select[Any]) -> None:
        self._question = question
        self._forms: WeakKeyDictionary[Dialect, _Form] = WeakKeyDictionary()
        self._readers: WeakKeyDictionary[Dialect, list[_Reader]] = WeakKeyDictionary()

    def of(self, connection: Connection, given: Mapping[str, Any]) -> list[list[Any]]:
        """The rows it finds, with these parameters."""
        dialect = connection.dialect
        if dialect not in self._forms:
            self._forms[dialect] = _Form(self._question, (), dialect)
            self._readers[dialect] = list(_readers(self._question, dialect))
        form, readers = self._forms[dialect], self._readers[dialect]
        rows = connection.exec_driver_sql(form.words, form.filled([()], given)[0])
        return [_read(list(row), readers) for row in rows]


def _readers(question: Select[Any], dialect: Dialect) -> Iterator[_Reader]:
    """Of a row's values those that a driver may not give as they are meant: of our own types, and dates."""
    for place, column in enumerate(question.selected_columns):
        reader = column.type.dialect_impl(dialect).result_processor(dialect, None) if _is_ours(column.type) else None
        if reader:
            yield place, reader


def _is_ours(kind: TypeEngine[Any]) -> bool:
    return isinstance(kind, TypeDecorator | Date)


def _read(row: list[Any], readers: Iterable[_Reader]) -> list[Any]:
    for place, reader in readers:
        row[place] = reader(row[place])
    return row


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

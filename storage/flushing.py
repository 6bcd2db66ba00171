"""How a session writes what waits: the new, changed and removed rows of each table at once.

SQLAlchemy's own way also sees to rows that come along with others, to values that the database makes up, and to
versions; there is nothing of that here, and to find that out takes it longer than all else.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import SQLModel

from storage.many import Many
from storage.pending import Pending, State, name_of

SUCCEEDS = "succeeds"  # in a table's info: a new row takes the place of one that has the same in these columns


def write(connection: Connection, pending: Pending) -> None:
    """What is pointed at comes before what points at it, and of a table what changes before what is new."""
    new, changed, gone = map(_by_table, pending)
    for table in _in_order({*new, *changed}):
        _change(connection, table, changed.get(table, ()))
        _add(connection, table, new.get(table, ()))
    for table in reversed(_in_order(gone)):
        _remove(connection, table, gone[table])


def _by_table(states: Iterable[State]) -> dict[type[SQLModel], list[State]]:
    found = defaultdict[type[SQLModel], list[State]](list)
    for state in states:
        found[state.class_].append(state)
    return found


def _in_order(tables: Iterable[type[SQLModel]]) -> list[type[SQLModel]]:
    places = _places(len(SQLModel.metadata.tables))
    return sorted(tables, key=lambda table: places[name_of(table)])


@cache
def _places(_tables: int) -> dict[str, int]:
    """`_tables`: how many are known so far; their places are found anew once there are more."""
    return {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}


def _add(connection: Connection, table: type[SQLModel], states: Sequence[State]) -> None:
    if states:
        names, new = _new_of(table, connection.dialect.name)
        new.run(connection, [list(map(state.dict.get, names)) for state in states])


@cache
def _new_of(table: type[SQLModel], database: str) -> tuple[list[str], Many]:
    names = _table(table).columns.keys()
    new = insert(_table(table)).values({name: bindparam(name) for name in names}).inline()
    same = _table(table).info.get(SUCCEEDS)
    if same and database == "postgresql":  # SQLite has one writer, who has taken the row before away
        new = new.on_conflict_do_update(index_elements=same, set_={name: new.excluded[name] for name in names})
    return names, Many(new, *names)


def _change(connection: Connection, table: type[SQLModel], states: Sequence[State]) -> None:
    """Row by row in the order of their keys, so that two processes never wait for each other."""
    for names, alike in groupby(sorted(states, key=_key), key=_changes):
        rows = [[*map(state.dict.__getitem__, names), *_key(state)] for state in alike]
        if names and _change_of(table, names).run(connection, rows) != len(rows):
            raise StaleDataError(f"a row of {name_of(table)} is not there any more")


def _changes(state: State) -> tuple[str, ...]:
    """The columns whose values are others now."""
    now, columns = state.dict, state.manager
    found = (name for name, was in state.committed_state.items() if not columns[name].impl.is_equal(now[name], was))
    return tuple(sorted(found))


@cache
def _change_of(table: type[SQLModel], names: tuple[str, ...]) -> Many:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return Many(update(table).where(*_is_it(table)).values(values), *(f"new_{name}" for name in names), *_keys(table))


def _remove(connection: Connection, table: type[SQLModel], states: Sequence[State]) -> None:
    _removal_of(table).run(connection, sorted(map(_key, states)))


@cache
def _removal_of(table: type[SQLModel]) -> Many:
    return Many(delete(table).where(*_is_it(table)), *_keys(table))


def _key(state: State) -> tuple[Any, ...]:
    """What the database knows the row by."""
    assert state.key
    return tuple(state.key[1])


def _keys(table: type[SQLModel]) -> list[str]:
    return [f"key_{column.key}" for column in _table(table).primary_key]


def _is_it(table: type[SQLModel]) -> list[Any]:
    return [column == bindparam(f"key_{column.key}") for column in _table(table).primary_key]


def _table(table: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[name_of(table)]

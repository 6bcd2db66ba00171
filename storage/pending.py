"""What a session has not written yet, as SQLAlchemy keeps it of each row."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy.orm import InstanceState
from sqlmodel import Session

State = InstanceState[Any]
R = TypeVar("R")


class Pending(NamedTuple):
    """`new`: in the order in which they were added."""

    new: Sequence[State]
    changed: Sequence[State]
    gone: Sequence[State]


def pending_in(session: Session) -> Pending:
    gone = session._deleted
    return Pending(list(session._new), [one for one in session._dirty_states if one not in gone], list(gone))


def rows_of(table: type[R], states: Iterable[State]) -> list[R]:
    return [cast(R, state.obj()) for state in states if state.class_ is table]


def name_of(table: type[Any]) -> str:
    """SQLModel makes it up each time that it is asked for."""
    if table not in _NAMES:
        _NAMES[table] = str(table.__tablename__)
    return _NAMES[table]


_NAMES: dict[type[Any], str] = {}

"""What every table's rows are: SQLModel's, made and changed at a fraction of the cost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, cast

from sqlalchemy import event
from sqlalchemy.orm import InstanceState, Mapper, QueryableAttribute, configure_mappers
from sqlalchemy.orm.base import manager_of_class
from sqlmodel import SQLModel

_Maker = Callable[[], Any]
_put = object.__setattr__


class Row(SQLModel):
    """A row of a table. What is given and what is usual is put in at once, as nothing listens to single values.

    SQLModel has each value pass through SQLAlchemy's and pydantic's ways of changing one, at the birth of a row too.
    """

    def __new__(cls, **given: Any) -> Self:
        """With what pydantic and SQLAlchemy keep beside the values, unless the latter reads it and does so itself."""
        row = object.__new__(cls)
        _put(row, "__pydantic_extra__", None)
        _put(row, "__pydantic_private__", None)
        _put(row, "__pydantic_fields_set__", set(given))
        if given:
            row.__dict__["_sa_instance_state"] = InstanceState(row, manager_of_class(cls))
        return row

    def __init__(self, **given: Any) -> None:
        if not given:  # also how pydantic begins a row that it reads itself
            super().__init__()
            return
        shape = _shape_of(type(self))
        if not given.keys() <= shape.names:
            given = {name: value for name, value in given.items() if name in shape.names}
            _put(self, "__pydantic_fields_set__", set(given))
        values = self.__dict__
        values.update(shape.usual)
        values.update(given)
        for name, make in shape.makers:
            if name not in given:
                values[name] = make()

    def __setattr__(self, name: str, value: Any) -> None:
        """SQLAlchemy notes the change of a stored row; what a new one was before, nobody asks."""
        values = self.__dict__
        if name == "_sa_instance_state":
            values[name] = value
        elif name in _shape_of(type(self)).names:
            state = values["_sa_instance_state"]
            if state.key is None:
                values[name] = value
            else:
                state.manager[name].__set__(self, value)
            self.__pydantic_fields_set__.add(name)
        else:
            super().__setattr__(name, value)


class _Column:
    """A value that a row has is read as any object's is; SQLAlchemy is asked for those that are not there."""

    def __init__(self, known: QueryableAttribute[Any]) -> None:
        self._known = known

    def __get__(self, row: object, table: type[Any]) -> Any:
        return self._known.__get__(row, table)


@event.listens_for(Mapper, "mapper_configured")
def _read_plainly(mapper: Mapper[Any], table: type[Any]) -> None:
    if issubclass(table, Row):
        for name in table.model_fields:
            type.__setattr__(table, name, _Column(mapper.class_manager[name]))


@dataclass(frozen=True)
class _Shape:
    """A table's columns, the usual values of those that have one, and how the others' are made for each row anew."""

    names: frozenset[str]
    usual: dict[str, Any]
    makers: tuple[tuple[str, _Maker], ...]


@cache
def _shape_of(table: type[SQLModel]) -> _Shape:
    configure_mappers()  # as SQLAlchemy does before it lets the first row be made
    open_ones = {name: field for name, field in table.model_fields.items() if not field.is_required()}
    makers = {name: cast(_Maker, field.default_factory) for name, field in open_ones.items() if field.default_factory}
    usual = {name: field.get_default() for name, field in open_ones.items() if name not in makers}
    return _Shape(frozenset(table.model_fields), usual, tuple(makers.items()))

"""What every table's rows are: SQLModel's, made and changed at a fraction of the cost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlmodel import SQLModel

_Maker = Callable[[], Any]


class Row(SQLModel):
    """A row of a table. What is given and what is usual is put in at once, as nothing listens to single values.

    SQLModel has each value pass through SQLAlchemy's and pydantic's ways of changing one, at the birth of a row too.
    """

    def __init__(self, **given: Any) -> None:
        if not given:  # also how pydantic begins a row that it reads itself
            super().__init__()
            return
        shape = _shape_of(type(self))
        if not given.keys() <= shape.names:
            given = {name: value for name, value in given.items() if name in shape.names}
        made = {name: make() for name, make in shape.makers if name not in given}
        self.__dict__.update({**shape.usual, **made, **given})
        object.__setattr__(self, "__pydantic_fields_set__", set(given))

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "_sa_instance_state":
            self.__dict__[name] = value
        elif name in _shape_of(type(self)).names:
            object.__setattr__(self, name, value)  # SQLAlchemy's own descriptor, which notes the change
            self.__pydantic_fields_set__.add(name)
        else:
            super().__setattr__(name, value)


@dataclass(frozen=True)
class _Shape:
    """A table's columns, the usual values of those that have one, and how the others' are made for each row anew."""

    names: frozenset[str]
    usual: dict[str, Any]
    makers: tuple[tuple[str, _Maker], ...]


@cache
def _shape_of(table: type[SQLModel]) -> _Shape:
    open_ones = {name: field for name, field in table.model_fields.items() if not field.is_required()}
    makers = {name: cast(_Maker, field.default_factory) for name, field in open_ones.items() if field.default_factory}
    usual = {name: field.get_default() for name, field in open_ones.items() if name not in makers}
    return _Shape(frozenset(table.model_fields), usual, tuple(makers.items()))

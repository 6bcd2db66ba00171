"""A condition: a column is one of many numbers. They are one parameter, as each of its own costs time to bind."""

import json
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Text, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, TypeDecorator, TypeEngine


class _Numbers(TypeDecorator[list[int]]):
    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(BigInteger()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[bool]):
    """Of a column and a parameter."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":
        """As it stands: compared with 1, as SQLAlchemy has it for SQLite, it would be asked of every row."""
        return self


@compiles(_Among)
def _in_json(among: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(one, **how) for one in among.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608  no value is in it


@compiles(_Among, "postgresql")
def _in_array(among: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(one, **how) for one in among.clauses)
    return f"{column} = ANY ({numbers})"


def among(column: Mapped[int], name: str) -> ColumnElement[bool]:
    """The numbers are given as the parameter `name`."""
    return _Among(column, bindparam(name, type_=_Numbers()))

"""Column types that both databases read alike, and those that keep what is personal sealed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, ColumnElement, DateTime, Text, cast, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString, Session

from storage.keys import Keys

# By the dialect of an engine: whoever opens a database says with which keys.
KEYS: WeakKeyDictionary[Dialect, Keys] = WeakKeyDictionary()
_NONE = Keys()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC. SQLite would hand it back without its zone; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return _utc(value) if value else None

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        made = _text_of if dialect.name == "sqlite" else _utc
        return lambda value: made(value) if value else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        if dialect.name == "sqlite":  # a text; to give a moment its zone afterwards takes longer than to read it
            return lambda value: datetime.fromisoformat(f"{value}+00:00") if value else None
        return lambda value: value.astimezone(UTC) if value else None


def _utc(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("a moment without a zone cannot be stored")
    return value.astimezone(UTC)


@lru_cache(maxsize=256)  # the rows of a transaction tell of a few moments, each again and again
def _text_of(value: datetime) -> str:
    """As SQLAlchemy writes a moment for SQLite."""
    return _utc(value).replace(tzinfo=None).isoformat(" ", "microseconds")


class Sealed(TypeDecorator[str]):
    """A text that is unreadable in the database. It looks otherwise each time: never search by it, but for ""."""

    impl = AutoString
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return self._sealed(dialect)(value) if value else value

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        sealed = self._sealed(dialect)  # most are empty
        return lambda value: sealed(value) if value else value

    def _sealed(self, dialect: Dialect) -> Callable[[str], str]:
        return KEYS.get(dialect, _NONE).sealed

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], str | None]:
        opened = KEYS.get(dialect, _NONE).opened
        return lambda value: opened(value) if value else value


class SealedKey(Sealed):
    """A text that is unreadable in the database, yet can be searched by as a whole."""

    cache_ok = True

    def _sealed(self, dialect: Dialect) -> Callable[[str], str]:
        return KEYS.get(dialect, _NONE).sealed_steadily


class Lines(TypeDecorator[list[Any]]):
    """A list as JSON. Most are empty, and to see that is much quicker than to read JSON."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        return value

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        usual = super().bind_processor(dialect)
        assert usual is not None
        nothing = usual([])
        return lambda value: nothing if value == [] else usual(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        usual = super().result_processor(dialect, coltype)
        assert usual is not None
        return lambda value: [] if value == "[]" else usual(value)


class LinesAsText(TypeDecorator[list[Any]]):
    """The same, cast to text by the database: PostgreSQL's driver reads all JSON by itself, also what is empty."""

    impl = Text
    cache_ok = True

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        read = self.lines.process_result_value
        return lambda value: [] if value == "[]" else read(json.loads(value), dialect)


def read_quickly(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as a question should ask for it that reads many rows of it."""
    lines = column.type
    return type_coerce(cast(column, Text), LinesAsText(lines)) if isinstance(lines, Lines) else column


def as_stored(column: Any) -> ColumnElement[Any]:
    """A sealed column as it lies in the database, to be opened (`keys_of`) where that is needed; others as they are."""
    return type_coerce(column, Text) if isinstance(column.type, Sealed) else type_coerce(column, column.type)


def keys_of(session: Session) -> Keys:
    return KEYS.get(session.get_bind().dialect, _NONE)


class SealedJson(Lines):
    """The same, unreadable in the database unless it is empty."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        keys = KEYS.get(dialect, _NONE)
        return keys.sealed(json.dumps(value, ensure_ascii=False)) if value and keys.ring else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return json.loads(KEYS.get(dialect, _NONE).opened(value)) if isinstance(value, str) else value


class SealedNames(Lines):
    """Files as JSON (talk.Kept's fields): the names that people gave them are unreadable, the digests are not."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        keys = KEYS.get(dialect, _NONE)
        return [{**file, "name": keys.sealed(file.get("name", ""))} for file in value or []]

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        keys = KEYS.get(dialect, _NONE)
        return [{**file, "name": keys.opened(file.get("name", ""))} for file in value or []]

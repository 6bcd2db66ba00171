"""Many rows out of a few, copied inside the database: a million in the time that ten thousand sent to it would take."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel

ROOM = 2_000_000  # kilobytes


def multiply(session: Session, table: type[SQLModel], have: int, wanted: int, **moved: str) -> None:
    """Let the rows with the ids 1 to `have` become `wanted`.

    `moved`: what differs in a copy, as SQL in which {by} is how far its id lies from that of its original.
    """
    name, columns = table.__tablename__, [column.name for column in inspect(table).columns]
    shown = {"id": "id + {by}", **moved}
    while have < wanted:
        some = min(have, wanted - have)
        values = ", ".join(shown.get(column, f'"{column}"').format(by=have) for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        copy = f'INSERT INTO "{name}" ({names}) SELECT {values} FROM "{name}" WHERE id <= {some}'
        session.connection().exec_driver_sql(copy)
        have += some


@contextmanager
def with_room(session: Session) -> Iterator[None]:
    """SQLite gets room for the pages of all indexes meanwhile, each of which it would else write again and again."""
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    before = session.connection().exec_driver_sql("PRAGMA cache_size").scalar_one()
    session.connection().exec_driver_sql(f"PRAGMA cache_size=-{ROOM}")
    yield
    session.connection().exec_driver_sql(f"PRAGMA cache_size={before}")


def go_on_from(session: Session, table: type[SQLModel], number: int) -> None:
    """PostgreSQL does not see which numbers came with their rows."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql(f"SELECT setval('{table.__tablename__}_id_seq', {number})")

"""Many rows out of a few, copied inside the database: a million in the time that ten thousand sent to it would take."""

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel


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


def go_on_from(session: Session, table: type[SQLModel], number: int) -> None:
    """PostgreSQL does not see which numbers came with their rows."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql(f"SELECT setval('{table.__tablename__}_id_seq', {number})")

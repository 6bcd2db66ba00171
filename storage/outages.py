"""Errors of the database itself, whatever it was asked: it is away, busy, stands by, or its file is damaged."""

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_AWAY = (OperationalError, InterfaceError, InternalError, PoolTimeout)


def is_outage(error: object) -> bool:
    """Whether the same may go well later; what one row or one piece of work is to blame for will not."""
    cut_off = isinstance(error, DBAPIError) and error.connection_invalidated
    return isinstance(error, _AWAY) or cut_off or type(error) is DatabaseError  # SQLite's kind for a damaged file

"""Adding what may be there already: the unique key decides, also between two processes."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from storage.numbering import give_number


def add_once(session: Session, row: SQLModel, same: SelectOfScalar[Any]) -> bool:
    """Add the row unless `same` finds one; say whether it was added.

    Where another process adds its twin at this moment, only this row is undone and the transaction goes on.
    """
    return session.exec(same).first() is None and add_unless_twin(session, row, same)


def add_unless_twin(session: Session, row: SQLModel, same: SelectOfScalar[Any], **named: Any) -> bool:
    """The same where nothing was there a moment ago: only another process can have added its twin since.

    `named`: the parameters of `same`, which is asked only then.
    """
    if session.get_bind().dialect.name == "sqlite":  # one transaction at a time writes: nobody adds a twin meanwhile
        session.add(row)
        give_number(session, row)
        return True
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if session.exec(same, params=named).first() is None:
            raise
        return False
    return True

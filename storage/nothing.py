"""What there is nothing of: asked once of whoever speaks, so that most questions about a stranger need not be."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from storage.blocks import Block
from storage.feedback import Feedback
from storage.letters import Letter
from storage.people import Account
from storage.remembering import note_none, waiting_rows
from storage.spoken import Spoken

_OF_PERSON: tuple[Any, ...] = (Block, Feedback, Spoken, Letter)


def _of(table: Any) -> ColumnElement[bool]:
    return exists().where(table.person_id == Account.person_id)


_SENT_HERE = exists().where(
    col(Letter.office_id) == col(Account.office_id),
    col(Letter.sent_channel) == col(Account.channel),
    col(Letter.sent_address) == col(Account.address),
)
_ACCOUNTS: BindParameter[Any] = bindparam("accounts", expanding=True)
_LOOK = sa_select(
    col(Account.office_id),
    col(Account.person_id),
    col(Account.channel),
    col(Account.address),
    *map(_of, _OF_PERSON),
    _SENT_HERE,
).where(col(Account.id).in_(_ACCOUNTS))


def look_for_nothing(session: Session, accounts: Iterable[int]) -> None:
    """Note what the people of these accounts have none of, and to which of their addresses no letter ever went."""
    looked: set[int] = session.info.setdefault(_LOOKED, set())
    new = [account for account in accounts if account not in looked]
    if not new:
        return
    looked.update(new)
    if waiting_rows(session, Account):
        session.flush()
    for office, person, channel, address, *theirs, sent_here in session.connection().execute(_LOOK, {"accounts": new}):
        for table, there in zip(_OF_PERSON, theirs, strict=True):
            waits = any(row.person_id == person for row in waiting_rows(session, table))
            if not there and not waits:
                note_none(session, table, person)
        if not sent_here:
            note_none(session, Letter, (office, channel, address))


_LOOKED = "looked"  # where a session keeps for which accounts it has done so

"""What there is nothing of: asked once of whoever speaks, so that most questions about a stranger need not be."""

from sqlalchemy import ColumnElement, bindparam, exists
from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col

from storage.blocks import Block
from storage.feedback import Feedback
from storage.letters import Letter
from storage.remembering import note_none
from storage.spoken import Spoken

_OF_PERSON: tuple[type[SQLModel], ...] = (Block, Feedback, Spoken, Letter)


def _of(table: type[SQLModel]) -> ColumnElement[bool]:
    return exists().where(getattr(table, "person_id") == bindparam("person"))  # noqa: B009  tables differ


_SENT_HERE = exists().where(
    col(Letter.office_id) == bindparam("office"),
    col(Letter.sent_channel) == bindparam("channel"),
    col(Letter.sent_address) == bindparam("address"),
)
_LOOK = sa_select(*map(_of, _OF_PERSON), _SENT_HERE)


def look_for_nothing(session: Session, office_id: int, person_id: int, channel: str, address: str) -> None:
    """Note what a person has none of, and whether no letter ever went to this address."""
    asked = {"person": person_id, "office": office_id, "channel": channel, "address": address}
    *theirs, sent_here = session.connection().execute(_LOOK, asked).one()
    for table, there in zip(_OF_PERSON, theirs, strict=True):
        if not there:
            note_none(session, table, person_id)
    if not sent_here:
        note_none(session, Letter, (office_id, channel, address))

"""The web chat's own messages: what its page shows after a reload."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.once import add_once


class WebMessage(SQLModel, table=True):
    """One bubble. `key` is the letter's key or the page's own name of what was typed: never twice."""

    # A page asks for what came after a number: none is given again, even where all were tidied away.
    __table_args__ = (UniqueConstraint("office_id", "address", "key"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    address: str = Field(index=True)
    key: str
    mine: bool
    text: str
    choices: list[Any] = Field(default_factory=list, sa_type=JSON)
    files: list[Any] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)


def put_web_message(session: Session, message: WebMessage) -> WebMessage:
    """Store a bubble, or return the one that is already there under its key."""
    same = select(WebMessage).where(
        WebMessage.office_id == message.office_id,
        WebMessage.address == message.address,
        WebMessage.key == message.key,
    )
    return message if add_once(session, message, same) else session.exec(same).one()


def web_messages(session: Session, office_id: int, address: str, after: int, limit: int = 200) -> list[WebMessage]:
    """The bubbles after an id, oldest first; of a long history the newest `limit`."""
    found = (
        select(WebMessage)
        .where(WebMessage.office_id == office_id, WebMessage.address == address, col(WebMessage.id) > after)
        .order_by(col(WebMessage.id).desc())
        .limit(limit)
    )
    return list(reversed(session.exec(found).all()))

"""The web chat's own messages: what its page shows after a reload."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import Sealed, SealedJson, SealedKey, SealedNames, UtcDateTime
from storage.consents import Consent
from storage.once import add_once
from storage.people import Account, Post
from storage.rows import Row

WEB = "web"  # the channel's name
OWN = "page:"  # begins the keys of what people wrote, which are the page's and not a letter's


class WebMessage(Row, table=True):
    """One bubble. `key` is the letter's key or the page's own name of what was typed: never twice."""

    # A page asks for what came after a number: none is given again, even where all were tidied away.
    __table_args__ = (UniqueConstraint("office_id", "address", "key"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    address: str = Field(sa_type=SealedKey, index=True)
    key: str
    mine: bool
    text: str = Field(sa_type=Sealed)
    choices: list[Any] = Field(default_factory=list, sa_type=SealedJson)
    files: list[Any] = Field(default_factory=list, sa_type=SealedNames)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


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


def own_key(update_id: str) -> tuple[str, str]:
    """Address and key of the bubble from which this update of the web chat came."""
    address, _, key = update_id.rpartition(":")
    return address, OWN + key


def unsay(session: Session, office_id: int, update_id: str, instead: str) -> None:
    """Erase what somebody wrote: the bubble says `instead`, its files are gone from it."""
    address, key = own_key(update_id)
    _erase(session, _own(office_id).where(WebMessage.address == address, WebMessage.key == key), instead)


def unsay_all(session: Session, office_id: int, address: str, instead: str) -> list[str]:
    """Erase everything that was written from this address; the digests of the files in it."""
    return _erase(session, _own(office_id).where(WebMessage.address == address), instead)


def unsay_strangers(session: Session, office_id: int, until: datetime, instead: str) -> list[str]:
    """Erase what people wrote up to a moment who do not agree to its being kept. Officials are no strangers."""
    web = select(Account.address).where(Account.office_id == office_id, Account.channel == WEB)
    agreed = web.join(Consent, col(Consent.person_id) == col(Account.person_id)).where(col(Consent.ended_at).is_(None))
    seated = web.join(Post, col(Post.person_id) == col(Account.person_id))
    address = col(WebMessage.address)
    theirs = _own(office_id).where(address.not_in(agreed), address.not_in(seated))
    return _erase(session, theirs.where(WebMessage.at <= until), instead)


def _own(office_id: int) -> SelectOfScalar[WebMessage]:
    return select(WebMessage).where(WebMessage.office_id == office_id, col(WebMessage.mine).is_(True))


def _erase(session: Session, which: SelectOfScalar[WebMessage], instead: str) -> list[str]:
    digests: list[str] = []
    for bubble in session.exec(which):
        if bubble.text == instead:
            continue
        digests += [file["digest"] for file in bubble.files]
        bubble.text, bubble.files = instead, []
        session.add(bubble)
    return digests

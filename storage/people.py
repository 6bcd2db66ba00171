"""People, the posts they hold, and their accounts on the channels."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from bot.rules.states import Role
from storage.columns import UtcDateTime


class Person(SQLModel, table=True):
    """Someone the bot talks with: a citizen, or an official once a post is theirs."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str = ""
    phone: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)


class Post(SQLModel, table=True):
    """A place in the office; duties belong to it, whoever holds it."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    title: str
    role: str = Role.OFFICIAL
    holder_name: str = ""  # as the office lists it, before the person has joined
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Account(SQLModel, table=True):
    """A person's address on a channel. Not `live`: cannot be reached until they write again."""

    __table_args__ = (UniqueConstraint("office_id", "channel", "address"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    address: str
    live: bool = True
    greeted: bool = False
    failed_codes: int = 0
    codes_locked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)


class Speaker(NamedTuple):
    """Who is speaking: the account they use, the person, the posts they hold."""

    account: Account
    person: Person
    posts: list[Post]


def account_at(session: Session, office_id: int, channel: str, address: str) -> Account | None:
    return session.exec(
        select(Account).where(
            Account.office_id == office_id, Account.channel == channel, Account.address == address
        )
    ).first()


def meet(session: Session, office_id: int, channel: str, address: str, name: str, now: datetime) -> Speaker:
    """The speaker at an address; a stranger becomes a citizen. Whoever writes can be reached again."""
    account = account_at(session, office_id, channel, address)
    if account is None:
        person = Person(office_id=office_id, name=name[:100], created_at=now)
        session.add(person)
        session.flush()
        account = Account(
            office_id=office_id, person_id=person.id, channel=channel, address=address, last_seen_at=now
        )
    account.live = True
    account.last_seen_at = now
    session.add(account)
    session.flush()
    return Speaker(account, session.get_one(Person, account.person_id), posts_of(session, account.person_id))


def posts_of(session: Session, person_id: int) -> list[Post]:
    return list(session.exec(select(Post).where(Post.person_id == person_id).order_by(col(Post.id))))


def office_posts(session: Session, office_id: int) -> list[Post]:
    return list(session.exec(select(Post).where(Post.office_id == office_id).order_by(col(Post.id))))


def holders(session: Session, office_id: int, role: str, unit_id: int | None = None) -> list[int]:
    """Persons who hold a post of this role (in this unit), oldest post first."""
    found = select(Post).where(
        Post.office_id == office_id, Post.role == role, col(Post.person_id).is_not(None)
    )
    if unit_id is not None:
        found = found.where(Post.unit_id == unit_id)
    rows = session.exec(found.order_by(col(Post.id)))
    return list(dict.fromkeys(row.person_id for row in rows if row.person_id is not None))


def live_accounts(session: Session, person_id: int) -> list[Account]:
    """Where a person can be reached, the account they used last first."""
    found = select(Account).where(Account.person_id == person_id, col(Account.live).is_(True))
    return list(session.exec(found.order_by(col(Account.last_seen_at).desc(), col(Account.id))))


def mark_gone(session: Session, office_id: int, channel: str, address: str) -> None:
    account = account_at(session, office_id, channel, address)
    if account:
        account.live = False
        session.add(account)


def mark_moved(session: Session, office_id: int, channel: str, address: str, new: str) -> None:
    account = account_at(session, office_id, channel, address)
    if account and account_at(session, office_id, channel, new) is None:
        account.address = new
        session.add(account)

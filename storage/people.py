"""People, the posts they hold, and their accounts on the channels."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import UniqueConstraint, bindparam, text
from sqlalchemy import select as sa_select
from sqlmodel import Field, Session, col, select

from bot.rules.states import Hindrance, Role
from storage.among import among
from storage.columns import Sealed, SealedKey, UtcDateTime
from storage.numbering import give_number
from storage.once import add_unless_twin
from storage.remembering import forget_all, note_facts, remembered
from storage.rows import Row


class Person(Row, table=True):
    """Someone the bot talks with: a citizen, or an official once a post is theirs."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str = Field(default="", sa_type=Sealed)
    phone: str = Field(default="", sa_type=Sealed)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Post(Row, table=True):
    """A place in the office; duties belong to it, whoever holds it.

    `published`: its holder, title and `phone` (that of the post, not of the person) may be told to everybody.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    title: str
    role: str = Role.OFFICIAL
    holder_name: str = ""  # as the office lists it, before the person has joined
    phone: str = ""
    published: bool = False
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Account(Row, table=True):
    """A person's address on a channel. Not `live`: cannot be reached until they write again, and why (`hindrance`).

    `preferred_at`: when its person put it before the others. `last_seen_at`: when they last wrote or tapped there.
    `asks_at`: when to ask how a result shall reach them, before they cannot be written to any more. `taken_until`:
    until then a person of the office talks with them there by hand, and the bot stays out of it.
    """

    __table_args__ = (UniqueConstraint("office_id", "channel", "address"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    address: str = Field(sa_type=SealedKey)
    live: bool = True
    hindrance: str = ""
    preferred_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    greeted: bool = False
    failed_codes: int = 0
    codes_locked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    asks_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    taken_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Place(NamedTuple):
    """An account as far as it matters for reaching its person."""

    id: int
    person_id: int
    channel: str
    address: str
    live: bool
    hindrance: str
    last_seen_at: datetime
    taken_until: datetime | None


class Speaker(NamedTuple):
    """Who is speaking: the account they use, the person, the posts they hold."""

    account: Account
    person: Person
    posts: list[Post]


def account_at(session: Session, office_id: int, channel: str, address: str) -> Account | None:
    return session.exec(_AT, params={"office": office_id, "channel": channel, "address": address}).first()


_HERE = (
    col(Account.office_id) == bindparam("office"),
    col(Account.channel) == bindparam("channel"),
    col(Account.address) == bindparam("address"),
)
_AT = select(Account).where(*_HERE)
_LOCKED = _AT.with_for_update().execution_options(populate_existing=True)
_MET = (
    select(Account, Person)
    .join(Person, col(Person.id) == col(Account.person_id))
    .where(*_HERE)
    .with_for_update(of=Account)
    .execution_options(populate_existing=True)
)
_OFFICE_POSTS = select(Post).where(Post.office_id == bindparam("office")).order_by(col(Post.id))
_POSTS = select(Post).where(Post.person_id == bindparam("person")).order_by(col(Post.id))


def meet(
    session: Session, office_id: int, channel: str, address: str, now: datetime, *, reachable: bool = True
) -> Speaker:
    """The speaker at an address; a stranger becomes a citizen, without a name until they agree to its being kept.

    Who writes in a private chat can be reached there from now on; being heard in a group (`reachable` False)
    changes nothing of that. The account stays locked: what one address says at once is answered in turn.
    """
    at = {"office": office_id, "channel": channel, "address": address}
    known = _present(session, at) or session.exec(_MET, params=at).first()
    account, person = known or _make_known(session, at, now, reachable=reachable)
    if reachable:
        account.live, account.hindrance, account.last_seen_at = True, Hindrance.NONE, now
    session.add(account)
    return Speaker(account, person, posts_of(session, account.person_id))


def note_present(session: Session, account: Account, person: Person) -> None:
    """Somebody who is about to speak: their account is locked."""
    here = account.office_id, account.channel, account.address
    session.info.setdefault(_PRESENT, {})[here] = account, person


_PRESENT = "present"  # where a session keeps them


def _present(session: Session, at: Mapping[str, Any]) -> tuple[Account, Person] | None:
    """As they are after what others have done meanwhile."""
    known: tuple[Account, Person] | None = session.info.get(_PRESENT, {}).get(tuple(at.values()))
    if known is None:
        return None
    account, person = known
    is_here = account.address == at["address"] and account.person_id == person.id
    return known if is_here and account in session and person in session else None


def _make_known(session: Session, at: Mapping[str, Any], now: datetime, *, reachable: bool) -> tuple[Account, Person]:
    person = Person(office_id=at["office"], created_at=now)
    session.add(person)
    give_number(session, person)
    account = Account(
        office_id=at["office"],
        person_id=person.id,
        channel=at["channel"],
        address=at["address"],
        live=reachable,
        last_seen_at=now,
    )
    if add_unless_twin(session, account, _AT, **at):
        return account, person
    session.delete(person)  # their other message, in another process, was first
    account = session.exec(_LOCKED, params=at).one()
    return account, session.get_one(Person, account.person_id)


def posts_of(session: Session, person_id: int) -> list[Post]:
    theirs = {"person": person_id}
    return list(remembered(session, Post, ("of", person_id), lambda: session.exec(_POSTS, params=theirs).all()))


def note_posts(session: Session, people: Iterable[int], posts: Sequence[Post]) -> None:
    """These are all that these people hold."""
    note_facts(session, Post, {("of", person): [one for one in posts if one.person_id == person] for person in people})


def office_posts(session: Session, office_id: int) -> list[Post]:
    """All of the office. A transaction reads them once, as long as it changes none: a round asks for every line."""
    here = {"office": office_id}
    return list(remembered(session, Post, office_id, lambda: list(session.exec(_OFFICE_POSTS, params=here))))


def holders(session: Session, office_id: int, role: str, unit_id: int | None = None) -> list[int]:
    """Persons who hold a post of this role (in this unit), oldest post first."""
    posts = [post for post in office_posts(session, office_id) if post.role == role and unit_id in (None, post.unit_id)]
    return list(dict.fromkeys(post.person_id for post in posts if post.person_id))


def duty_holders(session: Session, office_id: int, unit_id: int | None, post_id: int | None) -> list[int]:
    """Who works on a duty: the post it was given to, else the unit's officials, else its head, else the clerk."""
    given = [post.person_id for post in office_posts(session, office_id) if post.id == post_id and post.person_id]
    if given:
        return given
    for role in (Role.OFFICIAL, Role.UNIT_HEAD) if unit_id else ():
        found = holders(session, office_id, role, unit_id)
        if found:
            return found
    return holders(session, office_id, Role.CLERK) or holders(session, office_id, Role.LEAD)


def overseers(session: Session, office_id: int, role: str) -> list[int]:
    """Who holds an office-wide role; where nobody does, the next one up so that nothing falls through."""
    for wanted in dict.fromkeys((role, Role.CLERK, Role.LEAD, Role.ADMIN)):
        found = holders(session, office_id, wanted)
        if found:
            return found
    return []


def live_accounts(session: Session, person_id: int) -> list[Account]:
    """Where a person can be reached: what they prefer first, then the account they used last."""
    return [account for account in accounts_of(session, person_id) if account.live]


def reachable(session: Session, people: Iterable[int]) -> set[int]:
    """Those who have a live account."""
    return set(
        session.exec(select(Account.person_id).where(col(Account.person_id).in_(people), col(Account.live).is_(True)))
    )


def names_of(session: Session, people: Iterable[int]) -> dict[int, str]:
    """Person -> name, read at once."""
    found = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(set(people))))
    return dict(found.all())


def has_account(session: Session, person_id: int) -> bool:
    """Whether the person has ever been met on a channel, reachable now or not."""
    return session.exec(select(Account.id).where(Account.person_id == person_id)).first() is not None


def accounts_of(session: Session, person_id: int) -> list[Account]:
    """All, whether they can be reached there or not: what they prefer first, then the account they used last."""
    return list(session.exec(select(Account).where(Account.person_id == person_id).order_by(*_PREFERRED)))


def places_of(session: Session, people: Iterable[int]) -> dict[int, list[Place]]:
    """The accounts of many in the same order, read at once."""
    session.flush()
    found: dict[int, list[Place]] = {}
    for row in session.connection().execute(_PLACES, {"people": list(people)}):
        place = Place._make(row)
        found.setdefault(place.person_id, []).append(place)
    return found


_PREFERRED = (col(Account.preferred_at).desc().nulls_last(), col(Account.last_seen_at).desc(), col(Account.id))
_PLACES = (
    sa_select(*(getattr(Account, name) for name in Place._fields))
    .where(among(col(Account.person_id), "people"))
    .order_by(*_PREFERRED)
)


def mark_gone(session: Session, office_id: int, channel: str, address: str, why: Hindrance = Hindrance.GONE) -> None:
    account = account_at(session, office_id, channel, address)
    if account:
        account.live, account.hindrance = False, why
        session.add(account)


def mark_taken(session: Session, office_id: int, channel: str, address: str, until: datetime) -> None:
    """A person of the office talks with them there by hand."""
    account = account_at(session, office_id, channel, address)
    if account:
        account.taken_until = until
        session.add(account)


def mark_moved(session: Session, office_id: int, channel: str, address: str, new: str) -> None:
    account = account_at(session, office_id, channel, address)
    if account and account_at(session, office_id, channel, new) is None:
        account.address = new
        session.add(account)


def join(session: Session, account: Account, other: Person) -> None:
    """Give an account to another person; what its citizen had asked for goes along if nothing else is left of them."""
    left = account.person_id
    account.person_id = other.id
    session.add(account)
    session.flush()
    if live_accounts(session, left) or posts_of(session, left):
        return
    for table in ("feedback", "letter", "draft", "consent", "dossierfollow", "block", "aside", "spoken", "datarequest"):
        session.execute(
            text(f"UPDATE {table} SET person_id = :new WHERE person_id = :old"),  # noqa: S608  fixed names
            {"new": other.id, "old": left},
        )
    forget_all(session)

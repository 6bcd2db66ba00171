"""Who is about to speak: looked up for all of them at once, so that none of it need be asked for each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select

from bot.rules.privacy import NOTICE
from storage.consents import Consent, note_consents
from storage.drafts import DRAFTS, Draft
from storage.nothing import look_for_nothing
from storage.people import Account, Person, Post, note_posts, note_present

At = tuple[str, str]  # an address on a channel, the channel first

_PLACES: BindParameter[Any] = bindparam("places", expanding=True)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
# Locked in one order by all, so that two processes never wait for each other.
_MET = (
    select(Account, Person)
    .join(Person, col(Person.id) == col(Account.person_id))
    .where(
        Account.office_id == bindparam("office"),
        Account.channel == bindparam("channel"),
        col(Account.address).in_(_PLACES),
    )
    .order_by(col(Account.id))
    .with_for_update(of=Account)
    .execution_options(populate_existing=True)
)
_DRAFTS = select(Draft).where(
    Draft.office_id == bindparam("office"), Draft.channel == bindparam("channel"), col(Draft.address).in_(_PLACES)
)
_POSTS = select(Post).where(col(Post.person_id).in_(_PEOPLE)).order_by(col(Post.id))
_CONSENTS = (
    select(Consent)
    .where(
        col(Consent.person_id).in_(_PEOPLE), Consent.version == bindparam("version"), col(Consent.ended_at).is_(None)
    )
    .order_by(col(Consent.id))
)


def expect(session: Session, office_id: int, speakers: Set[At], chats: Set[At]) -> None:
    """Begin a transaction with what is asked of every speaker, and of every chat."""
    for channel, places in sorted(_by_channel(chats).items()):
        drafts = session.exec(_DRAFTS, params=_on(office_id, channel, places)).all()
        DRAFTS.note_all(session, [(office_id, channel, place) for place in places], drafts)
    accounts = list[int]()
    people = set[int]()
    for channel, places in sorted(_by_channel(speakers).items()):
        for account, person in session.exec(_MET, params=_on(office_id, channel, places)).all():
            note_present(session, account, person)
            accounts.append(account.id)
            people.add(person.id)
    if people:
        theirs = {"people": list(people)}
        note_posts(session, people, session.exec(_POSTS, params=theirs).all())
        note_consents(session, people, NOTICE, session.exec(_CONSENTS, params={**theirs, "version": NOTICE}).all())
        look_for_nothing(session, accounts)


def _on(office_id: int, channel: str, places: Collection[str]) -> Mapping[str, Any]:
    return {"office": office_id, "channel": channel, "places": list(places)}


def _by_channel(at: Iterable[At]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for channel, place in at:
        found[channel].append(place)
    return found

"""The real jobs on a moving clock, over a copy of a store, with channels that only write down."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import col, select

from bot.app import App, Kit, open_shop
from bot.talk import Attachment, Channel, ChannelError, Parcel
from storage.letters import Letter
from storage.moments import next_moment
from storage.people import Account, Person, office_posts
from storage.store import Store

NOT_JOINED = "chua-lien-ket"  # the channel of those who have no account yet


@dataclass(frozen=True)
class Sent:
    """A letter as it left: `at` on the rehearsal's clock, `key` as the outbox names it."""

    at: datetime
    to: str
    person_id: int
    channel: str
    why: str
    text: str
    key: str


@dataclass
class Notebook:
    """A channel that reaches everybody and nobody."""

    name: str
    clock: Callable[[], datetime]
    buttons: bool = True
    sent: list[tuple[datetime, str]] = field(default_factory=list)

    async def send(self, address: str, parcel: Parcel) -> str:
        self.sent.append((self.clock(), parcel.key))
        return f"{address}:{len(self.sent)}"

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        raise ChannelError("a rehearsal fetches nothing", permanent=True)


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use; the original is only read."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@contextmanager
def opened_copy(source: Path, folder: Path) -> Iterator[Store]:
    target = folder / "rehearsal.sqlite"
    copy_sqlite(source, target)
    store = Store(f"sqlite:///{target}")
    event.listen(store.engine, "connect", _hurry)
    store.migrate()
    try:
        yield store
    finally:
        store.close()


def _hurry(connection: Any, _entry: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # a copy that is thrown away need not survive a crash


def seat_everybody(store: Store, office_id: int, now: datetime) -> int:
    """Let the holders who have not joined yet be reached too; how many posts that are."""
    people: dict[str, Person] = {}
    with store.transaction() as session:
        waiting = [post for post in office_posts(session, office_id) if post.person_id is None and post.holder_name]
        for post in waiting:
            if post.holder_name not in people:
                person = Person(office_id=office_id, name=post.holder_name, created_at=now)
                session.add(person)
                session.flush()
                account = Account(
                    office_id=office_id,
                    person_id=person.id,
                    channel=NOT_JOINED,
                    address=str(person.id),
                    last_seen_at=now,
                )
                session.add(account)
                people[post.holder_name] = person
            post.person_id = people[post.holder_name].id
            session.add(post)
    return len(waiting)


class Rehearsal:
    """One office of a store from a moment on. Nobody answers: what is open stays open."""

    def __init__(self, store: Store, data: Path, kit: Kit, office_id: int, start: datetime) -> None:
        self.store, self.office_id, self.now = store, office_id, start
        with store.transaction() as session:
            names = set(session.exec(select(Account.channel).distinct()))
        self._books = [Notebook(name, lambda: self.now) for name in sorted(names | {NOT_JOINED})]
        channels: dict[str, Channel] = {book.name: book for book in self._books}
        self.app = App(open_shop(store, data, channels, kit), office_id, lambda: self.now)

    async def run(self, end: datetime) -> None:
        """Tick at every moment that has something to do, up to the end."""
        await self.app.tick()
        while (due := self._next()) is not None and due <= end:
            self.now = due
            await self.app.tick()

    def _next(self) -> datetime | None:
        with self.store.transaction() as session:
            return next_moment(session, self.now)

    def sent(self) -> list[Sent]:
        """What left, in order."""
        noted = [(at, key, book.name) for book in self._books for at, key in book.sent]
        with self.store.transaction() as session:
            found = session.exec(select(Letter, Person).join(Person, col(Person.id) == col(Letter.person_id)))
            letters = {letter.key: (letter, person) for letter, person in found}
        told = [_sent(at, channel, *letters[key]) for at, key, channel in noted]
        return sorted(told, key=lambda one: one.at)


def _sent(at: datetime, channel: str, letter: Letter, person: Person) -> Sent:
    return Sent(at, person.name, person.id, channel, letter.why, letter.text, letter.key)

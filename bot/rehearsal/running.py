"""The real jobs on a moving clock, over a copy of a store, with channels that only write down."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from bot.app import App, Kit, open_shop
from bot.desk import OfficeDay
from bot.rehearsal.finishing import Pace, finish_old_work, next_evening
from bot.talk import Attachment, Channel, ChannelError, Parcel, Traits
from storage.letters import Letter
from storage.moments import next_moment
from storage.nudges import Nudge
from storage.people import Account, Person, office_posts
from storage.store import Store

TRAITS = Traits("diễn tập")
NOT_JOINED = "chua-lien-ket"  # the channel of those who have no account yet
Said = tuple[str, int, str]  # subject, number, why


@dataclass(frozen=True)
class Sent:
    """A letter as it left: `at` on the rehearsal's clock, `key` as the outbox names it.

    `said`: of a digest, each thing it speaks of, with the reason.
    """

    at: datetime
    to: str
    person_id: int
    channel: str
    why: str
    text: str
    key: str
    said: tuple[Said, ...] = ()


@dataclass
class Notebook:
    """A channel that reaches everybody and nobody."""

    name: str
    clock: Callable[[], datetime]
    traits: Traits = TRAITS
    sent: list[tuple[datetime, str]] = field(default_factory=list)

    async def send(self, address: str, parcel: Parcel) -> str:
        self.sent.append((self.clock(), parcel.key))
        return f"{address}:{len(self.sent)}"

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        raise ChannelError("a rehearsal fetches nothing", permanent=True)


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
    """One office of a store from a moment on. Nobody answers; how soon work gets done all the same says the pace."""

    def __init__(self, store: Store, data: Path, kit: Kit, office_id: int, start: datetime, pace: Pace = None) -> None:
        self.store, self.office_id, self.now, self._pace = store, office_id, start, pace
        with store.transaction() as session:
            names = set(session.exec(select(Account.channel).distinct()))
        self._books = [Notebook(name, lambda: self.now) for name in sorted(names | {NOT_JOINED})]
        channels: dict[str, Channel] = {book.name: book for book in self._books}
        self.app = App(open_shop(store, data, channels, kit, is_copy=True), lambda: self.now)

    async def run(self, end: datetime) -> None:
        """Tick at every moment that has something to do, up to the end."""
        await self.app.tick()
        while True:
            due, evening = self._ahead()
            moment = min((one for one in (due, evening) if one is not None), default=None)
            if moment is None or moment > end:
                return
            self.now = moment
            if moment == evening:
                self._end_day()
            if moment == due:
                await self.app.tick()

    def _ahead(self) -> tuple[datetime | None, datetime | None]:
        """When something is due next, and the next evening on which work gets done."""
        with self.day() as day:
            return next_moment(day.session, self.now), None if self._pace is None else next_evening(day)

    def _end_day(self) -> None:
        with self.day() as day:
            finish_old_work(day, self._pace or 0)

    @contextmanager
    def day(self) -> Iterator[OfficeDay]:
        """The office at the rehearsal's moment, in a transaction."""
        with self.store.transaction() as session:
            yield self.app.shop.day(session, self.office_id, self.now)

    def sent(self) -> list[Sent]:
        """What left so far, in order."""
        noted = [(at, key, book.name) for book in self._books for at, key in book.sent]
        with self.store.transaction() as session:
            found = session.exec(select(Letter, Person).join(Person, col(Person.id) == col(Letter.person_id)))
            letters = {letter.key: (letter, person) for letter, person in found}
            said: dict[int | None, list[Said]] = {}
            for nudge in session.exec(select(Nudge).order_by(col(Nudge.id))):
                said.setdefault(nudge.letter_id, []).append((nudge.subject, nudge.subject_id, nudge.why))
        told = [_sent(at, channel, *letters[key], said) for at, key, channel in noted]
        return sorted(told, key=lambda one: one.at)


def _sent(at: datetime, channel: str, letter: Letter, person: Person, said: Mapping[int | None, list[Said]]) -> Sent:
    reasons = tuple(said.get(letter.id, ()))
    return Sent(at, person.name, person.id, channel, letter.why, letter.text, letter.key, reasons)

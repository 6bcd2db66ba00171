"""Whatever an office offers to anybody, found by tapping all that is offered, each kind of choice once."""

import re
import sqlite3
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlmodel import Session, select

from bot.desk import Desk
from bot.dispatch import answer
from bot.talk import Incoming, Kept, Reply
from storage.drafts import waiting_draft
from storage.letters import Letter, letters_written
from storage.offices import Office
from storage.people import Account, meet
from storage.watching import end_acts
from tests.handlers.test_rights import TRACES
from tests.talks import Town

# What is said wherever words are asked for: a result, a day, a reason.
WORDS = "Tổ điện đã thay bóng lúc 16 giờ chiều nay, xin tới 28/12/2026 vì chờ vật tư"
MOST_ALIKE = 4  # of choices that differ in a name only: topics, units, reasons
_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
_MARKS = (
    (re.compile(r"XT-\w{6}"), "C"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "D"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b"), "H"),
    (re.compile(r"\d+"), "N"),
)


@dataclass(frozen=True)
class Offer:
    """A choice that `who` has before them while everything stands as in `state`."""

    who: str
    command: str
    state: sqlite3.Connection

    @property
    def mark(self) -> str:
        """The number or the code of what it is about."""
        found = re.match(r"/\w+ (\d+|XT-\w{6})(?: |$)", self.command)
        return found[1] if found else ""

    @property
    def word(self) -> str:
        return self.command.split()[0].removeprefix("/")


@dataclass(frozen=True)
class Attempt:
    """What somebody was told, and the tables that it changed, but for the traces."""

    who: str
    told: str
    changed: frozenset[str]


class _NeverMindError(Exception):
    pass


@dataclass
class Walk:
    """`town` is put from one state into another; its file is `live`, a `photo` goes with words that are asked for.

    `hidden`: what each must never read. `leaks`: who said what and read it. `shown_by`: a command -> the one that shows
    what it is about.
    """

    town: Town
    live: sqlite3.Connection
    photo: Kept
    hidden: Mapping[str, tuple[str, ...]]
    shown_by: Mapping[str, str]
    leaks: list[tuple[str, str, str]] = field(default_factory=list)
    asked: bool = False
    found: dict[str, Offer] = field(default_factory=dict)
    _alike: Counter[str] = field(default_factory=Counter)
    _new: deque[Offer] = field(default_factory=deque)
    _written: list[str] = field(default_factory=list)
    _stands: sqlite3.Connection | None = None

    def __post_init__(self) -> None:
        event.listen(self.town.store.engine, "after_cursor_execute", self._note_writing)

    def _note_writing(self, _connection: object, cursor: sqlite3.Cursor, statement: str, *_rest: object) -> None:
        found = _WRITES.match(statement)
        if found and cursor.rowcount:
            self._written.append(found[1])

    def keep(self) -> sqlite3.Connection:
        state = sqlite3.connect(":memory:")
        self.live.backup(state)
        return state

    def close(self) -> None:
        self.live.close()
        for offer in self.found.values():
            offer.state.close()

    def put(self, state: sqlite3.Connection) -> None:
        if state is not self._stands or self._written:
            state.backup(self.live)
            self._stands = state
            self._written.clear()

    def offer(self, offered: Iterable[tuple[str, str]]) -> None:
        """Remember what is of a new kind, with everything as it is now."""
        state = None
        for who, command in offered:
            kind = kind_of(command)
            alike = f"{kind.split()[0]} {kind.count(' ')}"
            if kind in self.found or self._alike[alike] >= MOST_ALIKE:
                continue
            self._alike[alike] += 1
            state = state or self.keep()
            self.found[kind] = Offer(who, command, state)
            self._new.append(self.found[kind])

    def go(self) -> None:
        """Tap all that is new, and say the words that are then asked for."""
        while self._new:
            self.take(self._new.popleft())

    def take(self, one: Offer) -> None:
        self.put(one.state)
        self.offer(self.done(one.who, one.command))
        if self.asked:
            self.offer(self.done(one.who, WORDS, self.photo))
        shown_by = self.shown_by.get(one.word)
        if shown_by and shown_by != one.word and one.mark:
            self.offer(self.done(one.who, f"/{shown_by} {one.mark}"))

    def done(self, who: str, text: str, *files: Kept) -> list[tuple[str, str]]:
        """Who is offered what by it."""
        with self.town.store.transaction() as session:
            reply = answer(self.desk(session, who, text, files))
            end_acts(session, self.town.store.keys.seal)
            self.asked = waiting_draft(session, self.town.office_id, "line", who, self.town.now) is not None
            self.leaks += [(who, text, one) for one in self.hidden.get(who, ()) if reply and one in reply.text]
            return [*_choices(who, reply), *self._in_letters(session)]

    def attempts(self, people: Iterable[str], text: str) -> Iterator[Attempt]:
        """What each of them would be told and would change. None of it stays: they are not to change anything."""
        with suppress(_NeverMindError), self.town.store.transaction() as session:
            for who in people:
                yield self._attempt(session, who, text)
            raise _NeverMindError
        self._written.clear()

    def _attempt(self, session: Session, who: str, text: str) -> Attempt:
        desk = self.desk(session, who, text)
        session.flush()
        self._written.clear()
        reply = answer(desk)
        end_acts(session, self.town.store.keys.seal)
        return Attempt(who, reply.text if reply else "", frozenset(self._written) - TRACES)

    def desk(self, session: Session, who: str, text: str, files: tuple[Kept, ...] = ()) -> Desk:
        heard = Incoming("line", "walk", who, who, text, sender_name=who, kept=files)
        speaker = meet(session, self.town.office_id, "line", who, self.town.now, reachable=True)
        office = session.get_one(Office, self.town.office_id)
        return Desk(session, self.town.now, office, self.town.shop.office(office.id).tools, speaker, heard)

    def _in_letters(self, session: Session) -> Iterator[tuple[str, str]]:
        for number in letters_written(session):
            letter = session.get_one(Letter, number)
            accounts = select(Account.address).where(Account.person_id == letter.person_id, Account.channel == "line")
            for who in session.exec(accounts):
                yield from ((who, command) for row in letter.choices for _, command in row)


def kind_of(command: str) -> str:
    for mark, letter in _MARKS:
        command = mark.sub(letter, command)
    return command


def _choices(who: str, reply: Reply | None) -> Iterator[tuple[str, str]]:
    return ((who, choice.command) for row in (reply.choices if reply else ()) for choice in row)

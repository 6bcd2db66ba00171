"""Whatever happens to senders, people and the network, in any order: what the outbox promises holds."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import col, delete, select

from bot.rules.states import Hindrance
from storage.letters import Letter, add_letter, unpark
from storage.offices import Office
from storage.outbox import Outgoing, mark_later, mark_parked
from storage.people import Person
from storage.store import Store
from tests.storage.rows import NOW, claim_letter, new_letter, put_office, put_person, settle_sent

PEOPLE = 3
MINUTES = st.integers(0, 5).map(lambda number: timedelta(minutes=number))


class Outbox(RuleBasedStateMachine):
    """The rules are what may happen; `claims` are senders that hold a letter and have not crashed."""

    claims: Bundle[Outgoing] = Bundle("claims")

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.written: list[str] = []
        self.held: dict[int, datetime] = {}  # who took a letter last: until when it is theirs
        self.sends: Counter[str] = Counter()
        self.takeovers: Counter[str] = Counter()
        with self.store.transaction() as session:
            for table in (Letter, Person, Office):
                session.exec(delete(table))
            self.office = put_office(session)
            self.people = [put_person(session, self.office) for _ in range(PEOPLE)]

    def letters(self) -> list[Letter]:
        with self.store.transaction() as session:
            return list(session.exec(select(Letter).order_by(col(Letter.id))))

    @rule(who=st.integers(0, PEOPLE - 1), priority=st.integers(0, 2), pause=MINUTES)
    def write(self, who: int, priority: int, pause: timedelta) -> None:
        key = f"letter {len(self.written)}"
        letter = new_letter(self.office, self.people[who], key, priority=priority, next_at=self.now + pause)
        with self.store.transaction() as session:
            assert add_letter(session, letter)
        self.written.append(key)

    @rule(who=st.integers(0, PEOPLE - 1), data=st.data())
    def write_again(self, who: int, data: st.DataObject) -> None:
        if self.written:
            key = data.draw(st.sampled_from(self.written))
            with self.store.transaction() as session:
                assert not add_letter(session, new_letter(self.office, self.people[who], key, next_at=self.now))

    @rule(target=claims)
    def claim(self) -> Outgoing | MultipleResults[Outgoing]:
        return self.take() or multiple()

    def take(self) -> Outgoing | None:
        """The one taken is exactly the one that these plain words choose."""
        expected = next_to_leave(self.letters(), self.now)
        with self.store.transaction() as session:
            letter = claim_letter(session, self.now)
        assert (letter.id if letter else None) == (expected.id if expected else None)
        if letter is None or expected is None:
            return None
        self.takeovers[letter.key] += expected.state == "sending"
        assert letter.claimed_until is not None
        self.held[letter.id] = letter.claimed_until
        return letter

    @rule(letter=consumes(claims))
    def crash(self, letter: Outgoing) -> None:
        """Nobody will ever settle this claim."""

    @rule(letter=consumes(claims))
    def crash_after_sending(self, letter: Outgoing) -> None:
        self.sends[letter.key] += 1

    @rule(letter=consumes(claims))
    def send(self, letter: Outgoing) -> None:
        self.sends[letter.key] += 1
        with self.store.transaction() as session:
            settled = settle_sent(session, letter, self.now, "telegram", "1", "77")
        self.check_who_settled(letter, settled)

    @rule(letter=consumes(claims), pause=MINUTES)
    def postpone(self, letter: Outgoing, pause: timedelta) -> None:
        with self.store.transaction() as session:
            settled = mark_later(session, letter, self.now + pause, "the network is down")
        self.check_who_settled(letter, settled)

    @rule(letter=consumes(claims))
    def park(self, letter: Outgoing) -> None:
        with self.store.transaction() as session:
            settled = mark_parked(session, letter, Hindrance.GONE)
        self.check_who_settled(letter, settled)

    @rule(who=st.integers(0, PEOPLE - 1))
    def person_writes(self, who: int) -> None:
        with self.store.transaction() as session:
            unpark(session, self.people[who], self.now)

    @rule(pause=MINUTES)
    def time_passes(self, pause: timedelta) -> None:
        self.now += pause

    def check_who_settled(self, letter: Outgoing, settled: bool) -> None:
        """Who has lost the letter to another sender meanwhile changes nothing any more."""
        assert settled == (self.held.get(letter.id) == letter.claimed_until)
        if settled:
            del self.held[letter.id]

    @invariant()
    def no_letter_is_lost_and_nobody_is_served_by_two_senders(self) -> None:
        found = self.letters()
        assert [letter.key for letter in found] == self.written
        assert {letter.id for letter in found if letter.state == "sending"} == set(self.held)
        under_way = [one for one in found if one.claimed_until and one.claimed_until > self.now]
        assert len({letter.person_id for letter in under_way}) == len(under_way)

    @invariant()
    def none_leaves_twice_unless_a_sender_was_given_up(self) -> None:
        assert all(count <= 1 + self.takeovers[key] for key, count in self.sends.items())

    def teardown(self) -> None:
        """However it stands now, once all is well again every letter leaves."""
        self.now += timedelta(days=1)
        with self.store.transaction() as session:
            for person in self.people:
                unpark(session, person, self.now)
        while (letter := self.take()) is not None:
            self.send(letter)
        assert {letter.state for letter in self.letters()} <= {"sent"}
        assert set(self.sends) == set(self.written)


def next_to_leave(letters: list[Letter], now: datetime) -> Letter | None:
    """The outbox's promise, said over plain rows."""

    def is_due(letter: Letter) -> bool:
        if letter.state == "sending":
            return letter.claimed_until is not None and letter.claimed_until <= now
        return letter.state == "waiting" and letter.next_at <= now

    def holds_back(other: Letter, letter: Letter) -> bool:
        if other.person_id != letter.person_id:
            return False
        if other.state == "sending" and not is_due(other):
            return True
        unfinished = other.state == "sending" or (other.state == "waiting" and other.attempts > 0)
        return other.id < letter.id and unfinished

    free = [one for one in letters if is_due(one) and not any(holds_back(other, one) for other in letters)]
    return min(free, key=lambda one: (one.priority, one.next_at, one.id), default=None)


def check(store: Store, examples: int) -> None:
    run_state_machine_as_test(
        type("Outbox", (Outbox,), {"store": store}),
        settings=settings(max_examples=examples, stateful_step_count=30),
    )


def test_the_outbox_keeps_its_promises_in_memory() -> None:
    store = Store("sqlite://")
    store.migrate()
    check(store, examples=40)
    store.close()


def test_the_outbox_keeps_its_promises_on_postgresql(postgresql_store: Store) -> None:
    check(postgresql_store, examples=8)

"""Threads and processes at one database at the same moment: nothing fails, nothing is lost, nothing goes twice."""

import threading
from collections import defaultdict
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import func, select

from bot.rules.states import LetterState
from storage.letters import Letter, add_letter
from storage.outbox import LEASE
from storage.store import Store
from tests.storage.rows import NOW, at_once, claim_letter, new_letter, put_office, put_person, settle_sent
from tests.storage.workers import in_processes, send_letters, waiting, write_letters

THREADS, PROCESSES, EACH = 8, 4, 10


def test_eight_threads_and_four_processes_write_to_one_file_and_none_is_turned_away(sqlite_store: Store) -> None:
    store = sqlite_store
    with store.transaction() as session:
        office = put_office(session)
        an = put_person(session, office)

    def write(number: int) -> None:
        for one in range(EACH):
            with store.transaction() as session:
                session.exec(select(func.count()).select_from(Letter)).one()
                add_letter(session, new_letter(office, an, f"thread {number}-{one}"))

    outcomes: list[object] = []

    def write_beside() -> None:
        outcomes.extend(at_once(*(lambda number=number: write(number) for number in range(THREADS))))

    reports = in_processes(PROCESSES, write_letters, store.url, office, an, EACH, beside=write_beside)
    assert reports == ["written"] * PROCESSES
    assert outcomes == [None] * THREADS
    with store.transaction() as session:
        keys = set(session.exec(select(Letter.key)))
    assert keys == {f"thread {number}-{one}" for number in range(THREADS) for one in range(EACH)} | {
        f"{number}-{one}" for number in range(PROCESSES) for one in range(EACH)
    }


def write_to_five(store: Store) -> list[int]:
    """Five people with eight letters each, written in turn."""
    with store.transaction() as session:
        office = put_office(session)
        people = [put_person(session, office, f"Người {number}") for number in range(5)]
        for turn in range(8):
            for person in people:
                add_letter(session, new_letter(office, person, f"{person}.{turn}"))
    return people


@pytest.fixture
def crowd(store: Store) -> list[int]:
    return write_to_five(store)


def letters_of(people: list[int]) -> list[str]:
    return sorted(f"{person}.{turn}" for person in people for turn in range(8))


def test_claimers_in_several_processes_send_every_letter_exactly_once(store: Store, crowd: list[int]) -> None:
    reports = in_processes(3, send_letters, store.url)
    assert sorted(" ".join(reports).split()) == letters_of(crowd)


def test_claimers_at_once_serve_each_person_one_letter_at_a_time_and_in_order(store: Store, crowd: list[int]) -> None:
    diary: list[tuple[str, str]] = []

    def send_all() -> None:
        while waiting(store):
            with store.transaction() as session:
                letter = claim_letter(session, NOW)
            if letter is None:
                continue
            diary.append(("begins", letter.key))
            diary.append(("ends", letter.key))
            with store.transaction() as session:
                assert settle_sent(session, letter, NOW, "web", str(threading.get_ident()), "")

    assert at_once(*[send_all] * THREADS) == [None] * THREADS
    of_person: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for what, key in diary:
        of_person[key.split(".")[0]].append((what, key))
    assert {int(person) for person in of_person} == set(crowd)
    for person, entries in of_person.items():
        keys = [f"{person}.{turn}" for turn in range(8)]
        assert entries == [entry for key in keys for entry in (("begins", key), ("ends", key))]


def test_a_claim_that_is_not_committed_yet_already_holds_its_person_back(
    postgresql_store: Store,
) -> None:
    """The second claimer sees no change of the first one's, so only a lock can tell it."""
    people = write_to_five(postgresql_store)
    first, second = postgresql_store, Store(postgresql_store.url, postgresql_store.keys)
    with first.transaction() as one, second.transaction() as two:
        found = [claim_letter(session, NOW) for session in (one, two, one, two, one, two)]
        assert [letter.key.split(".")[1] if letter else "" for letter in found] == ["0"] * 5 + [""]
        assert sorted(letter.person_id for letter in found if letter) == people
    second.close()


def test_a_claimer_that_passes_a_person_over_does_not_hold_their_letters_back(postgresql_store: Store) -> None:
    person = write_to_five(postgresql_store)[0]
    other = Store(postgresql_store.url, postgresql_store.keys)
    with other.transaction() as passing:
        with postgresql_store.transaction() as session:
            first = claim_letter(session, NOW)
            elsewhere = claim_letter(passing, NOW)
        assert first is not None
        assert elsewhere is not None
        assert elsewhere.person_id != first.person_id == person
        with postgresql_store.transaction() as session:
            assert settle_sent(session, first, NOW, "web", "1", "")
        with postgresql_store.transaction() as session:
            second = session.exec(select(Letter.id).where(Letter.key == f"{person}.1")).one()
            assert claim_letter(session, NOW, only=[second]) is not None
    other.close()


def test_a_letter_is_not_claimed_after_one_that_was_taken_between_the_search_and_the_lock(
    postgresql_store: Store,
) -> None:
    """What the search saw may be over when the lock is there: here another process was quicker by that much."""
    person = write_to_five(postgresql_store)[0]
    other = Store(postgresql_store.url, postgresql_store.keys)
    quicker: list[str] = []

    def take_the_first(_connection: Any, _cursor: Any, words: str, *_: Any) -> None:
        if words.startswith("UPDATE letter") and not quicker:
            with other.transaction() as session:
                first = session.exec(select(Letter).where(Letter.key == f"{person}.0")).one()
                first.state, first.claimed_until, first.attempts = LetterState.SENDING, NOW + LEASE, 1
                quicker.append(first.key)

    with postgresql_store.transaction() as session:
        second = session.exec(select(Letter.id).where(Letter.key == f"{person}.1")).one()
        event.listen(postgresql_store.engine, "before_cursor_execute", take_the_first)
        assert claim_letter(session, NOW, only=[second]) is None
        event.remove(postgresql_store.engine, "before_cursor_execute", take_the_first)
    assert quicker == [f"{person}.0"]
    other.close()

"""kill -9 at every step of a tick: nothing is lost, and at most one letter comes twice, under the same key."""

import asyncio
import multiprocessing
import os
import signal
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.rules.states import LetterState
from storage.letters import Letter
from storage.moments import is_reminder_due
from storage.nudges import open_nudges
from storage.outbox import LEASE
from storage.store import Store
from tests.databases import hurry, opened
from tests.jobs.crashing import MORNING, SECOND, TOLD, Place, Post, tick, tick_until_killed, until_the_morning
from tests.talks import Town

STRIDE = int(os.environ.get("DONDOC_STRIDE", "2"))  # 1: at every crossing, which takes twice as long


@pytest.fixture
def morning(sqlite_store: Store, tmp_path: Path) -> Place:
    """The database of a morning on which two people have a digest to come and a third has news waiting."""
    town = Town(sqlite_store, tmp_path)
    asyncio.run(until_the_morning(town))
    sqlite_store.close()  # what stood in the log of writes is in the file now
    return Place(tmp_path / "dondoc.db", tmp_path, town.office_id)


def killed(place: Place, step: int) -> bool:
    """Let a process of its own tick; whether it was killed on the way."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["pytest", "tests.jobs.seasoned"])  # so that each child begins in milliseconds
    child = forks.Process(target=tick_until_killed, args=(place, step))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def start_again(store: Store, place: Place) -> None:
    """The system runs again, at once and after the lease of a letter that was under way."""
    for now in (MORNING + SECOND, MORNING + LEASE + SECOND):
        asyncio.run(tick(store, place, now))
    with store.transaction() as session:
        assert not is_reminder_due(session, MORNING + LEASE)
        assert not open_nudges(session)
        left = select(Letter.key).where(col(Letter.state) != LetterState.SENT)
        assert list(session.exec(left)) == []
    store.close()  # its compiled statements serve the next file in this place


def test_a_tick_that_is_killed_at_any_step_loses_nothing(morning: Place, tmp_path: Path) -> None:
    place = Place(tmp_path / "killed" / "dondoc.db", tmp_path / "killed", morning.office)
    step, going_on, twice = 1 - STRIDE, True, set[str]()
    with opened(place.url) as store:
        hurry(store)
        while going_on:
            step += STRIDE
            place.renew(morning)
            going_on = killed(place, step)
            start_again(store, place)
            given = Post(place.handed_over).given()
            for who, words in TOLD.items():
                keys = [key for address, key, text in given if address == who and words in text]
                assert len(set(keys)) == 1, (step, who)
            doubles = Counter(given) - Counter(set(given))
            assert doubles.total() <= 1, step
            twice |= {address for address, _, _ in doubles}
    assert step > 50
    assert twice == set(TOLD)  # each was once given over and not yet written down as sent

"""What other processes do to a database: they import this file alone, so it asks for no test machinery."""

import multiprocessing
import time
from collections.abc import Callable
from typing import Any

from sqlmodel import col, func, select

from storage.inbox import mark_seen
from storage.letters import Letter, add_letter
from storage.store import Store
from tests.databases import KEYS
from tests.storage.rows import NOW, claim_letter, new_letter, settle_sent

SPAWN = multiprocessing.get_context("spawn")


def in_processes(
    count: int, work: Callable[..., str], *arguments: Any, beside: Callable[[], object] | None = None
) -> list[str]:
    """What each of `count` processes reports of `work(*arguments, its number)`, all begun at the same moment.

    At that moment this process begins to do what it does `beside`.
    """
    start = SPAWN.Barrier(count + 1)
    reports: Any = SPAWN.Queue()
    running = [SPAWN.Process(target=report, args=(start, reports, work, *arguments, number)) for number in range(count)]
    for process in running:
        process.start()
    start.wait(timeout=60)
    if beside:
        beside()
    found = [reports.get(timeout=60) for _ in running]
    for process in running:
        process.join()
    reports.close()
    reports.join_thread()
    return sorted(found)


def report(start: Any, reports: Any, work: Callable[..., str], *arguments: Any) -> None:
    try:
        start.wait(timeout=60)
        reports.put(work(*arguments))
    except Exception as problem:  # noqa: BLE001  the test shows what went wrong in there
        reports.put(repr(problem))


def migrate_it(url: str, _number: int) -> str:
    store = Store(url, KEYS)
    store.migrate()
    store.close()
    return "migrated"


def write_letters(url: str, office: int, person: int, letters: int, number: int) -> str:
    """Each letter in a transaction of its own, which begins with a question as every handler does."""
    store = Store(url, KEYS)
    for one in range(letters):
        with store.transaction() as session:
            session.exec(select(func.count()).select_from(Letter)).one()
            add_letter(session, new_letter(office, person, f"{number}-{one}"))
    store.close()
    return "written"


def take_update(url: str, office: int, person: int, number: int) -> str:
    """All take the same update; the letter shows whose work stayed."""
    store = Store(url, KEYS)
    with store.transaction() as session:
        add_letter(session, new_letter(office, person, f"answer of {number}"))
        mark_seen(session, office, "telegram", "update 1", NOW)
    store.close()
    return "taken"


def send_letters(url: str, number: int) -> str:
    """Claim and settle until every letter has left, whoever sends it; the keys of those sent here."""
    store = Store(url, KEYS)
    sent = []
    while waiting(store):
        with store.transaction() as session:
            letter = claim_letter(session, NOW)
        if letter is None:  # the others have one letter of each person under way
            time.sleep(0.002)
            continue
        with store.transaction() as session:
            assert settle_sent(session, letter, NOW, "web", str(number), "")
        sent.append(letter.key)
    store.close()
    return " ".join(sent)


def waiting(store: Store) -> bool:
    with store.transaction() as session:
        left = select(func.count()).select_from(Letter).where(col(Letter.sent_at).is_(None))
        return session.exec(left).one() > 0

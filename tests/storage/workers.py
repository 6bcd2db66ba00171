"""What other processes do to a database: they import this file alone, so it asks for no test machinery."""

import multiprocessing
from collections.abc import Callable
from typing import Any

from sqlmodel import func, select

from storage.inbox import mark_seen
from storage.letters import Letter, add_letter
from storage.store import Store
from tests.storage.rows import NOW, new_letter

SPAWN = multiprocessing.get_context("spawn")


def in_processes(count: int, work: Callable[..., str], *arguments: Any) -> list[str]:
    """What `count` processes that begin at the same moment each report: `work(url-like arguments, own number)`."""
    start = SPAWN.Barrier(count)
    reports: Any = SPAWN.Queue()
    running = [SPAWN.Process(target=report, args=(start, reports, work, *arguments, number)) for number in range(count)]
    for process in running:
        process.start()
    found = [reports.get(timeout=60) for _ in running]
    for process in running:
        process.join()
    return sorted(found)


def report(start: Any, reports: Any, work: Callable[..., str], *arguments: Any) -> None:
    try:
        start.wait(timeout=60)
        reports.put(work(*arguments))
    except Exception as problem:  # noqa: BLE001  the test shows what went wrong in there
        reports.put(repr(problem))


def migrate_it(url: str, _number: int) -> str:
    store = Store(url)
    store.migrate()
    store.close()
    return "migrated"


def write_letters(url: str, office: int, person: int, letters: int, number: int) -> str:
    """Each letter in a transaction of its own, which begins with a question as every handler does."""
    store = Store(url)
    for one in range(letters):
        with store.transaction() as session:
            session.exec(select(func.count()).select_from(Letter)).one()
            add_letter(session, new_letter(office, person, f"{number}-{one}"))
    store.close()
    return "written"


def take_update(url: str, office: int, person: int, number: int) -> str:
    """All take the same update; the letter shows whose work stayed."""
    store = Store(url)
    with store.transaction() as session:
        add_letter(session, new_letter(office, person, f"answer of {number}"))
        mark_seen(session, office, "telegram", "update 1", NOW)
    store.close()
    return "taken"

"""Measures ticks, side by side in one run: of a store with many open tasks against one with few, on both databases."""

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, func, select, update

from bench.multiplying import go_on_from, multiply, with_room
from bot.rules.states import LetterState, Role
from storage.letters import Letter
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.people import Account, Person, Post
from storage.plans import Plan, Task
from storage.store import Store
from tests.databases import migrate, opened, running_postgresql
from tests.talks import FRIDAY, Town

SIZES = FEW, MANY = 1_000, 100_000
DUE = 1_000
PARTS = 5  # in which the due rows come, so that both stores meet the same weather
OFFICIALS = 40
HISTORY = 3  # lines that went into digests of old, for each open task
CHUNK = 5_000
DAY = timedelta(days=1)
IDLE_BAR = 1.5
LOOP = asyncio.Runner()  # one for all, as an application belongs to the loop it first ran in


def measure(name: str, few: Town, many: Town, rounds: int) -> bool:
    """Print the figures of one database; whether an idle tick stays below the bar."""
    towns = {FEW: few, MANY: many}
    idle: dict[int, list[float]] = {size: [] for size in towns}
    for _ in range(rounds):
        for size, town in towns.items():
            idle[size].append(tick(town))
    busy = dict.fromkeys(towns, 0.0)
    for part in range(PARTS):
        for size, town in towns.items():
            busy[size] += tick_with_due_rows(town, part)
    ratio = median(idle[MANY]) / median(idle[FEW])
    print(f"{name:<11} idle tick       {_ms(median(idle[FEW]))} of {FEW:>7,} open tasks")
    print(f"{'':<11}                 {_ms(median(idle[MANY]))} of {MANY:>7,} open tasks   ratio {ratio:.2f}")
    for size, taken in busy.items():
        print(f"{'':<11} {DUE:,} due rows  {_ms(taken)} of {size:>7,} open tasks   {DUE / taken:,.0f} rows a second")
    print(f"{'':<11}                 ratio {busy[MANY] / busy[FEW]:.2f}")
    return ratio <= IDLE_BAR


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:9.1f} ms"


def tick(town: Town) -> float:
    """Seconds that it takes."""
    start = perf_counter()
    LOOP.run(town.app.tick())
    return perf_counter() - start


def tick_with_due_rows(town: Town, part: int, tick: Callable[[Town], float] = tick) -> float:
    """Of the due rows only this part, those of the parts before being done with."""
    count = DUE // PARTS
    with town.store.transaction() as session:
        before = _lines(session)
    make_due(town, count, part * count)
    taken = tick(town)
    with town.store.transaction() as session:
        assert _lines(session) == before + count
    return taken


def make_due(town: Town, count: int, start: int = 0) -> None:
    """So many duties are due today, the first ones from a place on."""
    due = select(Occurrence.id).order_by(col(Occurrence.id)).offset(start).limit(count)
    with town.store.transaction() as session:
        change = update(Occurrence).where(col(Occurrence.id).in_(due))
        session.exec(change.values(due=town.now.date(), next_at=town.now - timedelta(minutes=1)))


def _lines(session: Session) -> int:
    return session.exec(select(func.count(col(Nudge.id)))).one()


def settled_town(store: Store, folder: Path, tasks: int) -> Town:
    """An office with so many open tasks, years of digests behind it, and nothing due at the moment."""
    town = Town(store, folder)
    with store.transaction() as session:
        posts = _put_officials(session, town)
        _put_work(session, town, posts, tasks)
    LOOP.run(town.app.tick())
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")  # as PostgreSQL does by itself in time
    return town


def _put_officials(session: Session, town: Town) -> list[Post]:
    posts = []
    for number in range(OFFICIALS):
        person = Person(office_id=town.office_id, name=f"Cán bộ {number}", created_at=town.now)
        session.add(person)
        session.flush()
        route: dict[str, Any] = {"channel": "line", "address": person.name, "last_seen_at": town.now}
        post = Post(office_id=town.office_id, title=person.name, role=Role.OFFICIAL, person_id=person.id)
        session.add_all((post, Account(office_id=town.office_id, person_id=person.id, **route)))
        posts.append(post)
    session.flush()
    return posts


def _put_work(session: Session, town: Town, posts: list[Post], tasks: int) -> None:
    plan = Plan(office_id=town.office_id, source_name="a.docx", digest="d", sent_at=town.now, read_at=town.now)
    session.add(plan)
    session.flush()
    numbers = range(1, min(tasks, FEW) + 1)
    fixed = {"office_id": town.office_id}
    given = [posts[number % OFFICIALS] for number in range(tasks + 1)]
    put_rows(session, Task, (_task(number, plan.id, given[number].id) | fixed for number in numbers))
    put_rows(session, Occurrence, (_occurrence(number, town.now.date()) | fixed for number in numbers))
    letters = (_letter(number, given[number].person_id, town) | fixed for number in numbers)
    put_rows(session, Letter, letters)
    lines = ((number, back, given[number].person_id) for number in numbers for back in range(1, HISTORY + 1))
    put_rows(session, Nudge, (_nudge(*line, town) | fixed for line in lines))
    of_task = {"task_id": "task_id + {by}"}
    of_letter = {"subject_id": f"subject_id + {{by}} / {HISTORY}", "letter_id": f"letter_id + {{by}} / {HISTORY}"}
    with with_room(session):
        multiply(session, Task, len(numbers), tasks, position="position + {by}")
        multiply(session, Occurrence, len(numbers), tasks, **of_task)
        multiply(session, Letter, len(numbers), tasks, key="'old:' || (id + {by})")
        multiply(session, Nudge, len(numbers) * HISTORY, tasks * HISTORY, **of_letter)
    for table in (Task, Occurrence, Letter):
        go_on_from(session, table, tasks + 1)
    go_on_from(session, Nudge, tasks * HISTORY + 1)


def _task(number: int, plan: int, post: int) -> dict[str, Any]:
    content = f"Tổng hợp số liệu chuyên đề {number}, báo cáo Ủy ban nhân dân xã"
    return {"id": number, "plan_id": plan, "position": number, "content": content, "post_id": post}


def _occurrence(number: int, today: date) -> dict[str, Any]:
    due = today + (10 + number % 200) * DAY
    moment = FRIDAY + (1 + number % 190) * DAY
    days = {"starts": due, "printed": due, "due": due, "original": due}
    return {"id": number, "task_id": number, "key": str(due), "next_at": moment, **days}


def _letter(number: int, person: int | None, town: Town) -> dict[str, Any]:
    sent = town.now - (1 + number % 700) * DAY
    fields = {"next_at": sent, "created_at": sent, "sent_at": sent, "state": LetterState.SENT, "priority": 2}
    route = {"sent_channel": "line", "sent_address": f"Cán bộ {number % OFFICIALS}"}
    return {"id": number, "person_id": person, "key": f"old:{number}", "text": "Nhắc việc", **fields, **route}


def _nudge(number: int, back: int, person: int | None, town: Town) -> dict[str, Any]:
    day = town.now.date() - back * DAY
    about = {
        "id": (number - 1) * HISTORY + back,
        "person_id": person,
        "subject": "occurrence",
        "subject_id": number,
        "letter_id": number,
    }
    return {**about, "day": day, "rung": -back, "audience": "holder", "made_at": town.now - back * DAY, "open": False}


def put_rows(session: Session, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    """In chunks, or a hundred thousand of them would stand in memory."""
    while chunk := list(islice(rows, CHUNK)):
        session.execute(insert(table), chunk)


@contextmanager
def on_sqlite(folder: Path) -> Iterator[list[Store]]:
    with ExitStack() as stack:
        urls = [f"sqlite:///{folder}/{size}.db" for size in (FEW, MANY)]
        for url in urls:
            migrate(url)
        yield [stack.enter_context(opened(url)) for url in urls]


@contextmanager
def on_postgresql(_folder: Path) -> Iterator[list[Store]]:
    with ExitStack() as stack:
        server = stack.enter_context(running_postgresql())
        migrate(server.empty)
        yield [stack.enter_context(opened(url)) for url in (server.migrated, server.empty)]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=60, help="idle ticks of each store")
    rounds = options.parse_args().rounds
    held = []
    for name, databases in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        with tempfile.TemporaryDirectory(prefix="dondoc-ticks-") as place, databases(Path(place)) as stores:
            few, many = (settled_town(store, Path(place), size) for store, size in zip(stores, SIZES, strict=True))
            held.append(measure(name, few, many, rounds))
    print(f"an idle tick grows by no more than {IDLE_BAR}: {'yes' if all(held) else 'NO'}")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())

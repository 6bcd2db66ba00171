"""(e) Letters out by 1, 2, 4 processes on one PostgreSQL, beside as many of Procrastinate doing the same sends."""

import asyncio
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from bench.house import new_town
from bench.outbound import write_letters
from bench.processes import Server, arrived, ask, running, serving
from bench.queued import app_for
from bench.rounds import Bar, Row, Table, interleaved, medians
from storage.store import Store
from tests.databases import run, running_postgresql

COUNTS = (1, 2, 4)
OURS, PEER = "Đôn Đốc, {} processes", "Procrastinate, {} workers"
Process = subprocess.Popen[str]


@dataclass(frozen=True)
class Place:
    double: Server
    store: Store
    queue: str
    people: Sequence[int]


def replicas(folder: Path, *, rounds: int, size: int) -> list[Table]:
    with running_postgresql(conf="") as server, serving("bench.double") as double, ExitStack() as stack:
        run(server.migrated, "CREATE DATABASE queue")
        queue = server.migrated.replace("postgresql+psycopg:", "postgresql:").replace("/migrated", "/queue")
        people = new_town(server.migrated, size)
        store = Store(server.migrated)
        stack.callback(store.close)
        place = Place(double, store, queue, people)
        asyncio.run(_prepare_queue(place))
        ours = [
            stack.enter_context(_worker("bench.sender", double.url, str(folder), server.migrated))
            for _ in range(max(COUNTS))
        ]
        theirs = [stack.enter_context(_worker("bench.queued", double.url, queue)) for _ in range(max(COUNTS))]
        turns: dict[str, Callable[[int], float]] = {}
        for count in COUNTS:
            turns[OURS.format(count)] = partial(_delivered, place, ours[:count], f"{count}")
            turns[PEER.format(count)] = partial(_executed, place, theirs[:count])
        measured = interleaved(rounds, turns)
    rates = medians(measured, lambda rate: rate)
    rows = [Row(name, f"{rate:,.0f}", _ratio(rates, name)) for name, rate in rates.items()]
    bars = [
        Bar(f"with {count}, ours is no slower", rates[OURS.format(count)] >= rates[PEER.format(count)])
        for count in COUNTS
    ]
    note = (
        f"{size:,} letters in each of {rounds} rounds, PostgreSQL with every commit on disk; the ratio is to as many "
        "workers of Procrastinate."
    )
    return [Table("(e) Replicas", "letters a second", rows, bars, note)]


def _ratio(rates: dict[str, float], name: str) -> float | None:
    peer = name.replace("Đôn Đốc", "Procrastinate").replace("processes", "workers")
    return None if peer == name else rates[name] / rates[peer]


async def _prepare_queue(place: Place) -> None:
    app = app_for(place.queue, "", None)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()


@contextmanager
def _worker(*words: str) -> Iterator[Process]:
    """Once it is ready."""
    with running("-m", *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert _heard(process) == "ready"
        yield process


def _heard(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _delivered(place: Place, workers: Sequence[Process], name: str, number: int) -> float:
    with place.store.transaction() as session:
        write_letters(session, place.people, f"{name}:{number}")
    return _rate(place, workers)


def _executed(place: Place, workers: Sequence[Process], _number: int) -> float:
    asyncio.run(_queue(place))
    return _rate(place, workers)


async def _queue(place: Place) -> None:
    app = app_for(place.queue, "", None)
    async with app.open_async():
        await app.tasks["send"].batch_defer_async(*({"person": one} for one in place.people))


def _rate(place: Place, workers: Sequence[Process]) -> float:
    ask(place.double, "anew")
    begun = monotonic()
    for process in workers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    last = arrived(place.double, len(place.people))
    for process in workers:
        assert _heard(process) == "done"
    return len(place.people) / (last - begun)

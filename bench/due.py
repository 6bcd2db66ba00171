"""(c) What time costs: ticks with nothing and with 1,000 rows due, beside APScheduler with one job per reminder."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, process_time

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bench.citizens import put_citizens
from bench.rounds import Bar, Row, Table, interleaved, medians
from bench.stores import DATABASES
from bench.ticks import DUE, LOOP, PARTS, put_rows, settled_town, tick, tick_with_due_rows
from bot.upkeep.memory import keep_loaded
from storage.letters import NEWS, Letter
from storage.outbox import claim_letters
from tests.talks import Town

FLAT, CLAIM_MS, STALL_MS = 1.5, 20, 50
BEAT = 0.002  # seconds between two beats of the loop's heart
WAITING = 10_000  # reminders that wait in APScheduler meanwhile


def due(folder: Path, *, rounds: int, tasks: Sequence[int]) -> list[Table]:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    idle, busy, bars = list[Row](), list[Row](), list[Bar]()
    own_stall = 0.0
    for name in DATABASES:
        with _towns(name, folder, tasks) as towns:
            ticks = _idle_ticks(towns, 10 * rounds)
            first = ticks[tasks[0]]
            idle += [Row(f"{name}, {size:,} open tasks", f"{ms:.1f}", ms / first) for size, ms in ticks.items()]
            claims = list[float]()
            for size, town in towns.items():
                row, stall = _busy(f"{name}, {size:,} open tasks: {DUE:,} due", town)
                own_stall = max(own_stall, stall.own)
                claims.append(_claim_ms(town, rounds))
                busy += [row, Row(f"{name}, {size:,} open tasks: {DUE:,} letters claimed", f"{claims[-1]:,.0f}")]
        flat = max(ticks.values()) / first <= FLAT
        alone = "as one size alone was measured" if len(tasks) == 1 else ""
        bars.append(Bar(f"{name}: an idle tick grows by no more than {FLAT}", flat, alone))
        bars.append(Bar(f"{name}: {DUE:,} due letters claimed in at most {CLAIM_MS} ms", max(claims) <= CLAIM_MS))
    stalls = [Bar(f"our own work never holds up the loop for over {STALL_MS} ms", own_stall * 1000 <= STALL_MS)]
    return [
        Table("(c) Idle tick", "ms", idle, bars),
        Table(f"(c) {DUE:,} due", "ms", busy, stalls),
        *_apscheduler(folder, rounds),
    ]


@contextmanager
def _towns(name: str, folder: Path, tasks: Sequence[int]) -> Iterator[dict[int, Town]]:
    """By how many open tasks each has."""
    with ExitStack() as stack:
        towns = dict[int, Town]()
        for size in tasks:
            place = folder / f"{name}-{size}"
            place.mkdir()
            towns[size] = settled_town(stack.enter_context(DATABASES[name](place)), place, size)
        keep_loaded()  # as `dondoc serve` does
        yield towns


def _idle_ticks(towns: Mapping[int, Town], rounds: int) -> dict[int, float]:
    """Medians in ms; the towns have their ticks in turn, so that what else the machine does meets all of them."""
    taken = {size: list[float]() for size in towns}
    for _ in range(rounds):
        for size, town in towns.items():
            taken[size].append(tick(town) * 1000)
    return {size: median(found) for size, found in taken.items()}


@dataclass(frozen=True)
class Stall:
    """Seconds by which a beat came late, and for how many this process worked meanwhile: the rest was others' turn."""

    late: float
    own: float


def _busy(name: str, town: Town) -> tuple[Row, Stall]:
    stalls: list[Stall] = []
    taken = sum(tick_with_due_rows(town, part, partial(_watched_tick, stalls)) for part in range(PARTS))
    without = LOOP.run(_longest_stall(partial(asyncio.sleep, 1)))
    worst = Stall(max(one.late for one in stalls), max(one.own for one in stalls))
    own = f"{worst.own * 1000:.0f} ms of our own work between two beats of the loop"
    held = f"longest stall {worst.late * 1000:.0f} ms, of a loop without any work {without.late * 1000:.0f} ms; {own}"
    return Row(f"{name} ({held})", f"{taken * 1000:,.0f}"), worst


def _watched_tick(stalls: list[Stall], town: Town) -> float:
    begun = perf_counter()
    stalls.append(LOOP.run(_longest_stall(town.app.tick)))
    return perf_counter() - begun


async def _longest_stall(work: Callable[[], Awaitable[None]]) -> Stall:
    """Of the loop while the work was done."""
    late, own = 0.0, 0.0

    async def beat() -> None:
        nonlocal late, own
        while True:
            before, used = monotonic(), process_time()
            await asyncio.sleep(BEAT)
            late, own = max(late, monotonic() - before - BEAT), max(own, process_time() - used)

    heart = asyncio.create_task(beat())
    await asyncio.sleep(10 * BEAT)
    await work()
    await asyncio.sleep(10 * BEAT)  # so that a last late beat is seen
    heart.cancel()
    return Stall(late, own)


def _claim_ms(town: Town, rounds: int) -> float:
    """Of processor time, for as many letters to as many people in one claim that is taken back."""
    with town.store.transaction() as session:
        people = put_citizens(session, town.office_id, DUE, town.now, "line")
        fixed = {"office_id": town.office_id, "priority": NEWS, "next_at": town.now, "created_at": town.now}
        put_rows(session, Letter, ({"person_id": one, "key": f"c:{one}", "text": "Nhắc"} | fixed for one in people))
    taken = []
    for _ in range(rounds):
        with town.store.transaction() as session:
            begun = process_time()
            assert len(claim_letters(session, town.now, DUE)) == DUE
            taken.append((process_time() - begun) * 1000)
            session.rollback()
    return median(taken)


def _apscheduler(folder: Path, rounds: int) -> list[Table]:
    stores = {
        "APScheduler, jobs in memory": lambda _: _fired(MemoryJobStore()),
        "APScheduler, jobs in SQLite": lambda number: _fired(SQLAlchemyJobStore(f"sqlite:///{folder}/aps{number}.db")),
    }
    measured = interleaved(max(1, rounds // 3), stores)
    added, fired = medians(measured, lambda one: one[0]), medians(measured, lambda one: one[1])
    stalls = medians(measured, lambda one: one[2])
    note = f"{WAITING:,} reminders that wait, one job each, and {DUE:,} that are due in one moment."
    rows = [
        row
        for name in stores
        for row in (
            Row(f"{name}: each reminder added", f"{added[name] * 1000 / (WAITING + DUE):.2f}"),
            Row(f"{name}: {DUE:,} due (longest stall {stalls[name] * 1000:.0f} ms)", f"{fired[name] * 1000:,.0f}"),
        )
    ]
    return [Table("(c) The same by APScheduler with one job per reminder", "ms", rows, notes=note)]


def _fired(store: MemoryJobStore | SQLAlchemyJobStore) -> tuple[float, float, float]:
    return LOOP.run(_fire(store))


async def _fire(store: MemoryJobStore | SQLAlchemyJobStore) -> tuple[float, float, float]:
    """Seconds to add them all, to fire those that are due, and the longest stall meanwhile."""
    _firing.begin()
    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": store})
    scheduler.start(paused=True)
    begun = perf_counter()
    later = datetime.now(UTC) + timedelta(days=1)
    for number in range(WAITING + DUE):
        at = later if number < WAITING else later - timedelta(days=2)
        scheduler.add_job(_note, "date", run_date=at, args=(number,), misfire_grace_time=None)
    added, begun = perf_counter() - begun, perf_counter()

    async def fire() -> None:
        scheduler.resume()
        await _firing.done.wait()

    stall = (await _longest_stall(fire)).late
    taken = perf_counter() - begun
    scheduler.shutdown(wait=False)
    return added, taken, stall


@dataclass
class _Firing:
    """Jobs are named by where they stand, so what they do must be found there too."""

    left: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self) -> None:
        self.left, self.done = DUE, asyncio.Event()


_firing = _Firing()


async def _note(_number: int) -> None:
    _firing.left -= 1
    if not _firing.left:
        _firing.done.set()

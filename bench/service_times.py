"""What one piece of work costs: processor time of ours and of the database, bytes kept. Other work on the machine
does not count, as it would by the clock on the wall."""

import asyncio
import os
import time
from collections.abc import Coroutine, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import func, select

from bench.citizens import sayings
from bench.stores import DATABASES
from bench.ticks import make_due, settled_town
from bot.talk import Incoming
from storage.backups import write_backup
from storage.inbox import Seen
from storage.letters import Letter
from storage.store import Store
from tests.talks import LAMP, Town, answered

TICKS = os.sysconf("SC_CLK_TCK")
WARM = 30  # messages before it is measured, as the first ones load what later ones use
KEY = "of a bench, and of nothing else at all"


@dataclass(frozen=True)
class Cost:
    """Seconds of a processor: in our process, in the database's."""

    ours: float
    database: float

    def __truediv__(self, count: float) -> "Cost":
        return Cost(self.ours / count, self.database / count)


@dataclass(frozen=True)
class Costs:
    """`update`: one message of a citizen taken in and answered · `line`: one line of a morning's digest ·
    `updates`, `letters`: of a case from its first word to its rating · `row_bytes`: of the database for a message."""

    update: Cost
    line: Cost
    updates: int
    letters: int
    row_bytes: float
    copy_seconds: float
    copy_bytes: int


def measured(database: str, folder: Path, size: int) -> Costs:
    with DATABASES[database](folder) as store:
        town = settled_town(store, folder, 1_000)
        town.seat("Chị Lan", "Bà Thư", "Ông Lãnh", "Ông Trưởng")
        return asyncio.run(_measured(town, folder, size))


async def _measured(town: Town, folder: Path, size: int) -> Costs:
    store = town.store
    updates, letters = await _life(town)
    texts = dict(zip((f"người {number}" for number in range(size + WARM)), sayings(size + WARM), strict=True))
    for who in texts:
        town.agree(who)
    first, rest = dict(islice(texts.items(), WARM)), dict(islice(texts.items(), WARM, None))
    await _taken(town, first)
    before = _bytes(store)
    update = await _costing(store, _taken(town, rest)) / size
    row_bytes = (_bytes(store) - before) / size
    make_due(town, 1_000)
    line = await _costing(store, town.app.tick()) / 1_000
    began = time.process_time()
    write_backup(store, town.shop.shelf, folder / "copy", KEY, town.now)
    spent = time.process_time() - began
    return Costs(update, line, updates, letters, row_bytes, spent, (folder / "copy").stat().st_size)


async def _costing(store: Store, work: Coroutine[Any, Any, None]) -> Cost:
    ours, database = time.process_time(), _database_seconds(store)
    await work
    return Cost(time.process_time() - ours, _database_seconds(store) - database)


async def _taken(town: Town, texts: Mapping[str, str]) -> None:
    for who, words in texts.items():
        await town.hear(Incoming("line", f"first-{who}", who, who, words))


async def _life(town: Town) -> tuple[int, int]:
    """Updates and letters of a case that goes its usual way."""
    before = _counted(town)
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.tap("bà Sáu", "5")
    after = _counted(town)
    return after[0] - before[0], after[1] - before[1]


def _counted(town: Town) -> tuple[int, int]:
    with town.store.transaction() as session:
        updates, letters = (session.exec(select(func.count()).select_from(table)).one() for table in (Seen, Letter))
    return updates, letters


def _database_seconds(store: Store) -> float:
    """Of all processes of the server; SQLite works in ours."""
    if store.engine.dialect.name == "sqlite":
        return 0.0
    with store.engine.connect() as connection:
        folder = str(connection.execute(text("SHOW data_directory")).scalar())
    return sum(_seconds_of(process) for process in _processes_in(Path(folder).resolve()))


def _processes_in(folder: Path) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder:
                yield process
        except OSError:  # it has just ended
            continue


def _seconds_of(process: Path) -> float:
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _bytes(store: Store) -> int:
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar() or 0)
        pages, size = (connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("page_count", "page_size"))
        return int(pages or 0) * int(size or 0)

"""`python -m bench.scale`: the whole country, by simulation over measured costs; prints the tables of docs/scale.md."""

import argparse
import heapq
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bench.service_times import Costs, measured

COMMUNES, OFFICIALS, CASES_A_YEAR, PROVINCES = 3_321, 200_000, 10_000_000, 34
WORKDAYS = 250
FLOOD = 100
# Assumed, as nobody has measured them: what an official says to the bot on a worked day, lines of a morning's digest.
SAID_A_DAY, LINES_A_DAY = 3, 2
# The share of a day's messages that comes in each hour, from 6 o'clock on; assumed.
DAY = (2, 6, 12, 13, 11, 8, 4, 8, 9, 8, 7, 4, 3, 3, 1, 1)
TOKEN_A_SECOND = 30  # letters that Telegram takes of one bot
PERSONS = 1.5  # minutes of a clerk where the sorter is not sure, of which there are so many
UNSURE = 0.2
HANDLING = 20.0  # minutes of an official for a case, the work outside not counted; assumed


@dataclass(frozen=True)
class Installation:
    """`cores`: of processes of ours (one each) and of the database; none: it works in ours."""

    name: str
    database: str
    communes: int
    processes: int
    database_cores: int


@dataclass(frozen=True)
class Load:
    """`a_day`: updates; `morning`: lines of digests."""

    a_day: float
    morning: float
    letters: float


INSTALLATIONS = (
    Installation("a commune, SQLite, 1 process", "SQLite", 1, 1, 0),
    Installation("a province, PostgreSQL, 2 processes", "PostgreSQL", COMMUNES // PROVINCES, 2, 2),
    Installation("a province twice the mean, 4 processes", "PostgreSQL", 2 * COMMUNES // PROVINCES, 4, 2),
    Installation("the country in one, 16 processes", "PostgreSQL", COMMUNES, 16, 16),
    Installation("the country in one, 64 processes", "PostgreSQL", COMMUNES, 64, 16),
)


def load_of(one: Installation, costs: Costs, flood: int) -> Load:
    share = one.communes / COMMUNES
    cases = CASES_A_YEAR / WORKDAYS * flood * share
    officials = OFFICIALS * share
    updates = cases * costs.updates + officials * SAID_A_DAY
    return Load(updates, officials * LINES_A_DAY, cases * costs.letters + officials * (SAID_A_DAY + 1))


@dataclass(frozen=True)
class Outcome:
    """Shares of the busiest hour in which processors work; seconds from the update to its answer's leaving."""

    ours: float
    database: float
    middle: float
    worst: float


def simulated(one: Installation, costs: Costs, load: Load, minutes: int, seed: int) -> Outcome:
    """The busiest hour: updates at random moments, each through one of our processes, then through the database."""
    dice, seconds = random.Random(seed), minutes * 60
    rate = load.a_day * max(DAY) / sum(DAY) / 3600
    free, database = [0.0] * one.processes, [0.0] * one.database_cores
    waits = []
    for at in _arrivals(dice, rate, seconds):
        done = _served(free, at, _drawn(dice, costs.update.ours))
        if database:
            done = _served(database, done, _drawn(dice, costs.update.database))
        waits.append(done - at)
    cuts = quantiles(waits, n=100) if len(waits) > 1 else [0.0] * 99
    busy = rate * costs.update.ours / one.processes
    return Outcome(busy, rate * costs.update.database / max(1, one.database_cores), cuts[49], cuts[98])


def _arrivals(dice: random.Random, rate: float, seconds: float) -> Iterator[float]:
    at = dice.expovariate(rate)
    while at < seconds:
        yield at
        at += dice.expovariate(rate)


def _served(free: list[float], at: float, needs: float) -> float:
    """When it is done by the server that is free first."""
    done = max(at, heapq.heappop(free)) + needs
    heapq.heappush(free, done)
    return done


def _drawn(dice: random.Random, mean: float) -> float:
    """Half of it always, the rest as it comes: some messages have long answers."""
    return mean / 2 + dice.expovariate(2 / mean)


def shown(costs: dict[str, Costs], minutes: int) -> Iterator[str]:
    yield from _cost_lines(costs)
    for title, flood in (("A usual day", 1), (f"A flood day, ×{FLOOD}", FLOOD)):
        yield f"\n### {title}\n"
        yield "| installation | updates a day | busiest hour, a second | ours busy | database busy | p50 | p99 |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        for number, one in enumerate(INSTALLATIONS):
            known = costs[one.database]
            load = load_of(one, known, flood)
            found = simulated(one, known, load, minutes, number)
            rate = load.a_day * max(DAY) / sum(DAY) / 3600
            figures = (f"{load.a_day:,.0f}", f"{rate:,.2f}", _share(found.ours), _share(found.database))
            yield f"| {one.name} | {' | '.join(figures)} | {_time(found.middle)} | {_time(found.worst)} |"
    yield from _morning_lines(costs)
    yield from _people_lines()
    yield from _room_lines(costs)


def _cost_lines(costs: dict[str, Costs]) -> Iterator[str]:
    yield "### What one piece of work costs (measured)\n"
    yield "| | " + " | ".join(costs) + " |"
    yield "| --- |" + " ---: |" * len(costs)
    rows = {
        "a message taken in and answered: ours": [f"{one.update.ours * 1e3:.1f} ms" for one in costs.values()],
        "the same: the database": [f"{one.update.database * 1e3:.1f} ms" for one in costs.values()],
        "a line of a digest: ours": [f"{one.line.ours * 1e3:.1f} ms" for one in costs.values()],
        "the same of a line: the database": [f"{one.line.database * 1e3:.1f} ms" for one in costs.values()],
        "kept for a message": [f"{one.row_bytes / 1e3:.1f} kB" for one in costs.values()],
        "updates, letters of a case": [f"{one.updates}, {one.letters}" for one in costs.values()],
        "a copy of it all": [f"{one.copy_bytes / 1e6:.1f} MB, {one.copy_seconds:.1f} s" for one in costs.values()],
    }
    for name, figures in rows.items():
        yield f"| {name} | {' | '.join(figures)} |"


def _morning_lines(costs: dict[str, Costs]) -> Iterator[str]:
    yield "\n### The morning's round: every official's digest at one moment\n"
    yield "| installation | digests | lines | to write them | to send them, a bot for each commune | one bot for all |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for one in INSTALLATIONS:
        officials = OFFICIALS * one.communes / COMMUNES
        line = costs[one.database].line
        write = officials * LINES_A_DAY * max(line.ours / one.processes, line.database / max(1, one.database_cores))
        each, all_ = officials / one.communes / TOKEN_A_SECOND, officials / TOKEN_A_SECOND
        figures = (f"{officials:,.0f}", f"{officials * LINES_A_DAY:,.0f}", *map(_time, (write, each, all_)))
        yield f"| {one.name} | {' | '.join(figures)} |"


def _people_lines() -> Iterator[str]:
    yield "\n### People: hours of work that a day's cases of one commune take\n"
    yield "| | cases | of the clerk, where the sorter is not sure | of officials |"
    yield "| --- | ---: | ---: | ---: |"
    for title, flood in (("a usual day", 1), (f"a flood day, ×{FLOOD}", FLOOD)):
        cases = CASES_A_YEAR / WORKDAYS / COMMUNES * flood
        clerk, rest = cases * UNSURE * PERSONS / 60, cases * HANDLING / 60
        yield f"| {title} | {cases:,.0f} | {clerk:,.1f} h | {rest:,.1f} h, of {OFFICIALS / COMMUNES:.0f} officials |"


def _room_lines(costs: dict[str, Costs]) -> Iterator[str]:
    yield "\n### Room: the database after a year\n"
    for name, communes, database in (("a commune", 1, "SQLite"), ("a province", COMMUNES // PROVINCES, "PostgreSQL")):
        known = costs[database]
        updates = (CASES_A_YEAR * known.updates + OFFICIALS * SAID_A_DAY * WORKDAYS) * communes / COMMUNES
        yield f"* {name}: {updates * known.row_bytes / 1e9:,.2f} GB, photos not counted"


def _share(value: float) -> str:
    return f"**{value:.0%}**" if value >= 1 else f"{value:.1%}"


def _time(seconds: float) -> str:
    if seconds >= 120:
        return f"{seconds / 60:,.0f} min"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1e3:.0f} ms"


def main(given: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    options.add_argument("--size", type=int, default=300, help="messages to measure")
    options.add_argument("--minutes", type=int, default=10, help="of the busiest hour to simulate")
    how = options.parse_args(given)
    costs = {}
    for database in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="dondoc-scale-") as folder:
            costs[database] = measured(database, Path(folder), how.size)
    print("\n".join(shown(costs, how.minutes)))


if __name__ == "__main__":
    main()

"""(d) `dondoc serve` with a large office's year, from nothing to the first answer, beside echo bots."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import load
from bench.citizens import put_citizens, sayings
from bench.house import database_in, environment
from bench.processes import Server, arrived, ask, free_port, running, serving
from bench.rounds import Bar, Table, compared, interleaved, medians
from bench.status import fill
from bot.app import utc_now
from storage.store import Store
from tests.talks import Town

OURS, PTB, AIOGRAM = "Đôn Đốc, `dondoc serve`", "python-telegram-bot, echo", "aiogram, echo"
MOST_SECONDS, MOST_MEGABYTES = 2.0, 150
AFTERWARDS = 100  # messages, after which the memory is looked at again


@dataclass(frozen=True)
class Turn:
    """`seconds` to the first answer, `cpu` of the bot's until then; megabytes then, and some messages `later`."""

    seconds: float
    cpu: float
    memory: float
    later: float


def start(folder: Path, *, rounds: int) -> list[Table]:
    first = _year(folder, rounds)
    texts = sayings(AFTERWARDS + 1)
    with serving("bench.double") as double:

        def turn(name: str, number: int) -> Turn:
            ask(double, "anew")
            begun = time.monotonic()
            with _starting(name, double, folder) as server:
                return _turn(double, server, begun, first + number * len(texts), texts)

        measured = interleaved(rounds, {name: partial(turn, name) for name in (OURS, AIOGRAM, PTB)})
    seconds, cpu = medians(measured, lambda one: one.seconds), medians(measured, lambda one: one.cpu)
    memory, later = medians(measured, lambda one: one.memory), medians(measured, lambda one: one.later)
    note = (
        "An office with 20,000 tasks (45,000 due dates) and 20,000 cases in SQLite; the first update is a citizen's "
        f"report, posted again and again until somebody listens. {rounds} starts of each."
    )
    quick = Bar(f"the first answer within {MOST_SECONDS:.0f} s", seconds[OURS] <= MOST_SECONDS)
    small = Bar(f"at most {MOST_MEGABYTES} MB", max(memory[OURS], later[OURS]) <= MOST_MEGABYTES)
    return [
        Table("(d) Start to the first answer", "seconds", compared(seconds, AIOGRAM, "{:.2f}"), [quick], note),
        Table("(d) Start: processor time until then", "seconds", compared(cpu, AIOGRAM, "{:.2f}")),
        Table("(d) Memory at the first answer", "MB", compared(memory, AIOGRAM), [small]),
        Table(f"(d) Memory {AFTERWARDS} messages later", "MB", compared(later, AIOGRAM)),
    ]


def _year(folder: Path, rounds: int) -> int:
    """The office and its year; the number of the first of those who will write."""
    store = Store(database_in(folder))
    store.migrate()
    town = Town(store, folder)
    fill(town)
    with store.transaction() as session:
        numbers = put_citizens(session, town.office_id, rounds * (AFTERWARDS + 1), utc_now())
    store.close()
    return numbers[0]


@contextmanager
def _starting(name: str, double: Server, folder: Path) -> Iterator[Server]:
    """The process, which does not listen yet."""
    port = free_port()
    words = {
        OURS: ("-m", "bot", "serve"),
        AIOGRAM: ("-m", "bench.echo_aiogram", str(port), double.url),
        PTB: ("-m", "bench.echo_ptb", str(port), double.url),
    }
    with running(*words[name], env=environment(folder, double.url, port)) as process:
        yield Server(process, port)


def _turn(double: Server, server: Server, begun: float, first: int, texts: list[str]) -> Turn:
    asyncio.run(_say_first(server, load.request(first, texts[0], server.port)))
    seconds = arrived(double, 1, pause=0.002) - begun
    cpu, memory = server.cpu_seconds, server.megabytes
    asyncio.run(load.run(load.Job(server.port, first + 1, texts[1:], connections=8)))
    arrived(double, len(texts))
    return Turn(seconds, cpu, memory, server.megabytes)


async def _say_first(server: Server, request: bytes) -> None:
    while server.process.poll() is None:
        with suppress(OSError, asyncio.IncompleteReadError):
            if not await load.call(iter([request]), server.port):
                return
        await asyncio.sleep(0.01)
    raise RuntimeError("the process ended before it had answered")

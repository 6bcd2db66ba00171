"""(a) From the webhook to the answer at the platform: ours, sorted and stored, beside echo bots without any storage."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import load
from bench.citizens import sayings
from bench.house import database_in, new_town
from bench.processes import Server, arrived, ask, running, serving
from bench.rounds import Bar, Table, compared, interleaved, medians

OURS, PTB, AIOGRAM = "Đôn Đốc: sorted, stored, answered", "python-telegram-bot, echo", "aiogram, echo"
BAR, AIM = 0.5, 0.9


@dataclass(frozen=True)
class Turn:
    """`rate`: answers a second; `cpu`: milliseconds of the bot's own processor time for each."""

    rate: float
    cpu: float


def inbound(folder: Path, *, rounds: int, size: int, connections: int) -> list[Table]:
    """`size` updates by as many people in each round."""
    texts = sayings(size)
    first = new_town(database_in(folder), (rounds + 1) * size)[0]

    with _all_running(folder) as (double, caller, servers):

        def turn(name: str) -> Callable[[int], Turn]:
            def measured(number: int) -> Turn:
                job = load.Job(servers[name].port, first + number * size, texts, connections)
                return _answered(double, caller, servers[name], job)

            return measured

        turns = {name: turn(name) for name in servers}
        for one in turns.values():
            one(rounds)  # to warm up
        measured = interleaved(rounds, turns)
        memory = {name: server.megabytes for name, server in servers.items()}
    note = (
        f"{size:,} updates a round over {connections} connections, {rounds} rounds. Counted are answers that "
        "arrived at the platform. Ours sorts the words, registers the case in SQLite (each commit on "
        "disk) and delivers from its outbox; no official is linked there, so nobody else is written to. The echo bots "
        "keep nothing."
    )
    rates = medians(measured, lambda one: one.rate)
    ratio = rates[OURS] / rates[AIOGRAM]
    bars = [Bar(f"ours is at least {BAR} of aiogram's echo", ratio >= BAR), Bar(f"the aim: {AIM}", ratio >= AIM)]
    cpu = medians(measured, lambda one: one.cpu)
    return [
        Table("(a) Inbound", "answers a second", compared(rates, AIOGRAM), bars, note),
        Table("(a) Inbound: processor time", "ms an answer", compared(cpu, AIOGRAM, "{:.2f}")),
        Table("(a) Inbound: memory afterwards", "MB", compared(memory, AIOGRAM)),
    ]


Running = tuple[Server, "subprocess.Popen[str]", dict[str, Server]]


@contextmanager
def _all_running(folder: Path) -> Iterator[Running]:
    """The double, the caller, and the bots, held still."""
    ours = (str(folder), database_in(folder))
    with ExitStack() as stack:
        double = stack.enter_context(serving("bench.double"))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        caller = stack.enter_context(running("-m", "bench.load", **pipes))
        servers = {
            OURS: stack.enter_context(serving("bench.house", double.url, *ours)),
            AIOGRAM: stack.enter_context(serving("bench.echo_aiogram", double.url)),
            PTB: stack.enter_context(serving("bench.echo_ptb", double.url)),
        }
        for server in servers.values():
            server.pause()
        yield double, caller, servers


def _answered(double: Server, caller: "subprocess.Popen[str]", server: Server, job: load.Job) -> Turn:
    assert caller.stdin is not None
    assert caller.stdout is not None
    ask(double, "anew")
    used = server.cpu_seconds
    server.resume()
    caller.stdin.write(load.line_of(job))
    caller.stdin.flush()
    told: dict[str, Any] = json.loads(caller.stdout.readline())
    last = arrived(double, len(job.texts))
    server.pause()
    assert not told["refused"], f"{told['refused']} updates were refused"
    count = len(job.texts)
    return Turn(count / (last - told["begun"]), (server.cpu_seconds - used) * 1000 / count)

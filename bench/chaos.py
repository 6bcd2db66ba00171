"""Several `dondoc serve` on one PostgreSQL, killed and begun again by chance: what is lost, what comes twice.

`python -m bench.chaos --updates 10000 --letters 10000`; with --failover the primary is lost halfway, and its standby
takes over. Updates come by webhook as from Telegram: what was not confirmed comes again, to whichever process. Says
how far it is while it runs, and in the end what the bars say; the exit code is 1 where one was missed.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.citizens import put_citizens, sayings
from bench.cluster import Cluster, running_cluster
from bench.load import SECRET, call, request
from bench.processes import HERE, TOKEN, Server, ask, free_port, serving
from bench.ticks import put_rows
from bot.acts.founding import found
from bot.app import utc_now
from bot.settings.installation import database_url
from storage.letters import NEWS, Letter
from storage.offices import the_office
from storage.store import Store
from tests.databases import running_postgresql
from tests.talks import OFFICE

TELL_SECONDS = 10.0  # between two lines that say how far it is
PATIENCE = 300.0  # seconds without a new message after which what is missing counts as lost; a claim lasts 120
CALLERS = 8


@dataclass
class Replica:
    """A process; whoever kills it starts it again."""

    port: int
    env: dict[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                (sys.executable, "-m", "bot", "serve"), env=self.env, cwd=self.log.parent, stdout=log, stderr=log
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass
class Story:
    """What has happened so far."""

    kills: int = 0
    again: int = 0  # updates that had to come more than once
    died: int = 0  # processes that ended by themselves, which none should
    failover: float = 0.0
    confirmed: int = 0
    restarts: list[float] = field(default_factory=list)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="dondoc-chaos-") as name, serving("bench.remembering") as platform:
        folder = Path(name)
        with _database(failover=options.failover) as (url, cluster):
            updates, letters = _fill(url, options.updates, options.letters)
            replicas = [_replica(folder, url, platform, number) for number in range(options.replicas)]
            try:
                began = time.monotonic()
                story = asyncio.run(_live(replicas, platform, options, updates, cluster))
                return _tell(ask(platform, "all"), updates, letters, story, time.monotonic() - began)
            finally:
                for one in replicas:
                    one.kill()
                if options.keep_logs:
                    _keep_logs(replicas)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--every", type=float, default=10.0, help="seconds between two kills, in the mean")
    parser.add_argument("--failover", action="store_true", help="lose the primary halfway")
    parser.add_argument("--keep-logs", action="store_true")
    return parser.parse_args()


@contextmanager
def _database(*, failover: bool) -> Iterator[tuple[str, Cluster | None]]:
    """Its address as in .env; the cluster where there is one to lose."""
    if failover:
        with running_cluster() as cluster:
            yield cluster.url, cluster
        return
    with running_postgresql() as server:
        yield server.migrated.replace("postgresql+psycopg://", "postgresql://"), None


def _fill(url: str, updates: int, letters: int) -> tuple[list[int], list[str]]:
    """An office: who will write, each once, and the marks of the letters that wait for others."""
    store = Store(database_url(url, []))
    store.migrate()
    now = utc_now()
    with store.transaction() as session:
        if the_office(session) is None:
            found(session, OFFICE, now)
        office = the_office(session)
        assert office is not None
        people = put_citizens(session, office.id, updates + letters, now)
        marks = [f"LT-{number:06d}" for number in range(letters)]
        fixed = {"office_id": office.id, "priority": NEWS, "next_at": now, "created_at": now}
        rows = zip(people[updates:], marks, strict=True)
        put_rows(
            session, Letter, ({"person_id": one, "key": mark, "text": f"Tin {mark}"} | fixed for one, mark in rows)
        )
    store.close()
    return people[:updates], marks


def _replica(folder: Path, url: str, platform: Server, number: int) -> Replica:
    port = free_port()
    named = {
        "DATABASE": url,
        "DATA": str(folder),
        "SECRET": "of a bench, and of nothing else at all",
        "PORT": str(port),
        "LOG_LEVEL": "INFO",
        "PUBLIC_URL": "https://bench.invalid",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": platform.url,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_SECRET": SECRET,
    }
    env = {**os.environ, "PYTHONPATH": str(HERE), **{f"DONDOC_{name}": value for name, value in named.items()}}
    return Replica(port, env, folder / f"replica-{number}.log")


async def _live(
    replicas: Sequence[Replica],
    platform: Server,
    options: argparse.Namespace,
    people: Sequence[int],
    cluster: Cluster | None,
) -> Story:
    story = Story()
    for one in replicas:
        one.start()
    await asyncio.gather(*(_listens(one) for one in replicas))
    killing = asyncio.create_task(_kill(replicas, options.every, story))
    losing = asyncio.create_task(_lose(cluster, platform, options, story))
    telling = asyncio.create_task(_tell_how_far(platform, options, story))
    waiting = iter(list(zip(people, sayings(len(people)), strict=True)))
    await asyncio.gather(*(_call(waiting, replicas, story) for _ in range(CALLERS)))
    await _all_came(platform, people, options.letters)
    for task in (killing, losing, telling):
        task.cancel()
    await asyncio.gather(killing, losing, telling, return_exceptions=True)
    return story


async def _listens(replica: Replica) -> None:
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", replica.port)
            writer.close()
            return
        await asyncio.sleep(0.1)


async def _kill(replicas: Sequence[Replica], every: float, story: Story) -> None:
    """By chance one of them, at chance moments; a reverse proxy would see it gone and come back."""
    while True:
        await asyncio.sleep(random.uniform(0.2, 1.8) * every)
        one = random.choice(replicas)
        assert one.process is not None
        story.died += one.process.poll() is not None
        await asyncio.to_thread(one.kill)
        story.kills += 1
        began = time.monotonic()
        one.start()
        await _listens(one)
        story.restarts.append(time.monotonic() - began)


async def _lose(cluster: Cluster | None, platform: Server, options: argparse.Namespace, story: Story) -> None:
    """When half of all has come."""
    if cluster is None:
        return
    seen, half = 0, (options.updates + options.letters) / 2
    while seen < half:
        await asyncio.sleep(1)
        seen = len(await asyncio.to_thread(ask, platform, "all"))
    began = time.monotonic()
    await asyncio.to_thread(cluster.lose_primary)
    story.failover = time.monotonic() - began


async def _tell_how_far(platform: Server, options: argparse.Namespace, story: Story) -> None:
    began = time.monotonic()
    while True:
        await asyncio.sleep(TELL_SECONDS)
        came = await asyncio.to_thread(ask, platform, "all")
        letters = sum(key.startswith("LT-") for key in came)
        print(
            f"{time.monotonic() - began:5.0f} s: {story.confirmed} of {options.updates} updates confirmed, "
            f"{letters} of {options.letters} letters came, {story.kills} kills"
            + (f", standby in charge after {story.failover:.1f} s" if story.failover else ""),
            flush=True,
        )


async def _call(waiting: Iterator[tuple[int, str]], replicas: Sequence[Replica], story: Story) -> None:
    """Bring updates as Telegram does: one that is not confirmed comes again."""
    for number, text in waiting:
        while not await _is_confirmed(random.choice(replicas), number, text):
            story.again += 1
            await asyncio.sleep(0.2)
        story.confirmed += 1


async def _is_confirmed(replica: Replica, number: int, text: str) -> bool:
    with suppress(OSError, asyncio.IncompleteReadError):
        return await call(iter([request(number, text, replica.port)]), replica.port) == 0
    return False


async def _all_came(platform: Server, people: Sequence[int], letters: int) -> None:
    """Or nothing more comes."""
    known, since = -1, time.monotonic()
    while time.monotonic() - since < PATIENCE:
        seen = await asyncio.to_thread(ask, platform, "all")
        if not _missing(seen, people, [f"LT-{number:06d}" for number in range(letters)]):
            return
        if len(seen) != known:
            known, since = len(seen), time.monotonic()
        await asyncio.sleep(2)


def _missing(seen: dict[str, int], people: Sequence[int], letters: Sequence[str]) -> list[str]:
    answered = {int(key.partition(" ")[0]) for key in seen if not key.startswith("LT-")}
    return [mark for mark in letters if mark not in seen] + [str(one) for one in people if one not in answered]


def _tell(seen: dict[str, int], people: Sequence[int], letters: Sequence[str], story: Story, seconds: float) -> int:
    lost = _missing(seen, people, letters)
    twice = sum(count - 1 for count in seen.values())
    rows = {
        "updates": len(people),
        "letters": len(letters),
        "messages that came": sum(seen.values()),
        "kills": story.kills,
        "lost": len(lost),
        "came twice": twice,
        "updates brought again": story.again,
        "processes that ended by themselves": story.died,
        "seconds until the standby was in charge": f"{story.failover:.1f}" if story.failover else "-",
        "seconds to come back, at most": f"{max(story.restarts, default=0.0):.1f}",
        "seconds in all": round(seconds),
    }
    print("\n| chaos | |\n| --- | ---: |", *(f"| {name} | {value} |" for name, value in rows.items()), sep="\n")
    bars = {
        "lost 0": not lost,
        f"came twice at most as often as there were kills ({story.kills})": twice <= story.kills,
        "no process ended by itself": not story.died,
    }
    print("", *(f"{'kept' if is_kept else 'MISSED'}: {bar}" for bar, is_kept in bars.items()), sep="\n", flush=True)
    return 0 if all(bars.values()) else 1


def _keep_logs(replicas: Sequence[Replica]) -> None:
    for one in replicas:
        target = Path(tempfile.gettempdir()) / one.log.name
        target.write_bytes(one.log.read_bytes())
        print(f"log: {target}")


if __name__ == "__main__":
    sys.exit(main())

"""A process that is killed at a chosen step of a tick: it imports this file alone, so it asks for no test machinery."""

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from bot.app import App, Kit, open_shop
from bot.talk import Attachment, ChannelError, Parcel, Traits
from storage.store import Store
from tests.databases import KEYS, hurry
from tests.talks import SECRET, SORTER

TRAITS = Traits("Thử")


@dataclass(frozen=True)
class Place:
    """Where an office lives: its database, a folder of its own, its number."""

    file: Path
    folder: Path
    office: int

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    @property
    def handed_over(self) -> Path:
        return self.folder / "handed over"

    def renew(self, other: "Place") -> None:
        """Begin again as a copy of another."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copyfile(other.file, self.file)


@dataclass
class Steps:
    """Counts what a tick does to the world outside its process, which is killed at the `last` one."""

    last: int
    count: int = 0

    def take(self, *_given: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Post:
    """A platform that remembers in a file what it was given, whatever becomes of who gave it."""

    file: Path
    crossed: Callable[[], object] = bool
    name: str = "line"
    traits: Traits = TRAITS

    async def send(self, address: str, parcel: Parcel) -> str:
        self.crossed()
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([address, parcel.key, parcel.text]) + "\n")
        self.crossed()
        return ""

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        raise ChannelError("nothing to fetch", permanent=True)

    def given(self) -> list[tuple[str, str, str]]:
        """(address, key, text) in order."""
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        return [(address, key, text) for address, key, text in map(json.loads, lines)]


def tick_until_killed(place: Place, now: datetime, last: int) -> None:
    """One tick, killed at its `last` question, change, commit or handing over; whole where it has fewer."""
    steps = Steps(last)
    store = hurry(Store(place.url, KEYS))
    for moment in ("before_cursor_execute", "commit"):
        event.listen(store.engine, moment, steps.take, named=False)
    asyncio.run(tick(store, place, now, steps.take))
    store.close()


async def tick(store: Store, place: Place, now: datetime, crossed: Callable[[], object] = bool) -> None:
    post = Post(place.handed_over, crossed)
    shop = open_shop(store, place.folder, {post.name: post}, Kit(SORTER, SECRET))
    await App(shop, lambda: now).tick()

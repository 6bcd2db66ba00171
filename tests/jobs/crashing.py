"""A process that is killed at a chosen step of a tick: it imports this file alone, so it asks for no test machinery."""

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.app import App, Kit, open_shop
from bot.talk import Attachment, ChannelError, Parcel, Reply, Traits
from storage.people import office_posts
from storage.store import Store
from tests.databases import Reused, migrate
from tests.talks import SECRET, SORTER, ZONE, Town, adopt

TRAITS = Traits("Thử")
MORNING = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)  # thứ Tư
SECOND = timedelta(seconds=1)
TOLD = {"Bà Thư": "Tin cho văn thư", "Chị Lan": "Nạo vét kênh", "Anh Văn": "Rà soát hộ nghèo"}


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


async def until_the_morning(town: Town) -> None:
    town.seat(*TOLD)
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|26/11/2026", "Rà soát hộ nghèo|VH-XH|25/11/2026")
    await town.until(MORNING - SECOND)
    with town.store.transaction() as session:
        day = town.shop.day(session, town.office_id, town.now)
        (clerk,) = [post.person_id for post in office_posts(session, town.office_id) if post.holder_name == "Bà Thư"]
        assert clerk
        day.tell(clerk, "news", Reply(TOLD["Bà Thư"]), "tin", at=MORNING)


@cache
def seasoned() -> Reused:
    """A store that has seen the morning: who is forked after that need not compile its statements once more."""
    store = Reused()
    with TemporaryDirectory() as name:
        template, place = Path(name) / "migrated.db", Place(Path(name) / "dondoc.db", Path(name), 1)
        migrate(f"sqlite:///{template}")
        with store.lent(template, place.file):
            asyncio.run(until_the_morning(Town(store, place.folder)))
            asyncio.run(tick(store, place, MORNING))
    return store


def tick_until_killed(place: Place, last: int) -> None:
    """One tick, killed at its `last` question, change, commit or handing over; whole where it has fewer."""
    steps = Steps(last)
    with seasoned().on(place.file) as store:
        for moment in ("before_cursor_execute", "commit"):
            event.listen(store.engine, moment, steps.take, named=False)
        asyncio.run(tick(store, place, MORNING, steps.take))


async def tick(store: Store, place: Place, now: datetime, crossed: Callable[[], object] = bool) -> None:
    post = Post(place.handed_over, crossed)
    shop = open_shop(store, place.folder, {post.name: post}, Kit(SORTER, SECRET))
    await App(shop, lambda: now).tick()

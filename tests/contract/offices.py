"""An office that is being served on one channel, as `dondoc serve` does it; its clock can be moved."""

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from sqlmodel import select

from bot.acts.founding import found
from bot.acts.inviting import write_invite
from bot.acts.paying import set_paying
from bot.app import utc_now
from bot.channels.zalo_oa.oauth import consent_link
from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_oa import FakeZaloOa
from bot.rules.states import LetterState
from bot.serve import House, open_house, site
from bot.settings import read_settings
from bot.surfaces.zalo_oa import ZaloOaSurface
from bot.web.zalo_oa import CALLBACK
from bot.web.zalo_oa import PATH as HOOK
from storage.letters import Letter
from storage.people import office_posts
from storage.store import Store
from tests.contract.phones import Phone, TelegramPhone, WebPhone, ZaloBotPhone, ZaloOaPhone
from tests.databases import KEYS
from tests.doubles import free_port, running
from tests.talks import FRIDAY, OFFICE, SECRET

OPENING = FRIDAY.astimezone(UTC)
PATIENCE, TICK = 60.0, 0.05  # seconds; the clock of the jobs ticks every two
Hand = Callable[[str], Phone]  # the phone of somebody of a name


@dataclass(eq=False)  # two clocks are never the same one
class Clock:
    """Runs as ever, from a working Friday on; `skip` moves it."""

    now: datetime = OPENING
    begun: datetime = field(default_factory=utc_now)

    def __call__(self) -> datetime:
        return self.now + (utc_now() - self.begun)

    def skip(self, to: datetime) -> None:
        self.now, self.begun = to.astimezone(UTC), utc_now()


@dataclass
class Served:
    """`hand` gives somebody a phone; the same name has the same phone."""

    house: House
    clock: Clock
    hand: Hand
    phones: dict[str, Phone] = field(default_factory=dict)

    def phone(self, name: str) -> Phone:
        if name not in self.phones:
            self.phones[name] = self.hand(name)
        return self.phones[name]

    async def seat(self, *holders: str) -> None:
        """Each joins their post with a code as the terminal gives it."""
        for holder in holders:
            await self.phone(holder).say(f"/lienket {self._code(holder)}")
            await self.hears(holder, "Đã liên kết")

    def _code(self, holder: str) -> str:
        with self.house.app.shop.store.transaction() as session:
            day = self.house.app.shop.day(session, self.house.fronts[0].place.office_id, self.clock())
            post = next(post for post in office_posts(session, day.office.id) if post.holder_name == holder)
            _, code = write_invite(day, post, None)
        return code

    async def hears(self, name: str, words: str) -> str:
        """The newest message with these words, once it has come."""
        return await self._comes(name, words, self.phone(name).texts)

    async def tap(self, name: str, label: str) -> None:
        """Tap a choice as soon as it is there."""
        await self._comes(name, label, self.phone(name).labels)
        await self.written_down()
        await self.phone(name).tap(label)

    async def written_down(self) -> None:
        """Until no letter is on its way any more: people read before they type."""
        under_way = select(Letter.id).where(Letter.state == LetterState.SENDING)
        for _ in range(int(PATIENCE / TICK)):
            with self.house.app.shop.store.transaction() as session:
                if not session.exec(under_way).all():
                    return
            await asyncio.sleep(TICK)

    async def _comes(self, name: str, words: str, read: Callable[[], Awaitable[list[str]]]) -> str:
        found: list[str] = []
        for _ in range(int(PATIENCE / TICK)):
            found = await read()
            if wanted := [text for text in found if words in text]:
                return wanted[-1]
            await asyncio.sleep(TICK)
        raise AssertionError(f"{name} never got {words!r}, but {found!r}")


@asynccontextmanager
async def telegram(folder: Path, fake: FakeTelegram) -> AsyncIterator[Served]:
    names = {"DONDOC_TELEGRAM_TOKEN": fake.token, "DONDOC_TELEGRAM_API": fake.url}
    numbers = itertools.count(1001)

    def hand(name: str) -> Phone:
        number = next(numbers)
        fake.person(number, name)
        return TelegramPhone(fake, number)

    clock = Clock()
    house = await _opened(folder, clock, names)
    with _at_work(house):
        yield Served(house, clock, hand)


@asynccontextmanager
async def zalo_bot(folder: Path, fake: FakeZaloBot, further: Mapping[str, str] | None = None) -> AsyncIterator[Served]:
    port = free_port()  # known beforehand: Zalo fetches pictures from there
    names = {
        "DONDOC_ZALO_BOT_TOKEN": fake.token,
        "DONDOC_ZALO_BOT_API": fake.url,
        "DONDOC_PORT": str(port),
        **(further or {}),
    }
    clock = Clock()
    house = await _opened(folder, clock, names)
    with _at_work(house, port):
        yield Served(house, clock, lambda name: ZaloBotPhone(fake, name))


@asynccontextmanager
async def zalo_oa(folder: Path, fake: FakeZaloOa) -> AsyncIterator[Served]:
    """The administrator consents as they do, by the link and Zalo's page; letters after two days are paid for."""
    clock = Clock()
    fake.state.clock = clock
    numbers = itertools.count(9_000_000_000_000_000_001)
    house = await _opened(folder, clock, oa_settings(fake))
    with _at_work(house) as url:
        await asyncio.to_thread(fake.hook.register, url + HOOK)
        await consent(house, fake, url)
        with house.app.shop.store.transaction() as session:
            set_paying(house.app.shop.day(session, house.fronts[0].place.office_id, clock()), budget=100_000)
        yield Served(house, clock, lambda name: ZaloOaPhone(fake, fake.person(str(next(numbers)), name).id))


def oa_settings(fake: FakeZaloOa) -> dict[str, str]:
    return {
        "DONDOC_ZALO_OA_API": fake.url,
        "DONDOC_ZALO_OA_APP_ID": fake.state.app_id,
        "DONDOC_ZALO_OA_APP_SECRET": fake.state.app_secret,
        "DONDOC_ZALO_OA_WEBHOOK_SECRET": fake.state.hook_secret,
    }


async def consent(house: House, fake: FakeZaloOa, url: str) -> None:
    (surface,) = (one for one in house.fronts[0].surfaces if isinstance(one, ZaloOaSurface))
    link = consent_link(fake.url, surface.channel.tokens.app, url + CALLBACK, house.app.clock())
    async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as browser:
        assert "Đã cấp quyền" in (await browser.get(link)).text


@asynccontextmanager
async def web(folder: Path) -> AsyncIterator[Served]:
    clock = Clock()
    house = await _opened(folder, clock, {})
    async with AsyncExitStack() as pages:
        clients: list[httpx.AsyncClient] = []
        with _at_work(house) as url:

            def hand(_name: str) -> Phone:
                clients.append(httpx.AsyncClient(base_url=url, timeout=PATIENCE))
                pages.push_async_callback(clients[-1].aclose)
                return WebPhone(clients[-1])

            yield Served(house, clock, hand)


async def _opened(folder: Path, clock: Clock, names: Mapping[str, str]) -> House:
    store = Store(f"sqlite:///{folder}/dondoc.sqlite", KEYS)
    with store.transaction() as session:
        found(session, OFFICE, clock())
    store.close()
    given = {"DONDOC_SECRET": SECRET.decode(), "DONDOC_DATA": str(folder), **names}
    return await open_house(read_settings(given), clock)


@contextmanager
def _at_work(house: House, port: int = 0) -> Iterator[str]:
    with running(site(house), port, end_streams=house.end_streams) as url:
        yield url


def put_store(migrated: Path, folder: Path) -> Path:
    shutil.copyfile(migrated, folder / "dondoc.sqlite")
    return folder


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of that November on the office's clock."""
    return (FRIDAY + timedelta(days=day - FRIDAY.day)).replace(hour=hour, minute=minute)

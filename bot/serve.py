"""The real thing: channels and pages from the settings, one process, until it is told to stop or to begin anew."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App, Clock, Kit, utc_now
from bot.front import Front, WrongTokenError, closed_front, open_fronts
from bot.jobs.shop import Branch, Shop
from bot.leases import Leases
from bot.places import Place, base_address, places_of
from bot.settings import OfficeSettings, Settings, SettingsError
from bot.upkeep.house import Upkeep
from bot.upkeep.memory import let_go
from bot.upkeep.meters import Meters
from bot.upkeep.pulse import Pulse
from bot.web.heads import Bounded
from bot.web.lost import LOST
from bot.web.offices import offices_routes
from messages import forget_own
from storage.alone import alone_on
from storage.files import FileShelf
from storage.keys import Keys, SealedError
from storage.offices import Office, all_offices
from storage.opening import open_store
from storage.revisions import NewerFormError
from storage.store import Store

log = logging.getLogger(__name__)
KNOCKED = 0.2  # seconds for who has just been let in to say what for: uvicorn would show them the door
CLOSING_SECONDS = 5.0  # for a platform's connections to be closed
Hook = Callable[[], Awaitable[None]]


class NoOfficeError(RuntimeError):
    """The store has no office yet: import one first."""


class DoorError(RuntimeError):
    """The port cannot be had; the text is for the person at the terminal."""


class StandingError(RuntimeError):
    """A setting that only a new process can follow."""


@dataclass(frozen=True)
class House:
    """What one process runs."""

    app: App
    fronts: Sequence[Front]
    upkeep: Upkeep

    async def start(self) -> None:
        """Let time pass and updates come in."""
        self.app.start()
        self.upkeep.begin()
        for front in self.fronts:
            front.begin(self.app)

    async def stop(self) -> None:
        await self.app.stop(self.upkeep.settings.upkeep.drain_seconds)
        for front in self.fronts:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(front.stop(), CLOSING_SECONDS)
        self.app.shop.store.close()

    def end_streams(self) -> None:
        """Let go of every page that waits for news."""
        for front in self.fronts:
            front.web.close()


async def serve(settings: Settings, tell: Callable[[], None], again: Callable[[], Settings]) -> None:
    """Run until interrupted; `tell` is called once all is there.

    Raises DoorError, and what `open_house` and `alone_on` raise.

    Told to begin anew (SIGHUP), the process reads its settings `again`, opens a second house with them, and only then
    closes the first. Whoever knocks meanwhile waits at the door, which stays open.
    """
    with alone_on(settings.database), contextlib.closing(_door(settings)) as door:
        house: House | None = await open_house(settings)
        tell()
        while house:
            house = await _live_in(house, door, again)
            let_go()


async def _live_in(house: House, door: socket.socket, again: Callable[[], Settings]) -> House | None:
    """Until interrupted, or until there is a house that follows."""
    settings, following = house.upkeep.settings, list[House]()
    server = server_of(site(house), settings.host, settings.port, house.end_streams)

    async def begin_anew() -> None:
        found = None if server.should_exit else await _opened_anew(settings, again)
        if found and not server.should_exit:
            following.append(found)
            server.should_exit = True

    with _hung_up(begin_anew):
        await server.serve([door.dup()])
    return following[0] if following else None


async def _opened_anew(known: Settings, again: Callable[[], Settings]) -> House | None:
    """None where the new settings will not do: all goes on as before."""
    forget_own()
    try:
        settings = again()
        if _standing(settings) != _standing(known):
            raise StandingError("the database, the folder of files, the host and the port change by a restart only")
        return await open_house(settings)
    except SettingsError as problem:
        log.error("nothing was taken up, the settings are wrong: %s", "; ".join(problem.problems))
    except (StandingError, NoOfficeError, WrongTokenError, NewerFormError, SealedError, OSError) as problem:
        log.error("nothing was taken up: %s", problem)
    except SQLAlchemyError as problem:
        log.error("nothing was taken up, as the database failed: %s", type(problem).__name__)
    return None


def _standing(settings: Settings) -> tuple[object, ...]:
    return settings.database, settings.data, settings.host, settings.port


@contextlib.contextmanager
def _hung_up(work: Callable[[], Awaitable[None]]) -> Iterator[None]:
    """Do it at each SIGHUP, one after the other."""
    loop, turn, tasks = asyncio.get_running_loop(), asyncio.Lock(), set[asyncio.Task[None]]()

    async def in_turn() -> None:
        async with turn:
            await work()

    def begin() -> None:
        tasks.add(task := loop.create_task(in_turn()))
        task.add_done_callback(tasks.discard)

    loop.add_signal_handler(signal.SIGHUP, begin)
    try:
        yield
    finally:
        loop.add_signal_handler(signal.SIGHUP, bool)  # unheard until the next house listens


def _door(settings: Settings) -> socket.socket:
    """Ours, but shut until the first house listens; DoorError where it is another's."""
    door = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        door.close()
        raise DoorError(f"Không mở được cổng {settings.port} tại {settings.host}: {error.strerror}.") from error
    return door


async def open_house(settings: Settings, clock: Clock = utc_now) -> House:
    """Store, offices and channels. NoOfficeError where no office was imported yet; WrongTokenError from a platform."""
    keys, files = Keys.of(settings.secret, settings.keys), settings.data / "files"
    with contextlib.ExitStack() as undone:
        store = open_store(settings.database, keys, files)
        undone.callback(store.close)
        leases = Leases(store)
        fronts = await open_fronts(places_of(settings, _offices(store)), store, clock, leases)
        shelf = FileShelf(files, keys)
        branches = _Branches(settings, store, shelf, clock, fronts)
        meters = Meters(Pulse())
        app = App(Shop(store, shelf, branches, meters), clock, leases)
        undone.pop_all()
    return House(app, fronts, Upkeep.of(app, meters, settings))


class _Branches:
    """What each office works with, by its number; one that was imported since has its web chat."""

    def __init__(
        self, settings: Settings, store: Store, shelf: FileShelf, clock: Clock, fronts: Sequence[Front]
    ) -> None:
        self._kit = Kit.packaged(settings.secret, {})
        self._settings, self._store, self._shelf, self._clock = settings, store, shelf, clock
        self._known = {front.place.office_id: front.branch(self._kit, shelf, settings.data) for front in fronts}

    def __call__(self, office_id: int) -> Branch:
        if office_id not in self._known:
            place = Place(office_id, "", "", "", base_address(self._settings), OfficeSettings())
            front = closed_front(place, self._store, self._clock)
            self._known[office_id] = front.branch(self._kit, self._shelf, self._settings.data)
        return self._known[office_id]


def _offices(store: Store) -> list[Office]:
    with store.transaction() as session:
        found = all_offices(session)
    if not found:
        raise NoOfficeError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    return found


def site(house: House) -> Starlette:
    """The HTTP side of a house: one office has all of it, several stand below their codes."""
    routes = house.upkeep.routes()
    if len(house.fronts) == 1:
        routes += house.fronts[0].routes(house.app)
    else:
        routes += offices_routes([(front.place, front.routes(house.app)) for front in house.fronts])
    return starlette_site(routes, house.start, house.stop)


def starlette_site(routes: list[BaseRoute], start: Hook, stop: Hook) -> Starlette:
    @contextlib.asynccontextmanager
    async def lifespan(_site: Starlette) -> AsyncIterator[None]:
        await start()
        try:
            yield
        finally:
            await stop()

    return Starlette(routes=routes, lifespan=lifespan, exception_handlers=LOST)


class _Server(uvicorn.Server):
    """Ends the open event streams first: uvicorn would wait for them, and they for it."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await asyncio.sleep(KNOCKED)
        self._end_streams()
        await super().shutdown(sockets)


def server_of(built: Starlette, host: str, port: int, end_streams: Callable[[], None]) -> uvicorn.Server:
    """Not begun yet; once it shall end, requests under way are given a few seconds."""
    config = uvicorn.Config(built, http=Bounded, host=host, port=port, log_config=None, timeout_graceful_shutdown=5)
    return _Server(config, end_streams)


async def run_site(built: Starlette, host: str, port: int, end_streams: Callable[[], None]) -> None:
    """Serve until interrupted."""
    await server_of(built, host, port, end_streams).serve()

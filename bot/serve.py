"""The real thing: channels and pages from the settings, one process, until it is told to stop."""

import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.app import App, Clock, Kit, open_shop, utc_now
from bot.channels.web import WebChannel
from bot.rules.redaction import hide_secrets
from bot.settings import Settings
from bot.surfaces import Home, Surface, surfaces_of
from bot.talk import Channel, ChannelError
from bot.upkeep.copies import Keeper
from bot.web.chat import chat_routes
from bot.web.ics import ics_route
from bot.web.open311 import open311_routes
from bot.web.register import register_routes
from bot.web.review import review_routes
from storage.keys import Keys
from storage.offices import Office, the_office
from storage.store import Store

log = logging.getLogger(__name__)
Hook = Callable[[], Awaitable[None]]
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "alembic")


class NoOfficeError(RuntimeError):
    """The store has no office yet: import one first."""


class _SecretFilter(logging.Filter):
    """Takes tokens out of every line, also out of what libraries print."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hide_secrets(record.getMessage(), self._secrets), ()
        return True


class _SecretFormatter(logging.Formatter):
    """The same for tracebacks, which a filter does not see."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(super().format(record), self._secrets)


def start_logging(level: str, secrets: Iterable[str]) -> None:
    """Log to the terminal without secrets; libraries that print addresses with tokens say only warnings."""
    hidden = [secret for secret in secrets if secret]
    handler = logging.StreamHandler()
    handler.addFilter(_SecretFilter(hidden))
    handler.setFormatter(_SecretFormatter(hidden))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


@dataclass(frozen=True)
class House:
    """What one process runs."""

    app: App
    web: WebChannel
    surfaces: Sequence[Surface]
    settings: Settings

    async def start(self) -> None:
        """Let time pass and updates come in."""
        self.app.start()
        known = self.settings.upkeep
        if known.backup_dir:
            self.app.begin_alone("backup", Keeper(self.app.shop, known, known.backup_dir, self.app.clock).run)
        for surface in self.surfaces:
            surface.begin(self.app)

    async def stop(self) -> None:
        await self.app.stop()
        for surface in self.surfaces:
            await surface.stop()
        self.app.shop.store.close()


async def serve(settings: Settings, tell: Callable[[], None]) -> None:
    """Run until interrupted; `tell` is called once all is there. Raises what `open_house` raises."""
    house = await open_house(settings)
    tell()
    await run_site(site(house), settings.host, settings.port, house.web.close)


async def open_house(settings: Settings, clock: Clock = utc_now) -> House:
    """Store, office and channels. NoOfficeError where no office was imported yet; WrongTokenError from a platform."""
    store = Store(settings.database, Keys.of(settings.secret))
    store.migrate()
    office = _office(store)
    web = WebChannel(store, office.id, clock)
    address = address_of(settings)
    surfaces = surfaces_of(Home(address, settings.office, store, office.id, clock))
    doors = {"Web": f"{address}/chat#"}
    for surface in surfaces:
        if await _is_reached(surface) and (door := surface.door()):
            doors[surface.title] = door
    channels: dict[str, Channel] = {one.name: one for one in (web, *(surface.channel for surface in surfaces))}
    kit = Kit.packaged(settings.secret, doors, address)
    app = App(open_shop(store, settings.data, channels, kit), office.id, clock)
    return House(app, web, surfaces, settings)


class WrongTokenError(RuntimeError):
    """A platform refuses our token; its text is for the person at the terminal."""


def address_of(settings: Settings) -> str:
    """Where people find the site: the public address, or this machine's own."""
    return settings.office.public_url or f"http://{settings.host}:{settings.port}"


async def _is_reached(surface: Surface) -> bool:
    """Whether the platform answers now; a broken network need not keep the office from its web chat."""
    try:
        await surface.start()
    except ChannelError as error:
        if error.permanent:
            raise WrongTokenError(f"{surface.title} không nhận mã của bot: {error.reason}.") from error
        log.warning("%s cannot be reached yet: %s", surface.title, error.reason)
        return False
    return True


def _office(store: Store) -> Office:
    with store.transaction() as session:
        office = the_office(session)
    if office is None:
        raise NoOfficeError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    return office


def site(house: House) -> Starlette:
    """The HTTP side of a house: the web chat, the public register, what the platforms call, health."""
    app = house.app
    frames = " ".join(("'self'", *house.settings.office.embed_in))
    review = review_routes(app.shop, app.office_id, app.clock)
    routes = review + chat_routes(
        house.web,
        app.shop.store,
        app.shop.shelf,
        app.office_id,
        app.office_name,
        app.on_message,
        app.clock,
        None,
        frames,
    )
    routes.append(ics_route(app.shop, app.office_id, app.clock))
    routes += register_routes(app.shop, app.office_id, app.clock, frames)
    routes += open311_routes(app.shop, app.office_id, app.clock)
    for surface in house.surfaces:
        routes += surface.routes(app.on_message)
    return starlette_site([*routes, Route("/healthz", _healthy)], house.start, house.stop)


def starlette_site(routes: list[BaseRoute], start: Hook, stop: Hook) -> Starlette:
    @contextlib.asynccontextmanager
    async def lifespan(_site: Starlette) -> AsyncIterator[None]:
        await start()
        try:
            yield
        finally:
            await stop()

    return Starlette(routes=routes, lifespan=lifespan)


async def _healthy(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


class _Server(uvicorn.Server):
    """Ends the open event streams first: uvicorn would wait for them, and they for it."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_streams()
        await super().shutdown(sockets)


async def run_site(built: Starlette, host: str, port: int, end_streams: Callable[[], None]) -> None:
    """Serve until interrupted; requests under way are given a few seconds to end."""
    config = uvicorn.Config(built, host=host, port=port, log_config=None, timeout_graceful_shutdown=5)
    await _Server(config, end_streams).serve()

"""The real thing: channels and pages from the settings, one process, until it is told to stop."""

import asyncio
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
from bot.channels.telegram import TelegramChannel
from bot.channels.web import WebChannel
from bot.commands import menu
from bot.rules.access import EVERYONE
from bot.rules.redaction import hide_secrets
from bot.settings import Settings
from bot.talk import Channel, ChannelError
from bot.web.chat import chat_routes
from bot.web.ics import ics_route
from bot.web.open311 import open311_routes
from bot.web.register import register_routes
from bot.web.review import review_routes
from bot.web.telegram import PATH as TELEGRAM_PATH
from bot.web.telegram import telegram_webhook
from storage.offices import Office, the_office
from storage.store import Store

log = logging.getLogger(__name__)
Hook = Callable[[], Awaitable[None]]
AGAIN_SECONDS = 30
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
    telegram: TelegramChannel | None
    settings: Settings

    async def start(self) -> None:
        """Let time pass and updates come in."""
        self.app.start()
        if self.telegram is None:
            return
        if self.settings.telegram_mode == "polling":
            self.app.begin(self.telegram.poll(self.app.on_message), lasting=True)
        self.app.begin(_introduce(self.telegram, self.settings), lasting=True)

    async def stop(self) -> None:
        await self.app.stop()
        if self.telegram:
            await self.telegram.stop()
        self.app.shop.store.close()


async def _introduce(telegram: TelegramChannel, settings: Settings) -> None:
    """Tell Telegram the command menu, and where it shall call; again until it listens."""
    while True:
        try:
            await telegram.set_menu(menu(EVERYONE))
            if settings.telegram_mode == "webhook":
                await telegram.set_webhook(settings.public_url + TELEGRAM_PATH, settings.telegram_secret)
        except ChannelError as error:
            log.warning("Telegram does not listen yet: %s", error.reason)
            await asyncio.sleep(AGAIN_SECONDS)
        else:
            return


async def serve(settings: Settings, tell: Callable[[], None]) -> None:
    """Run until interrupted; `tell` is called once all is there. Raises what `open_house` raises."""
    house = await open_house(settings)
    tell()
    await run_site(site(house), settings.host, settings.port, house.web.close)


async def open_house(settings: Settings, clock: Clock = utc_now) -> House:
    """Store, office and channels. NoOfficeError where no office was imported yet; ChannelError for a wrong token."""
    store = Store(settings.database)
    store.migrate()
    office = _office(store)
    web = WebChannel(store, office.id, clock)
    telegram = telegram_of(settings)
    channels: dict[str, Channel] = {web.name: web}
    address = address_of(settings)
    doors = {"Web": f"{address}/chat#"}
    if telegram:
        channels[telegram.name] = telegram
        if await _is_reached(telegram):
            doors["Telegram"] = telegram.deep_link("x").removesuffix("x")
    kit = Kit.packaged(settings.secret, doors, address)
    app = App(open_shop(store, settings.data, channels, kit), office.id, clock)
    return House(app, web, telegram, settings)


def address_of(settings: Settings) -> str:
    """Where people find the site: the public address, or this machine's own."""
    return settings.public_url or f"http://{settings.host}:{settings.port}"


async def _is_reached(telegram: TelegramChannel) -> bool:
    """Whether Telegram answers now; a broken network need not keep the office from its web chat."""
    try:
        await telegram.start()
    except ChannelError as error:
        if error.permanent:
            raise
        log.warning("Telegram cannot be reached yet: %s", error.reason)
        return False
    return True


def _office(store: Store) -> Office:
    with store.transaction() as session:
        office = the_office(session)
    if office is None:
        raise NoOfficeError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    return office


def telegram_of(settings: Settings) -> TelegramChannel | None:
    """The channel, not yet started; None where no token is set."""
    if not settings.telegram_token:
        return None
    if settings.telegram_api:
        return TelegramChannel(settings.telegram_token, base_url=f"{settings.telegram_api}/bot")
    return TelegramChannel(settings.telegram_token)


def site(house: House) -> Starlette:
    """The HTTP side of a house: the web chat, the public register, Telegram's webhook where it is used, health."""
    app, settings = house.app, house.settings
    frames = " ".join(("'self'", *settings.embed_in))
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
    if house.telegram and settings.telegram_mode == "webhook":
        routes.append(telegram_webhook(house.telegram, settings.telegram_secret, app.on_message))
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

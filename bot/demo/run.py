"""Puts the demo together: a fresh store, the sample commune, three seats, a clock."""

import asyncio
import contextlib
import secrets
import socket
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from bot.app import App, Kit, open_shop
from bot.channels.web import WebChannel
from bot.demo.clock import DemoClock, Journey
from bot.demo.page import demo_routes
from bot.demo.replay import Replay
from bot.demo.sample import ADDRESSES, write_sample
from bot.demo.seats import SEAT_INFOS, STEPS
from bot.demo.year_page import year_routes
from bot.rules.workdays import Calendar, Hours
from bot.serve import run_site, starlette_site
from bot.upkeep.logs import start_logging
from bot.web.chat import chat_routes
from bot.web.desk.site import desk_routes
from bot.web.ics import ics_route
from bot.web.open311 import open311_routes
from bot.web.register import register_routes
from storage.keys import Keys
from storage.store import Store

PORT = 8080
YEAR = 365


def run_demo(port: int, start: datetime | None, tell: Callable[[str], None]) -> None:
    """Serve the demo on this machine until interrupted; `tell` prints the address to open."""
    start_logging("WARNING", "text", [])
    with tempfile.TemporaryDirectory(prefix="dondoc-demo-") as folder:
        chosen = free_port(port)
        clock = DemoClock(start or first_moment(datetime.now(UTC)))
        built, web = build_demo(Path(folder), clock, f"http://127.0.0.1:{chosen}")
        tell(f"http://127.0.0.1:{chosen}/demo")
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run_site(built, "127.0.0.1", chosen, web.close))


def first_moment(now: datetime) -> datetime:
    """Now, or when the office opens next: at night officials are left in peace, and a newcomer would see nothing."""
    return Hours().next_open(Calendar.vietnam(), now)


def build_demo(folder: Path, clock: DemoClock, site: str = "", days: int = YEAR) -> tuple[Starlette, WebChannel]:
    """The demo as a site over an empty folder, and its channel. `days`: how far the days to come are tried out."""
    secret = secrets.token_bytes(32)
    store = Store(f"sqlite:///{folder}/demo.sqlite", Keys.of(secret))
    store.migrate()
    kit = Kit.packaged(secret, {"Web": f"{site}/chat#"}, site)
    with store.transaction() as session:
        office_id = write_sample(session, kit, clock.now()).id
    web = WebChannel(store, office_id, clock.now)
    app = App(open_shop(store, folder, {web.name: web}, kit), clock.now)
    intake = app.intake(office_id)
    chat = chat_routes(
        web, store, app.shop.shelf, office_id, intake.office_name, intake.on_message, clock.now, ADDRESSES
    )
    journey = Journey(clock, app.shop, office_id, app.tick)
    routes: list[BaseRoute] = [Route("/", _to_demo), *demo_routes(SEAT_INFOS, journey, STEPS), *chat]
    replay = Replay(store.url, folder, kit, office_id, clock.now, days)
    routes += year_routes(replay, lambda work: app.beside.begin(work, lasting=True))
    routes.append(ics_route(app.shop, office_id, clock.now))
    routes += desk_routes(app.shop, office_id, clock.now)
    routes += register_routes(app.shop, office_id, clock.now)
    routes += open311_routes(app.shop, office_id, clock.now)

    async def stop() -> None:
        await app.stop()
        store.close()

    async def begin() -> None:
        app.start()

    return starlette_site(routes, begin, stop), web


async def _to_demo(_request: Request) -> RedirectResponse:
    return RedirectResponse("/demo")


def free_port(wanted: int) -> int:
    """The wanted port, or any free one where it is taken."""
    for port in (wanted, 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    return wanted

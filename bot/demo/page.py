"""The demo's page: three people of a sample office side by side, and a clock that can be moved."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.demo.wishes import read_wish
from bot.web.guard import PageParts, RefusedError, data_headers, page_headers
from bot.web.page import pages_of
from messages.words import day

HERE = Path(__file__).parent
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVES = {"morning": "Tới sáng mai", "friday": "Tới thứ Sáu", "monday": "Tới thứ Hai", "hour": "+1 giờ"}
UNKNOWN_MOVE = "Không có nút này."
IN_MOTION = "Thời gian đang trôi, xin chờ một chút."

_PAGES = pages_of(HERE / "pages")


class DemoClock(Protocol):
    def now(self) -> datetime: ...

    async def move(self, to: str) -> None:
        """Let time pass until the next `MOVES` key, with all that happens meanwhile."""


@dataclass(frozen=True)
class Suggestion:
    """A ready sentence: sent at once, or only put into the box."""

    label: str
    text: str
    send: bool = True


@dataclass(frozen=True)
class SeatInfo:
    """Who sits in one of the chats."""

    role: str
    name: str
    look: Literal["citizen", "official", "lead"] = "citizen"
    suggestions: tuple[Suggestion, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Step:
    """A thing to try: `text` is sent from a `seat`, or the clock goes `to`; without either it is only read."""

    words: str
    seat: str = ""
    text: str = ""
    to: str = ""


def demo_routes(seats: Mapping[str, SeatInfo], clock: DemoClock, steps: Sequence[Step] = ()) -> list[BaseRoute]:
    """The page at /demo and its clock; each seat's chat is served at /chat/{seat}."""
    moving = asyncio.Lock()

    async def show(_request: Request) -> Response:
        page = _PAGES.get_template("demo.html").render(
            seats=seats, steps=steps, moves=MOVES, moment=spoken(clock.now())
        )
        return HTMLResponse(page, headers=page_headers("'none'", frames="'self'"))

    async def tell(_request: Request) -> Response:
        return _told(clock)

    async def move(request: Request) -> Response:
        try:
            to = await read_wish(request, "to", MOVES, UNKNOWN_MOVE)
        except RefusedError as refusal:
            return refusal.answer()
        if moving.locked():
            return RefusedError(409, IN_MOTION).answer()
        async with moving:
            await clock.move(to)
        return _told(clock)

    return [
        Mount("/demo/static", app=PageParts(directory=HERE / "static")),
        Route("/demo/clock", tell, methods=["GET"]),
        Route("/demo/clock", move, methods=["POST"]),
        Route("/demo", show),
    ]


def spoken(moment: datetime) -> str:
    """thứ Sáu, 20/11/2026 · 14:05"""
    local = moment.astimezone(ZONE)
    return f"{day(local.date())} · {local:%H:%M}"


def _told(clock: DemoClock) -> Response:
    now = clock.now()
    return JSONResponse({"now": now.isoformat(), "words": spoken(now)}, headers=data_headers())

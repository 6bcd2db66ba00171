"""A person's calendar at its private address."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.acts.personal_calendar import personal_calendar
from bot.jobs.shop import Shop
from bot.rules.tokens import digest
from storage.feeds import open_feed

PATH = "/ics/{token}.ics"
LONGEST = 100
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def ics_route(shop: Shop, office_id: int, clock: Callable[[], datetime]) -> Route:
    """Whoever knows the address reads the calendar; to others there is nothing here."""

    def read(token: str) -> bytes | None:
        with shop.store.transaction() as session:
            feed = open_feed(session, digest(shop.office(office_id).tools.secret, token))
            if feed is None or feed.office_id != office_id:
                return None
            return personal_calendar(shop.day(session, office_id, clock()), feed.person_id)

    async def serve(request: Request) -> Response:
        token = request.path_params["token"]
        data = await asyncio.to_thread(read, token) if len(token) <= LONGEST else None
        if data is None:
            return PlainTextResponse("", 404, HEADERS)
        return Response(data, headers=HEADERS, media_type="text/calendar; charset=utf-8")

    return Route(PATH, serve, methods=["GET"])

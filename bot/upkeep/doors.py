"""What a monitor asks: is the process there, is all well, the figures."""

import asyncio
import hmac
from collections.abc import Sequence
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.upkeep.health import Fault, Health
from bot.upkeep.meters import Meters

PATIENCE = (
    8.0  # seconds until a store that does not answer is taken for one that is not there; Prometheus waits for ten
)
SILENT = "Cơ sở dữ liệu không trả lời."
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
TEXT = "text/plain; version=0.0.4; charset=utf-8"


def health_routes(health: Health, meters: Meters, token: str, patience: float = PATIENCE) -> list[BaseRoute]:
    """`token`: who shows it may look from elsewhere; "" where only this machine may."""

    async def is_there(_request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=HEADERS)

    async def is_ready(request: Request) -> Response:
        """To others no more than whether: what is wrong is for whoever runs the machine."""
        faults = await faults_of(health, patience)
        answer = {"status": "fault" if faults else "ok"}
        named = [vars(fault) for fault in faults] if may_look(request, token) else []
        return JSONResponse({**answer, "faults": named} if named else answer, 503 if faults else 200, HEADERS)

    async def figures(request: Request) -> Response:
        if not may_look(request, token):
            return PlainTextResponse("Không được xem.", 403, HEADERS)
        try:
            shown = await asyncio.wait_for(asyncio.to_thread(meters.shown), patience)
        except TimeoutError:
            return PlainTextResponse(SILENT, 503, HEADERS)
        return Response(shown, media_type=TEXT, headers=HEADERS)

    return [Route("/healthz", is_there), Route("/readyz", is_ready), Route("/metrics", figures)]


async def faults_of(health: Health, patience: float = PATIENCE) -> Sequence[Fault]:
    try:
        return await asyncio.wait_for(asyncio.to_thread(health.faults), patience)
    except TimeoutError:
        return [Fault("database", SILENT)]


def may_look(request: Request, token: str) -> bool:
    """From this machine itself, not through a proxy on it; or with the token."""
    said = request.headers.get("authorization", "")
    if token and hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
        return True
    host = request.client.host if request.client else ""
    return _is_local(host) and not any(name in request.headers for name in FORWARDED)


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

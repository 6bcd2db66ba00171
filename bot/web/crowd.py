"""So many requests at once pass one of the doors that platforms call; they bring again what finds no room."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

AT_ONCE = 100  # Telegram opens at most as many connections to one webhook
RETRY_SECONDS = 5

Endpoint = Callable[[Request], Awaitable[Response]]


def bounded(receive: Endpoint, most: int = AT_ONCE) -> Endpoint:
    """What comes beyond is not read."""
    inside = 0

    async def enter(request: Request) -> Response:
        nonlocal inside
        if inside >= most:
            return PlainTextResponse("", 503, {"Retry-After": str(RETRY_SECONDS)})
        inside += 1
        try:
            return await receive(request)
        finally:
            inside -= 1

    return enter

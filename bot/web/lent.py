"""Files that a platform, or the reader of a letter there, fetches from us under an address of short life."""

from collections.abc import Callable
from datetime import datetime

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.rules.file_kinds import picture_type
from bot.rules.lending import lent
from bot.web.files import GONE, disposition
from bot.web.guard import CLOSED_CSP
from storage.files import FileShelf


def lent_route(path: str, key: bytes, shelf: Callable[[], FileShelf], now: Callable[[], datetime]) -> Route:
    """`path` ends with a slash; below it lies what `rules.lending.lend` wrote, to be had any number of times."""

    async def give(request: Request) -> Response:
        raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        found = lent(key, raw.rpartition(path)[2], now())
        content = await run_sync(shelf().read, found.digest) if found else None
        if found is None or content is None:
            return PlainTextResponse(GONE, 404, _HEADERS)
        picture = picture_type(content[:16])
        headers = {"Content-Disposition": disposition(found.name, is_shown=bool(picture))}
        return Response(content, 200, _HEADERS | headers, picture or "application/octet-stream")

    return Route(f"{path}{{address:path}}", give, methods=["GET"])


_HEADERS = {
    "Content-Security-Policy": CLOSED_CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

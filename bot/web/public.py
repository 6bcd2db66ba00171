"""What anybody may read: pages and data without cookies, kept a moment by browsers and proxies."""

from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.web.guard import CLOSED_CSP

SECONDS = 60  # what is taken back is gone from every proxy after this long
Endpoint = Callable[[Request], Awaitable[Response]]
_FOR_ALL = {
    "Cache-Control": f"public, max-age={SECONDS}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Total-Count",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def public_page(request: Request, html: str, frame_ancestors: str) -> Response:
    """A page that nothing runs in; `frame_ancestors` may show it in a frame."""
    return _unless_known(request, html.encode(), "text/html; charset=utf-8", _page_headers(frame_ancestors))


def refused_page(html: str, status: int, frame_ancestors: str) -> Response:
    return HTMLResponse(html, status, {**_page_headers(frame_ancestors), "Cache-Control": "no-store"})


def _page_headers(frame_ancestors: str) -> dict[str, str]:
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {frame_ancestors}"
    )
    return {
        **_FOR_ALL,
        "Content-Security-Policy": policy,
        "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    }


def public_data(request: Request, body: bytes, media_type: str, more: Mapping[str, str] | None = None) -> Response:
    """Open data, for pages of other sites as well."""
    headers = {**_FOR_ALL, **_FOR_OTHER_SITES, "Content-Security-Policy": CLOSED_CSP, **(more or {})}
    return _unless_known(request, body, media_type, headers)


def refused_data(body: bytes, media_type: str, status: int) -> Response:
    headers = {**_FOR_ALL, **_FOR_OTHER_SITES, "Content-Security-Policy": CLOSED_CSP, "Cache-Control": "no-store"}
    return Response(body, status, headers, media_type)


def _unless_known(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """Nothing but the headers for who has just this already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers={**headers, "ETag": tag})
    return Response(body, headers={**headers, "ETag": tag}, media_type=media_type)


def data_routes(path: str, endpoint: Endpoint) -> list[Route]:
    """A route for reading, and what a browser asks first on behalf of another site's page."""

    async def allowed(_request: Request) -> Response:
        allowed = {
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match",
        }
        return Response(status_code=204, headers={**_FOR_OTHER_SITES, **allowed, "Access-Control-Max-Age": "86400"})

    return [Route(path, endpoint, methods=["GET"]), Route(path, allowed, methods=["OPTIONS"])]

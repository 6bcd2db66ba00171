"""What the web chat's answers carry and which posts it refuses, so that no other site can act in it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

CLOSED_CSP = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass
class RefusedError(Exception):
    """A request that is not served: the HTTP status, and Vietnamese words for the person."""

    status: int
    words: str

    def answer(self) -> Response:
        return JSONResponse({"problem": self.words}, self.status, data_headers())


def refuse_other_sites(request: HTTPConnection) -> None:
    """Raise RefusedError when another site's page makes the visitor's browser send this."""
    if _is_from_elsewhere(request):
        raise RefusedError(403, "Yêu cầu đến từ một trang khác nên không được nhận.")


def _is_from_elsewhere(request: HTTPConnection) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    # Browsers leave the field above out over plain http; Origin they always send with a post.
    origin = request.headers.get("origin")
    return origin is not None and _place(origin) != request.headers.get("host", "").lower()


def _place(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def page_headers(frame_ancestors: str, frames: str = "'none'") -> dict[str, str]:
    """Headers of a page: `frame_ancestors` may show it in a frame, `frames` it may show itself."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' blob:",
        "connect-src": "'self'",
        "frame-src": frames,
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": frame_ancestors,
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Permissions-Policy": "geolocation=(self), camera=(self), microphone=()",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }


def data_headers() -> dict[str, str]:
    """Headers of what a page reads: never a document of its own, never kept by a proxy."""
    return {
        "Content-Security-Policy": CLOSED_CSP,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }


class PageParts(StaticFiles):
    """Scripts, styles and pictures of a page; asked for anew each time, so an update reaches everyone."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-cache"
        return response

"""What is said where there is no page, or where one failed: in a browser with a way on, to machines in one line."""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.web.page import HERE, pages_of

_PAGES = pages_of(HERE / "pages")
# The sheet stands in the page: where nothing was found, nobody knows below which address sheets are to be had.
_STYLE = b64encode(sha256(_PAGES.get_template("lost.css").render().encode()).digest()).decode()
_NOT_TAKEN = ("Không nhận được yêu cầu này", "Xin quay lại trang trước và thử lại.")
_SAYINGS = {
    404: ("Không có trang này", "Địa chỉ gõ chưa đúng, hoặc trang đã được gỡ."),
    500: ("Máy chủ gặp lỗi", "Lỗi đã được ghi lại. Xin thử lại sau ít phút."),
}
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return _told(request, error.status_code, error.headers or {})
    return _told(request, 500, {})


def _told(request: Request, status: int, headers: Mapping[str, str]) -> Response:
    title, words = _SAYINGS.get(status, _NOT_TAKEN)
    headers = {**headers, **_HEADERS}
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{title}. {words}\n", status, headers)
    root = request.scope.get("root_path", "")
    html = _PAGES.get_template("lost.html").render(title=title, words=words, root=root)
    return HTMLResponse(html, status, headers)


LOST: Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    HTTPException: _refused,
    Exception: _refused,
}

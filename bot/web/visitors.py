"""Who opens the web chat: a random token in a cookie, and the address that is made of it."""

import hashlib
import re
import secrets

from starlette.requests import HTTPConnection

COOKIE = "dondoc_chat"
LIFE = 365 * 24 * 3600  # seconds
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    return secrets.token_urlsafe(32)


def read_token(request: HTTPConnection) -> str | None:
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def address_of(token: str) -> str:
    """Where the visitor is written to. Whoever reads it in the database cannot come back as the visitor."""
    return "visitor-" + hashlib.sha256(b"dondoc web chat:" + token.encode()).hexdigest()


def cookie_line(token: str, request: HTTPConnection) -> str:
    """The Set-Cookie value for a page that is being opened."""
    path = request.scope.get("root_path", "") or "/"
    line = f"{COOKIE}={token}; Max-Age={LIFE}; Path={path}; HttpOnly"
    if request.url.scheme != "https":
        return f"{line}; SameSite=Lax"
    if _is_framed_by_another_site(request):
        # A browser sends no Lax cookie from inside a foreign frame; this one is tied to the framing site.
        return f"{line}; SameSite=None; Secure; Partitioned"
    return f"{line}; SameSite=Lax; Secure"


def _is_framed_by_another_site(request: HTTPConnection) -> bool:
    headers = request.headers
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-dest") == "iframe"

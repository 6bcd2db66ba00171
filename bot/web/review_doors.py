"""Who may open a plan's table: a one-time link, then a short session in a cookie."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session
from starlette.requests import Request

from bot.rules.access import KEEPERS
from bot.rules.tokens import digest
from bot.web.guard import page_headers
from storage.people import posts_of
from storage.review_passes import ReviewPass, claim_link, is_waiting, open_pass

COOKIE = "dondoc_rasoat"
LIFE = timedelta(hours=2)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Doors:
    """`secret` keys the digests under which links and sessions are stored."""

    office_id: int
    secret: bytes

    def is_open(self, session: Session, link: str, now: datetime) -> bool:
        return bool(_TOKEN.fullmatch(link)) and is_waiting(session, self.office_id, digest(self.secret, link), now)

    def enter(self, session: Session, link: str, now: datetime) -> str | None:
        """A new session's token for a link that was never used; None where it was, or is over."""
        if not _TOKEN.fullmatch(link):
            return None
        token = secrets.token_urlsafe(32)
        link, stored = digest(self.secret, link), digest(self.secret, token)
        return token if claim_link(session, self.office_id, link, stored, now, now + LIFE) else None

    def pass_of(self, session: Session, token: str, now: datetime) -> ReviewPass | None:
        """The running session of somebody who may still keep plans."""
        if not _TOKEN.fullmatch(token):
            return None
        found = open_pass(session, self.office_id, digest(self.secret, token), now)
        if found is None or not {post.role for post in posts_of(session, found.person_id)} & KEEPERS:
            return None
        return found

    def form_word(self, token: str) -> str:
        """What every form of this session carries, so that no other page can send one."""
        return digest(self.secret, f"form:{token}")

    def is_own_form(self, token: str, word: str) -> bool:
        return hmac.compare_digest(self.form_word(token).encode(), word.encode())


def token_of(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def cookie_line(token: str, request: Request) -> str:
    """The Set-Cookie value of a session that begins."""
    path = f"{request.scope.get('root_path', '')}/ra-soat"
    line = f"{COOKIE}={token}; Max-Age={int(LIFE.total_seconds())}; Path={path}; HttpOnly; SameSite=Strict"
    return f"{line}; Secure" if request.url.scheme == "https" else line


def review_headers() -> dict[str, str]:
    """A page with forms of its own: never in a frame, and its address, which holds a link's token, never told outside.

    Under `no-referrer` a browser would send a form without its Origin, so `same-origin`.
    """
    headers = page_headers("'none'")
    policy = headers["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
    return {**headers, "Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}

"""Who may open a page for officials: a one-time link, then a short session in a cookie."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session
from starlette.requests import Request

from bot.rules.tokens import digest
from bot.web.guard import page_headers
from storage.page_passes import PagePass, claim_link, end_pass, is_waiting, open_pass

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Doors:
    """`page` is the path behind them, `secret` keys the digests under which links and sessions are stored."""

    office_id: int
    secret: bytes
    page: str
    cookie: str
    life: timedelta  # of a session

    def is_open(self, session: Session, link: str, now: datetime) -> bool:
        known = digest(self.secret, link)
        return bool(_TOKEN.fullmatch(link)) and is_waiting(session, self.office_id, self.page, known, now)

    def enter(self, session: Session, link: str, now: datetime) -> str | None:
        """A new session's token for a link that was never used; None where it was, or is over."""
        if not _TOKEN.fullmatch(link):
            return None
        token = secrets.token_urlsafe(32)
        link, stored = digest(self.secret, link), digest(self.secret, token)
        claimed = claim_link(session, self.office_id, self.page, link, stored, now, now + self.life)
        return token if claimed else None

    def pass_of(self, session: Session, token: str, now: datetime) -> PagePass | None:
        """The running session."""
        if not _TOKEN.fullmatch(token):
            return None
        return open_pass(session, self.office_id, self.page, digest(self.secret, token), now)

    def leave(self, session: Session, token: str, now: datetime) -> None:
        found = self.pass_of(session, token, now)
        if found:
            end_pass(session, found, now)

    def form_word(self, token: str) -> str:
        """What every form of this session carries, so that no other page can send one."""
        return digest(self.secret, f"form:{token}")

    def is_own_form(self, token: str, word: str) -> bool:
        return hmac.compare_digest(self.form_word(token).encode(), word.encode())

    def token_of(self, request: Request) -> str:
        return request.cookies.get(self.cookie, "")

    def cookie_line(self, token: str, request: Request) -> str:
        """The Set-Cookie value of a session that begins; without a token, of one that ends."""
        path = f"{request.scope.get('root_path', '')}/{self.page}"
        age = int(self.life.total_seconds()) if token else 0
        line = f"{self.cookie}={token}; Max-Age={age}; Path={path}; HttpOnly; SameSite=Strict"
        return f"{line}; Secure" if request.url.scheme == "https" else line


def form_headers() -> dict[str, str]:
    """A page with forms of its own: never in a frame, and its address, which holds a link's token, never told outside.

    Under `no-referrer` a browser would send a form without its Origin, so `same-origin`.
    """
    headers = page_headers("'none'")
    policy = headers["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
    return {**headers, "Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}

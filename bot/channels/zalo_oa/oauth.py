"""The office's consent: the link its administrator opens, and the tokens it is exchanged for."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.channels.zalo_oa.errors import brief
from bot.channels.zalo_oa.wire import Wire
from bot.talk import ChannelError

STATE_LIFE = timedelta(hours=1)
BUSY = -32


@dataclass(frozen=True)
class Credentials:
    """Of the app at developers.zalo.me; `secret` is the app's own key."""

    app_id: str
    secret: str

    @property
    def verifier(self) -> str:
        """Always the same, so that its challenge may also be saved on the app's page, as some apps demand."""
        return self._made_of("verifier")

    @property
    def challenge(self) -> str:
        return challenge_of(self.verifier)

    def state(self, now: datetime) -> str:
        """Shows at the way back that the link was ours, and for how long it holds."""
        until = str(int((now + STATE_LIFE).timestamp()))
        return f"{until}.{self._mac(until)}"

    def is_ours(self, state: str, now: datetime) -> bool:
        until, _, mac = state.partition(".")
        known = hmac.compare_digest(mac.encode("utf-8", "replace"), self._mac(until).encode())
        return known and until.isdecimal() and now.timestamp() <= int(until)

    def _mac(self, until: str) -> str:
        return self._made_of(f"state {until}")

    def _made_of(self, words: str) -> str:
        """43 letters that only who knows the secret can make."""
        said = f"dondoc zalo-oa {self.app_id} {words}".encode("utf-8", "replace")
        return _text(hmac.new(self.secret.encode(), said, hashlib.sha256).digest())


@dataclass(frozen=True)
class Pair:
    """Tokens as granted; `life` is that of the access token."""

    access: str
    refresh: str
    life: timedelta


class GrantRefused(Exception):
    """Zalo gives no tokens for this; its words say why, and hold none."""


def challenge_of(verifier: str) -> str:
    """PKCE, S256."""
    return _text(hashlib.sha256(verifier.encode()).digest())


def consent_link(oauth: str, app: Credentials, callback: str, now: datetime) -> str:
    asked = {
        "app_id": app.app_id,
        "redirect_uri": callback,
        "code_challenge": app.challenge,
        "state": app.state(now),
    }
    return f"{oauth}/v4/oa/permission?{urlencode(asked)}"


async def exchange(wire: Wire, app: Credentials, code: str) -> Pair:
    """A code, good for ten minutes and once, for the first pair; GrantRefused, ChannelError."""
    form = {
        "app_id": app.app_id,
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": app.verifier,
    }
    return _pair(await wire.grant(form, app.secret))


async def renew(wire: Wire, app: Credentials, refresh: str) -> Pair:
    """A new pair; from this call on both old tokens are dead. GrantRefused, ChannelError."""
    form = {"app_id": app.app_id, "grant_type": "refresh_token", "refresh_token": refresh}
    return _pair(await wire.grant(form, app.secret))


def _pair(answer: Mapping[str, Any]) -> Pair:
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
        seconds = str(answer.get("expires_in", ""))
        return Pair(
            access, refresh, timedelta(seconds=int(seconds) if seconds.isdecimal() and len(seconds) < 9 else 3600)
        )
    if answer.get("error") == BUSY:
        raise ChannelError("Zalo: too many calls", retry_after=60)
    told = (answer.get(name) for name in ("error", "error_name", "error_reason"))
    raise GrantRefused(brief(" ".join(str(one) for one in told if one)))


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")

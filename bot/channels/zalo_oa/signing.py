"""Whether an event comes from Zalo: SHA-256 over the joined texts, no HMAC, over the bytes as they came."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any


def signature(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """`secret` is the "OA Secret Key" of the app's webhook page, another one than the app's own."""
    parts = (_bytes(app_id), body, _bytes(timestamp), _bytes(secret))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def is_signed(event: Mapping[str, Any], body: bytes, given: str, header_time: str, *, app_id: str, secret: str) -> bool:
    """`event` is what `body` says; the moment that is signed stands in it, at times only in a header."""
    if not secret or event.get("app_id") != app_id:
        return False
    mac = _bytes(given.strip().removeprefix("mac=").lower())
    moments = {str(event.get("timestamp", "")), header_time.strip()}
    # Every one is compared, however the first came out: the time taken tells nothing.
    found = [hmac.compare_digest(mac, signature(app_id, body, moment, secret).encode()) for moment in moments]
    return any(found)


def proof(app_secret: str, access_token: str) -> str:
    """The appsecret_proof of a call, where the app's page demands one."""
    return hmac.new(_bytes(app_secret), _bytes(access_token), hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

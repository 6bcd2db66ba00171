"""Addresses under which a file of ours can be had for a while, by whoever holds one; nothing is kept of them."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

_ADDRESS = re.compile(r"(?P<digest>[0-9a-f]{64})/(?P<until>\d{10})/(?P<seal>[0-9a-f]{40})/(?P<name>[^/]{1,600})")


@dataclass(frozen=True)
class Lent:
    digest: str
    name: str


def lend(key: bytes, digest: str, name: str, until: datetime) -> str:
    """The path below which the file lies until then. Its end is the file's name, as browsers save it by that."""
    ends, safe = int(until.timestamp()), quote(name, safe="")
    return f"{digest}/{ends}/{_seal(key, digest, ends, safe)}/{safe}"


def lent(key: bytes, address: str, now: datetime) -> Lent | None:
    """What such a path gives; None once its time is over, or where it was not we who wrote it."""
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        return None
    ends = int(parts["until"])
    sealed = hmac.compare_digest(parts["seal"], _seal(key, parts["digest"], ends, parts["name"]))
    if not sealed or datetime.fromtimestamp(ends, UTC) < now:
        return None
    return Lent(parts["digest"], unquote(parts["name"]))


def _seal(key: bytes, digest: str, ends: int, name: str) -> str:
    return hmac.new(key, f"lent:{digest}:{ends}:{name}".encode(), hashlib.sha256).hexdigest()[:40]

"""Telegram's refusals, in its own words."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class RefusalError(Exception):
    """An answer with "ok": false."""

    code: int
    description: str
    parameters: Json = field(default_factory=dict)


def bad(words: str) -> RefusalError:
    return RefusalError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusalError:
    return RefusalError(403, f"Forbidden: {words}")


def too_many(seconds: int) -> RefusalError:
    words = f"Too Many Requests: retry after {seconds}"
    return RefusalError(429, words, {"retry_after": seconds})

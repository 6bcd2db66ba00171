"""What Zalo's refusals mean for a letter: later, elsewhere, or never; and what no answer at all means."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from bot.talk import ChannelError

LONGEST_REASON = 200
BAD, TOKEN, SERVER, MISSING, TIMEOUT, QUOTA = 400, 401, 403, 404, 408, 429

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# Zalo does not say how it words a chat that nobody has; these are seen.
_NOBODY_THERE = ("chat not found", "chat_id", "user not found", "not found user")
# Such failures come before anything was written to the wire.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


@dataclass
class ZaloBotError(Exception):
    """`code` as Zalo says it, 0 where Zalo itself did not answer. `unsure`: it may have been carried out all the same.

    `page`: what came was no answer of the API but nothing, or a page of something in between.
    """

    code: int
    reason: str
    unsure: bool = False
    page: bool = False

    def __str__(self) -> str:
        return self.reason


def read_answer(answer: httpx.Response) -> Any:
    """The result of a call; raises ZaloBotError. Failures come with HTTP 200 too, so the body decides."""
    try:
        body = json.loads(answer.content)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("ok"), bool):
        raise _page(answer)
    if body["ok"]:
        return body.get("result")
    code = body.get("error_code", body.get("errorCode"))
    known = code if type(code) is int else answer.status_code
    raise ZaloBotError(known, _brief(body.get("description"), known), unsure=known == TIMEOUT)


def _page(answer: httpx.Response) -> ZaloBotError:
    """Something else than Zalo's API: a gateway that gave up may have passed the call on before."""
    refused = answer.status_code in (TOKEN, MISSING, QUOTA)
    code = answer.status_code if refused or answer.status_code == TIMEOUT else 0
    return ZaloBotError(code, f"Zalo answered with a page (HTTP {answer.status_code})", unsure=not refused, page=True)


def no_answer(error: httpx.HTTPError) -> ZaloBotError:
    """The wire failed: before the call was sent, or when it may already have arrived."""
    return ZaloBotError(0, f"no answer from Zalo: {type(error).__name__}", unsure=not isinstance(error, _NOT_SENT))


def channel_error(error: ZaloBotError, now: datetime) -> ChannelError:
    """Zalo's error as one of ours."""
    match error.code:
        case _ if error.unsure:
            return ChannelError(error.reason, unsure=True)
        case 429:
            # A month's quota and a rate look alike: nothing more today, and then one letter finds out.
            return ChannelError(error.reason, spent_until=_tomorrow(now))
        case 401:
            return ChannelError("Zalo refuses the bot's token", shut_out=True)
        case 400:
            gone = any(sign in error.reason.lower() for sign in _NOBODY_THERE)
            return ChannelError(error.reason, permanent=True, gone=gone)
        case 404:
            return ChannelError(error.reason, permanent=True)
    return ChannelError(error.reason)  # also 403, which Zalo calls an internal error


def _tomorrow(now: datetime) -> datetime:
    """Shortly after midnight in Vietnam, where days and months of the quota begin."""
    day = now.astimezone(_ZONE).date() + timedelta(days=1)
    return datetime.combine(day, time(0, 5), _ZONE).astimezone(UTC)


def _brief(words: object, code: int) -> str:
    said = " ".join(words.split()) if isinstance(words, str) else ""
    return (said or f"error {code}")[:LONGEST_REASON]

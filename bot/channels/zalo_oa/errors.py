"""What Zalo's refusals mean for a letter: later, elsewhere, for pay, or never."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.talk import ChannelError

SHUT_OUT = "Zalo lets the office in no more"
LONGEST_REASON = 200
DAY = timedelta(days=1)

TOKEN = frozenset({-216, -220})
LEGACY = -235  # this kind of account sends by the older interface
EXPIRED_FILE = -100

# Somebody has to mend them by hand: the app, its rights, the account, the package, the consent.
_CONSENT = frozenset({-209, -212, -219, -223, -221, -224, -204, -205, -242, -14002, -14003})
_CLOSED = frozenset({-230, -231, -232, -217, -218})
_GONE = frozenset({-213, -227, -244})
_MONEY = frozenset({-211, -320, -321, -115})
_BUSY, _TOMORROW = frozenset({-32}), frozenset({-234, -133, -144})
_NEVER = frozenset({-201, -210, -233, -240, -248, LEGACY, EXPIRED_FILE})


class ZaloRefusal(Exception):
    """An answer with `error` other than 0; `words` are Zalo's own, on one line of bounded length."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}".strip())
        self.code = code


def read_refusal(refusal: ZaloRefusal, now: datetime) -> ChannelError:
    """Zalo's refusal of a letter as one of our errors."""
    return ChannelError(f"Zalo: {refusal}", **_meaning(refusal.code, now))


def _meaning(code: int, now: datetime) -> dict[str, Any]:
    known: tuple[tuple[frozenset[int], dict[str, Any]], ...] = (
        (_CONSENT, {"shut_out": True}),
        (_CLOSED, {"permanent": True, "closed": True}),
        (_GONE, {"permanent": True, "gone": True}),
        (_MONEY, {"spent_until": now + DAY}),
        (_BUSY, {"retry_after": 60.0}),
        (_TOMORROW, {"retry_after": 3600.0}),
        (_NEVER, {"permanent": True}),
        (TOKEN, {}),
    )
    # A call that failed in an undocumented way may have been carried out all the same.
    return next((meaning for codes, meaning in known if code in codes), {"unsure": True})


def read_failure(failure: httpx.HTTPError) -> ChannelError:
    """A call that found no end: one that had left this machine may have been carried out."""
    unsent = isinstance(
        failure, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.UnsupportedProtocol
    )
    return ChannelError(f"Zalo cannot be reached ({type(failure).__name__})", unsure=not unsent)


def brief(words: object) -> str:
    return " ".join(str(words).split())[:LONGEST_REASON]

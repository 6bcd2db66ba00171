"""When somebody may be written to on a channel: free of charge, against payment, or not until they write again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.states import Hindrance

SAVING_FROM, WARNING_FROM = 95, 80  # percent of a month's letters


class Passage(StrEnum):
    FREE = "free"
    PAID = "paid"
    SHUT = "shut"


def passage(free: timedelta | None, paid: timedelta | None, heard: datetime, now: datetime) -> Passage:
    """By the person's last word there: free for so long (None: always), paid until so long after it (None: never)."""
    if free is None or now <= heard + free:
        return Passage.FREE
    return Passage.PAID if paid is not None and now <= heard + paid else Passage.SHUT


def closes_at(free: timedelta | None, paid: timedelta | None, heard: datetime, *, pays: bool) -> datetime | None:
    """From when on the office can write no more there; None: never."""
    if free is None:
        return None
    return heard + max(free, paid or free) if pays else heard + free


def level(used: int, most: int) -> int:
    """How much of the month's letters is used up: 0, or the last of 80, 95, 100 percent that is reached."""
    share = used * 100 // most if most else 0
    return next((one for one in (100, SAVING_FROM, WARNING_FROM) if share >= one), 0)


def pieces(units: int, longest: int, files: int) -> int:
    """How many messages a letter becomes at most: its text in pieces, each file on its own."""
    return max(1, -(-units // longest)) + files


def weightiest(found: Iterable[Hindrance]) -> Hindrance:
    """What to say where every way is barred: the one that passes soonest, or that the office can lift."""
    order = (Hindrance.SPENT, Hindrance.UNPAID, Hindrance.CLOSED, Hindrance.REFUSED, Hindrance.GONE)
    known = set(found)
    return next((one for one in order if one in known), Hindrance.NOBODY)

"""When somebody may be written to on a channel: free of charge, against payment, or not until they write again."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.rules.states import Hindrance
from bot.rules.workdays import Calendar, Hours

LAST_CALL = timedelta(days=1)  # before the end, or a quarter of the time where that is less
SOONEST = timedelta(hours=2)
MORNING, EVENING = time(7), time(20)
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


def asking_moment(heard: datetime, closes: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """When to ask how a result shall come to somebody: at three quarters of the time, but not in its last day.

    In office hours: else in the last ones before that, if they are not just after the person wrote, else by day.
    """
    wanted = closes - min(LAST_CALL, (closes - heard) / 4)
    following = hours.next_open(calendar, wanted)
    if following < closes:
        return following
    earlier = wanted
    while earlier > heard + SOONEST:
        if hours.is_open(calendar, earlier):
            return earlier
        earlier -= timedelta(minutes=30)
    return min(_by_day(wanted, hours), closes)


def _by_day(moment: datetime, hours: Hours) -> datetime:
    """The moment itself, or the next morning where it is night."""
    local = hours.local(moment)
    if MORNING <= local.time() < EVENING:
        return moment
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return hours.at(day, MORNING)


def level(used: int, most: int) -> int:
    """How much of the month's letters is used up: 0, or the last of 80, 95, 100 percent that is reached."""
    share = used * 100 // most if most else 0
    return next((one for one in (100, SAVING_FROM, WARNING_FROM) if share >= one), 0)


def pieces(units: int, longest: int, files: int) -> int:
    """How many messages a letter becomes at most: its text in pieces, each file on its own."""
    return max(1, -(-units // longest)) + files


def weightiest(found: Iterable[Hindrance]) -> Hindrance:
    """What to say where every way is barred: the one that passes soonest, or that the office can lift."""
    order = (Hindrance.TAKEN, Hindrance.SPENT, Hindrance.UNPAID, Hindrance.CLOSED, Hindrance.REFUSED, Hindrance.GONE)
    known = set(found)
    return next((one for one in order if one in known), Hindrance.NOBODY)

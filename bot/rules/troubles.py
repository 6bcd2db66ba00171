"""When whoever looks after the bot hears of a trouble: once, when it lasts, and once when it is over for good."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(minutes=5)  # what is over sooner is nobody's business
OVER = timedelta(minutes=10)  # without it before it is called over
STUCK = timedelta(minutes=15)  # a letter that was to leave so long ago


class Trouble(StrEnum):
    """`letters` do not leave · `ticks`: time has stopped · `disk` is nearly full · `backup`: no copy of last night ·
    `damage`: of the database's file ·
    `failed`: letters that no platform takes · `updates` that were set aside ·
    `work` that fails when its moment comes."""

    LETTERS = "letters"
    TICKS = "ticks"
    DISK = "disk"
    BACKUP = "backup"
    DAMAGE = "damage"
    FAILED = "failed"
    UPDATES = "updates"
    WORK = "work"


LASTING = frozenset({Trouble.FAILED, Trouble.UPDATES})  # somebody has to deal with it: said at once


@dataclass(frozen=True)
class Known:
    began_at: datetime
    seen_at: datetime
    told: bool


@dataclass(frozen=True)
class Turn:
    """`known`: what is to be remembered from now on; `begun` and `over`: what is to be told."""

    known: Mapping[Trouble, Known]
    begun: frozenset[Trouble]
    over: frozenset[Trouble]


def look(known: Mapping[Trouble, Known], present: Set[Trouble], now: datetime) -> Turn:
    """What becomes of the troubles known so far, when these are there now."""
    then = {kind: Known(known[kind].began_at if kind in known else now, now, _told(known, kind)) for kind in present}
    gone = {kind: old for kind, old in known.items() if kind not in present}
    lingering = {kind: old for kind, old in gone.items() if old.told and now - old.seen_at < OVER}
    over = frozenset(kind for kind, old in gone.items() if old.told and kind not in lingering)
    begun = frozenset(kind for kind, new in then.items() if not new.told and _is_news(kind, new, now))
    told = {kind: Known(new.began_at, now, new.told or kind in begun) for kind, new in then.items()}
    return Turn({**told, **lingering}, begun, over)


def _told(known: Mapping[Trouble, Known], kind: Trouble) -> bool:
    return kind in known and known[kind].told


def _is_news(kind: Trouble, new: Known, now: datetime) -> bool:
    return kind in LASTING or now - new.began_at >= LASTS

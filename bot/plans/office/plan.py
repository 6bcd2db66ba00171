"""What an office is to be: plain values, read from a workbook or written down in code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from bot.plans.office.periods import Period
from bot.rules.reminding import Ladder
from bot.rules.states import Role
from bot.rules.workdays import DayOff, Span


@dataclass(frozen=True)
class UnitPlan:
    """`external`: outside the office, work is only passed on to it, and a citizen is told how to reach it."""

    name: str
    aliases: tuple[str, ...] = ()
    external: bool = False
    phone: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True)
class PostPlan:
    """`unit` is a name or alias of one of the units, "" for none. `published`: told to everybody; None: not said."""

    holder: str
    title: str
    role: Role
    unit: str = ""
    phone: str = ""
    published: bool | None = None


@dataclass(frozen=True)
class OfficePlan:
    """What is "" or None is not said: a new office gets the usual, one that exists keeps what it has."""

    name: str
    code: str
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    reception: str = ""  # when citizens are received
    rhythm: str = ""  # of the weekly report, as rhythm_said says it
    units: Sequence[UnitPlan] = ()
    posts: Sequence[PostPlan] = ()
    routes: Mapping[str, str] | None = None  # category -> unit's name
    topics: Mapping[str, str] = field(default_factory=dict)  # category -> title where it is not the usual one
    slot: time | None = None  # of the morning's digest, local time
    hours: tuple[Span, ...] | None = None
    answer_clock: str | None = None  # a key of clock_rules.packaged_rules().answer
    days: Sequence[DayOff] = ()
    periods: Sequence[Period] = ()
    ladders: Mapping[str, Ladder] = field(default_factory=dict)  # by the keys of ladders.kinds()
    procedures: Mapping[str, str] = field(default_factory=dict)  # topic -> what is told of it

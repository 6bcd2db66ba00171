"""When a piece of work is due: the forms a plan's deadline can take, and their JSON."""

import datetime
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, cast, get_args

Edge = Literal["before", "on"]
Unit = Literal["day", "week", "month", "quarter", "half-year", "year"]
Direction = Literal["after", "before"]
DayKind = Literal["calendar", "working"]
Combine = Literal["and", "or"]


@dataclass(frozen=True)
class By:
    """`before` is strict: the last permitted day is the one before `date`. An `hour` is of the last permitted day."""

    date: datetime.date
    edge: Edge = "on"
    hour: int | None = None
    minute: int | None = None


@dataclass(frozen=True)
class Within:
    start: datetime.date
    end: datetime.date
    year_inferred: bool = False


@dataclass(frozen=True)
class Dates:
    """Due once in each of these months."""

    months: tuple[int, ...]
    year: int


@dataclass(frozen=True)
class Every:
    """`times` per `unit`. The optional fields narrow when in the unit it is due.

    `weekday` counts from Monday = 0. `anchor` names a place ("month-end", "quarter-last-month", "next-month",
    "year-end") or, for several days of a year, repeats them as printed.
    """

    unit: Unit
    times: int = 1
    anchor: str | None = None
    start: datetime.date | None = None
    until: datetime.date | None = None
    day: int | None = None
    month: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    edge: Edge | None = None


@dataclass(frozen=True)
class Ongoing:
    until: datetime.date | None = None


@dataclass(frozen=True)
class Relative:
    """So many days after or before an event of which the plan does not know the day."""

    trigger: str
    offset_days: int
    direction: Direction = "after"
    calendar: DayKind = "calendar"


@dataclass(frozen=True)
class From:
    """A start without an end: a day, or words for an event."""

    date: datetime.date | None = None
    start_text: str | None = None


@dataclass(frozen=True)
class External:
    """Fixed by another document, or on demand."""

    ref: str
    ref_hint: str | None = None
    from_field: str | None = None


@dataclass(frozen=True)
class AnyOf:
    """Several rhythms of the same work."""

    parts: "tuple[Schedule, ...]"
    combine: Combine = "and"


@dataclass(frozen=True)
class Milestone:
    text: str
    schedule: "Schedule"
    aspirational: bool = False


@dataclass(frozen=True)
class Milestones:
    """Several results or steps, each with its own time."""

    parts: tuple[Milestone, ...]


@dataclass(frozen=True)
class Nothing:
    """No time is named."""


Schedule = By | Within | Dates | Every | Ongoing | Relative | From | External | AnyOf | Milestones | Nothing

_NAMES: dict[type[Schedule], str] = {
    By: "by",
    Within: "within",
    Dates: "dates",
    Every: "every",
    Ongoing: "ongoing",
    Relative: "relative",
    From: "from",
    External: "external",
    AnyOf: "any_of",
    Milestones: "milestones",
    Nothing: "none",
}
_TYPES = {name: kind for kind, name in _NAMES.items()}


def to_json(schedule: Schedule) -> dict[str, Any]:
    """The object of the plan format; fields that say nothing are left out."""
    return {"type": _NAMES[type(schedule)], **_plain_fields(schedule)}


def from_json(value: Mapping[str, Any]) -> Schedule:
    """Read an object of the plan format. Raises ValueError on anything else."""
    kind = _TYPES.get(str(value.get("type"))) if isinstance(value, Mapping) else None
    if kind is None:
        raise ValueError(f"not a schedule: {value!r}")
    schedule = cast(Schedule, _built(kind, {key: v for key, v in value.items() if key != "type"}))
    _refuse_nonsense(schedule)
    return schedule


def last_day(schedule: Schedule) -> datetime.date | None:
    """The last permitted day of a `by`, a `within` or the last month of `dates`; None for all other forms."""
    match schedule:
        case By(date=day, edge=edge):
            return day - datetime.timedelta(days=edge == "before")
        case Within(end=end):
            return end
        case Dates(months, year):
            return datetime.date(year, max(months), monthrange(year, max(months))[1])
    return None


def hour_of(limit: By | Every) -> datetime.time | None:
    """The hour by which; None where the whole day is allowed ("24 giờ")."""
    if limit.hour is None or limit.hour > 23:
        return None
    return datetime.time(limit.hour, limit.minute or 0)


def _plain_fields(value: Schedule | Milestone) -> dict[str, Any]:
    named = ((f.name, getattr(value, f.name)) for f in fields(value))
    return {name: _plain(v) for name, v in named if v is not None and v is not False}


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Milestone):
        return {**_plain_fields(value), "schedule": to_json(value.schedule)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return to_json(cast(Schedule, value)) if type(value) in _NAMES else value


def _built(kind: type[Schedule] | type[Milestone], given: Mapping[str, Any]) -> Schedule | Milestone:
    known = {f.name for f in fields(kind)}
    if odd := given.keys() - known:
        raise ValueError(f"{kind.__name__}: unknown {sorted(map(str, odd))}")
    try:
        return kind(**{name: _READERS.get(name, _same)(v) for name, v in given.items()})
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def _same(value: Any) -> Any:
    return value


def _day(value: Any) -> datetime.date:
    day = datetime.date.fromisoformat(value)
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"not a day of our time: {value}")
    return day


def _months(value: Any) -> tuple[int, ...]:
    return tuple(_number(1, 12)(month) for month in value)


def _parts(value: Any) -> tuple[Schedule | Milestone, ...]:
    return tuple(
        _built(Milestone, part) if "schedule" in part and "type" not in part else from_json(part) for part in value
    )


def _only(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"not a {kind.__name__}: {value!r}")
        return value

    return read


def _number(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"not a number from {least} to {most}: {value!r}")
        return value

    return read


def _one_of(form: Any) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in get_args(form):
            raise ValueError(f"{value!r} is none of {get_args(form)}")
        return str(value)

    return read


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("date", "start", "end", "until"), _day),
    **dict.fromkeys(("trigger", "start_text", "ref", "ref_hint", "from_field", "text", "anchor"), _only(str)),
    **dict.fromkeys(("year_inferred", "aspirational"), _only(bool)),
    "edge": _one_of(Edge),
    "unit": _one_of(Unit),
    "direction": _one_of(Direction),
    "calendar": _one_of(DayKind),
    "combine": _one_of(Combine),
    "months": _months,
    "parts": _parts,
    "schedule": from_json,
    "year": _number(1, 9999),
    "times": _number(1, 1000),
    "offset_days": _number(0, 3660),
    "day": _number(1, 31),
    "month": _number(1, 12),
    "weekday": _number(0, 6),
    "hour": _number(0, 24),
    "minute": _number(0, 59),
}


def _refuse_nonsense(schedule: Schedule) -> None:
    match schedule:
        case Within(start, end) if end < start:
            raise ValueError("a period that ends before it starts")
        case Dates(months=()):
            raise ValueError("dates without months")
        case AnyOf(parts) if len(parts) < 1 or any(isinstance(part, Milestone) for part in parts):
            raise ValueError("any_of without schedules")
        case Milestones(parts) if not parts or not all(isinstance(part, Milestone) for part in parts):
            raise ValueError("milestones without milestones")
        case From(None, None):
            raise ValueError("a start that is neither a day nor words")

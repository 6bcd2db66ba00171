"""From a schedule to its due days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from bot.rules.places import FIRST_WORKED, closing_day, places
from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Every,
    From,
    Milestone,
    Milestones,
    Ongoing,
    Schedule,
    Within,
    hour_of,
    last_day,
)
from bot.rules.workdays import Calendar
from bot.rules.year_parts import Part, part_of, parts_between, span_label

Kind = Literal["due", "check_in"]


@dataclass(frozen=True)
class Due:
    """One due day. `printed` is the last day the plan permits, `last` the worked day on or before it.

    `key` names the occurrence within its task and does not change with the calendar, so making dues
    again adds nothing. `label` says which period or step is meant ("Quý I/2026"). `due_time` is the
    hour by which it is due, None the whole day. `period`: the week, month … that a rhythm's due closes;
    `covers_to`: the last of the days, from `first` on, that a report covers.
    """

    first: date
    last: date
    kind: Kind
    label: str
    printed: date
    key: str
    due_time: time | None = None
    period: Part | None = None
    covers_to: date | None = None


@dataclass(frozen=True)
class _Raw:
    """A due day before the calendar has its say.

    One of a rhythm falls out if its whole `span` is off; `forward` means the first worked day from here.
    """

    first: date
    printed: date
    key: str
    label: str
    kind: Kind = "due"
    span: Part | None = None
    forward: bool = False
    due_time: time | None = None


def dues(schedule: Schedule, *, year: int, since: date, until: date, calendar: Calendar) -> tuple[Due, ...]:
    """The dues whose printed day lies from `since` to `until`, earliest first.

    A rhythm without its own start or end runs through `year`, the plan's; for a plan of several years
    ask once for each. A printed day is no period, so it never moves forward. What waits for an event
    or for a person (relative, external, a start in words) has none.
    """
    wanted = (raw for raw in _raws(schedule, year) if since <= raw.printed <= until)
    kept = (raw for raw in wanted if raw.span is None or calendar.next_workday(raw.span.first) <= raw.span.last)
    found: dict[str, Due] = {}
    for raw in kept:
        # Two rhythms of one work that meet on a day make one due.
        found.setdefault(raw.key, _due(raw, calendar))
    return tuple(sorted(found.values(), key=lambda due: (due.last, due.printed, due.key)))


def dues_after(schedule: Schedule, *, year: int, until: date, calendar: Calendar) -> tuple[Due, ...]:
    """What comes round again in the years after the plan's, up to a day: what only those years bring."""
    first = date(year, 1, 1)
    own = {due.key for due in dues(schedule, year=year, since=date.min, until=date.max, calendar=calendar)}
    found: dict[str, Due] = {}
    for later in range(year + 1, until.year + 2):  # "by 1 December of the year before" lies in the year before
        for due in dues(schedule, year=later, since=first, until=until, calendar=calendar):
            if due.key not in own:
                found.setdefault(due.key, due)
    return tuple(sorted(found.values(), key=lambda due: (due.last, due.printed, due.key)))


def _due(raw: _Raw, calendar: Calendar) -> Due:
    printed = calendar.next_workday(raw.printed) if raw.forward else raw.printed
    last = calendar.previous_workday(printed)
    return Due(min(raw.first, last), last, raw.kind, raw.label, printed, raw.key, raw.due_time, raw.span)


def _raws(schedule: Schedule, year: int) -> Iterator[_Raw]:
    match schedule:
        case By() | Within():
            yield from _fixed(schedule)
        case Dates(months, own_year):
            yield from (_whole(part_of("month", date(own_year, month, 1))) for month in months)
        case Every():
            yield from _rhythm(schedule, year)
        case Ongoing(until):
            yield from _check_ins(date(year, 1, 1), until, year)
        case From(date=start) if start:
            yield from _check_ins(start, None, year)
        case AnyOf(parts):
            yield from _one_work([raw for part in parts for raw in _raws(part, year)])
        case Milestones(steps):
            yield from _stepwise(steps, year)


def _fixed(schedule: By | Within) -> Iterator[_Raw]:
    printed = last_day(schedule)
    if printed is not None:
        first = schedule.start if isinstance(schedule, Within) else printed
        hour = hour_of(schedule) if isinstance(schedule, By) else None
        yield _Raw(first, printed, printed.isoformat(), span_label(first, printed), due_time=hour)


def _stepwise(steps: tuple[Milestone, ...], year: int) -> Iterator[_Raw]:
    for number, step in enumerate(steps, 1):
        for raw in _raws(step.schedule, year):
            # Two steps may end on one day and are still two, so a key carries its step.
            yield replace(raw, key=f"{number}:{raw.key}", label=step.text)


def _check_ins(start: date, until: date | None, year: int) -> Iterator[_Raw]:
    """Work without an end is never late; a look at it each quarter keeps it alive."""
    end = until or date(max(year, start.year), 12, 31)
    for part in parts_between("quarter", max(start, date(year, 1, 1)), end):
        yield replace(_whole(part, min(part.last, end), f"check-{part.key}"), kind="check_in")


def _one_work(raws: list[_Raw]) -> Iterator[_Raw]:
    """Rhythms of the same work: a check-in is needless in a quarter that has a due day anyway."""
    days = [raw.printed for raw in raws if raw.kind == "due"]
    for raw in raws:
        if raw.kind == "due" or not any(raw.first <= day <= raw.printed for day in days):
            yield raw


def _rhythm(every: Every, year: int) -> Iterator[_Raw]:
    start = every.start or date(year, 1, 1)
    end = every.until or date(max(year, start.year), 12, 31)
    for part in parts_between(every.unit, start, end):
        for piece, printed in places(every, part):
            # "The 5th of the month after" and "before the 1st" belong to the part they are printed for.
            if start <= min(max(printed, part.first), part.last) <= end:
                yield replace(_placed(every, piece, printed), due_time=hour_of(every))


def _placed(every: Every, piece: Part, printed: date) -> _Raw:
    if every.anchor == FIRST_WORKED and every.edge != "before":
        return replace(_whole(piece, printed, f"{printed}+"), forward=True)
    # Only what is due at the piece's own end may bear its name: a month may have two days.
    return _whole(piece, printed, piece.key if printed == closing_day(every, piece) else f"{printed}")


def _whole(part: Part, printed: date | None = None, key: str | None = None) -> _Raw:
    return _Raw(part.first, printed or part.last, key or part.key, part.label, span=part)

"""Deadlines that wait: for an event that starts their clock, or for a date that another document names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.rules.naming import comparable
from bot.rules.schedules import AnyOf, External, From, Milestones, Relative, Schedule
from bot.rules.vietnamese import plain
from bot.rules.workdays import DAY, Calendar

_ON_DEMAND = ("dot xuat", "dot suat", "bat thuong", "phat sinh", "yeu cau", "de nghi", "nhu cau", "khi ", "tuy ")


@dataclass(frozen=True)
class EventWait:
    """The `number`-th leaf of a schedule, which hangs on an event; `label` is the step it belongs to."""

    number: int
    schedule: Relative
    label: str

    @property
    def trigger(self) -> str:
        return trigger_key(self.schedule.trigger)


@dataclass(frozen=True)
class DateWait:
    """The `number`-th leaf of a schedule, whose date others decide; `words` as printed.

    `is_start`: from that date on the work goes on without an end.
    """

    number: int
    words: str
    label: str
    is_start: bool = False

    @property
    def title(self) -> str:
        """How its answers are told apart in the task's history."""
        return f"{self.label}: {self.words}" if self.label else self.words

    @property
    def on_demand(self) -> bool:
        """Work that may never come up, as against a plan that will name its date."""
        said = f"{plain(self.words)} "
        return not said.startswith("tu ") and any(mark in said for mark in _ON_DEMAND)


def trigger_key(words: str) -> str:
    """The spelling by which two plans wait for the same event."""
    return comparable(words)


def event_waits(schedule: Schedule) -> tuple[EventWait, ...]:
    leaves = enumerate(_leaves(schedule))
    return tuple(
        EventWait(n, leaf, label) for n, (leaf, label) in leaves if isinstance(leaf, Relative) and leaf.trigger
    )


def date_waits(schedule: Schedule) -> tuple[DateWait, ...]:
    """What has to be asked for. Beside a rhythm of the same work "on demand" needs no date."""
    if isinstance(schedule, AnyOf) and not all(isinstance(part, External | From) for part in schedule.parts):
        return ()
    found = ((n, leaf, _asked_words(leaf), label) for n, (leaf, label) in enumerate(_leaves(schedule)))
    waits = tuple(DateWait(n, words, label, isinstance(leaf, From)) for n, leaf, words, label in found if words)
    return waits[:1] if isinstance(schedule, AnyOf) else waits


def started(schedule: Schedule, starts: Mapping[int, date]) -> Schedule:
    """With the days on which its leaves of these numbers began."""
    numbers = iter(range(sum(1 for _ in _leaves(schedule))))

    def build(part: Schedule) -> Schedule:
        match part:
            case AnyOf(parts):
                return replace(part, parts=tuple(map(build, parts)))
            case Milestones(steps):
                return replace(part, parts=tuple(replace(step, schedule=build(step.schedule)) for step in steps))
        day = starts.get(next(numbers))
        return From(day) if day and isinstance(part, From) else part

    return build(schedule)


def _asked_words(leaf: Schedule) -> str:
    match leaf:
        case External(ref):
            return ref
        case From(date=None, start_text=str(words)):
            return f"từ {words}"
    return ""


def _leaves(schedule: Schedule, label: str = "") -> Iterator[tuple[Schedule, str]]:
    match schedule:
        case AnyOf(parts):
            for part in parts:
                yield from _leaves(part, label)
        case Milestones(steps):
            for step in steps:
                yield from _leaves(step.schedule, step.text)
        case _:
            yield schedule, label


def event_due(term: Relative, event: date, calendar: Calendar) -> date:
    """The last day permitted once the day of the event is known.

    A period ends on a worked day (BLDS 2015 Điều 148: the next one); "at once" is the next worked day.
    What is due before an event counts back and never moves behind it.
    """
    if term.direction == "before":
        if term.calendar == "working":
            return calendar.add_workdays(event, -term.offset_days)
        return calendar.previous_workday(event - term.offset_days * DAY)
    if term.offset_days == 0 or term.calendar == "working":
        return calendar.add_workdays(event, term.offset_days or 1)
    return calendar.next_workday(event + term.offset_days * DAY)

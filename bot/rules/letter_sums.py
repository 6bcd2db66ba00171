"""What stands out in a year of letters: heaps of them, wrong hours, long silence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.rules.workdays import Calendar, Hours

SLOT = timedelta(minutes=15)  # letters so near to each other come as one heap
MOST_A_DAY = 3
SILENCE, LATE_SILENCE = 30, 10  # worked days


@dataclass(frozen=True)
class Told:
    """One letter: when, to whom, and whether it was a digest."""

    at: datetime
    person_id: int
    digest: bool


@dataclass(frozen=True)
class Crowd:
    """Letters of one person within one slot, and how many of them are digests."""

    person_id: int
    at: datetime
    letters: int
    digests: int


@dataclass(frozen=True)
class Followed:
    """Open work: of these people, from a day to another, due on a third, spoken of on the days `told`."""

    title: str
    people: frozenset[int]
    opened: date
    due: date
    until: date
    told: frozenset[date]


def per_day(letters: Iterable[Told], hours: Hours) -> Counter[tuple[int, date]]:
    """(person, local day) -> letters."""
    return Counter((one.person_id, hours.local(one.at).date()) for one in letters)


def collisions(letters: Iterable[Told], span: timedelta = SLOT) -> list[Crowd]:
    """Where a person got several letters within one slot, the earliest first."""
    by_person: dict[int, list[Told]] = {}
    for one in sorted(letters, key=lambda one: one.at):
        by_person.setdefault(one.person_id, []).append(one)
    found = [crowd for mine in by_person.values() for crowd in _crowds(mine, span) if crowd.letters > 1]
    return sorted(found, key=lambda crowd: (crowd.at, crowd.person_id))


def _crowds(mine: list[Told], span: timedelta) -> Iterator[Crowd]:
    """One person's letters, in order of time, slot by slot."""
    while mine:
        slot = [one for one in mine if one.at - mine[0].at < span]
        yield Crowd(mine[0].person_id, mine[0].at, len(slot), sum(one.digest for one in slot))
        mine = mine[len(slot) :]


def busy_days(counts: Mapping[tuple[int, date], int]) -> list[tuple[int, date, int]]:
    """(person, day, letters) of days with more than `MOST_A_DAY`."""
    found = [(person, day, count) for (person, day), count in counts.items() if count > MOST_A_DAY]
    return sorted(found, key=lambda one: (one[1], one[0]))


def out_of_hours(letters: Iterable[Told], calendar: Calendar, hours: Hours) -> list[Told]:
    return [one for one in letters if not hours.is_open(calendar, one.at)]


def silences(
    letters: Iterable[Told], works: Sequence[Followed], first: date, last: date, calendar: Calendar, hours: Hours
) -> list[tuple[int, date, date]]:
    """(person, from, to) where somebody with open work heard nothing for more than `SILENCE` worked days."""
    days: dict[int, set[date]] = {person: {first, last} for work in works for person in work.people}
    for one in letters:
        if one.person_id in days:
            days[one.person_id].add(hours.local(one.at).date())
    gaps = ((person, *gap) for person, heard in days.items() for gap in _long_gaps(heard, SILENCE, calendar))
    return [
        (person, start, end)
        for person, start, end in gaps
        if any(person in work.people and work.opened <= start and work.until >= end for work in works)
    ]


def untold(works: Iterable[Followed], first: date, calendar: Calendar) -> list[tuple[Followed, date, date]]:
    """Work that was due or late for more than `LATE_SILENCE` worked days without anybody being told of it."""
    found = []
    for work in works:
        due = max(work.due, first)
        heard = {due, work.until, *(day for day in work.told if due <= day <= work.until)}
        if work.until > due:
            found += [(work, start, end) for start, end in _long_gaps(heard, LATE_SILENCE, calendar)]
    return found


def _long_gaps(days: Iterable[date], most: int, calendar: Calendar) -> list[tuple[date, date]]:
    pairs = pairwise(sorted(days))
    return [(start, end) for start, end in pairs if calendar.workdays_between(start, end) > most]

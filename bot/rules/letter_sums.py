"""What stands out in a year of letters: two digests at once, wrong hours, long silence."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from bot.rules.workdays import Calendar, Hours

SILENCE = 30  # worked days


@dataclass(frozen=True)
class Told:
    """One letter: when, to whom, and whether it was a digest."""

    at: datetime
    person_id: int
    digest: bool


def per_day(letters: Iterable[Told], hours: Hours) -> Counter[tuple[int, date]]:
    """(person, local day) -> letters."""
    return Counter((one.person_id, hours.local(one.at).date()) for one in letters)


def collisions(letters: Iterable[Told]) -> list[tuple[int, datetime]]:
    """Persons who got two digests at one moment."""
    times = Counter((one.person_id, one.at) for one in letters if one.digest)
    return sorted(which for which, count in times.items() if count > 1)


def out_of_hours(letters: Iterable[Told], calendar: Calendar, hours: Hours) -> list[Told]:
    return [one for one in letters if not hours.is_open(calendar, one.at)]


def silences(
    letters: Iterable[Told], people: Collection[int], first: date, last: date, calendar: Calendar, hours: Hours
) -> list[tuple[int, date, date]]:
    """(person, from, to) where one of these people heard nothing for more than `SILENCE` worked days."""
    days: dict[int, set[date]] = {person: {first, last} for person in people}
    for one in letters:
        if one.person_id in days:
            days[one.person_id].add(hours.local(one.at).date())
    found = []
    for person, heard in days.items():
        gaps = pairwise(sorted(heard))
        found += [(person, start, end) for start, end in gaps if calendar.workdays_between(start, end) > SILENCE]
    return found

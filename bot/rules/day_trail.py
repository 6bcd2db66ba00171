"""The days off between two dates, each with its name and where that is written."""

from dataclasses import dataclass
from datetime import date

from bot.rules.workdays import DAY, WEEKDAYS, Calendar


@dataclass(frozen=True)
class DayPassed:
    """`source` is empty for a Saturday or Sunday."""

    day: date
    name: str
    source: str


def passed_over(calendar: Calendar, first: date, last: date) -> tuple[DayPassed, ...]:
    """The days off from `first` to `last`, both included, in order."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    return tuple(_named(calendar, day) for day in days if not calendar.is_workday(day))


def _named(calendar: Calendar, day: date) -> DayPassed:
    line = calendar.line_on(day)
    return DayPassed(day, line.name, line.source) if line else DayPassed(day, WEEKDAYS[day.weekday()], "")

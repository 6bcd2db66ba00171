"""The week's own report: when it is asked for and when it goes out."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.rules.workdays import DAY, Calendar, Hours

OFFICE = Hours()
ASK = time(14, 0)
SEND = time(7, 30)


@dataclass(frozen=True)
class Week:
    """A week's report. `ask_at` and `send_at` (UTC) are None in a week without a worked day."""

    monday: date
    sunday: date
    ask_at: datetime | None
    send_at: datetime | None


def week_of(day: date, calendar: Calendar, hours: Hours = OFFICE) -> Week:
    """Ask at 14:00 of the week's last worked day, send at 7:30 of the first worked day after the week."""
    monday = day - day.weekday() * DAY
    sunday = monday + 6 * DAY
    last = calendar.previous_workday(sunday)
    if last < monday:
        return Week(monday, sunday, None, None)
    first = calendar.next_workday(sunday + DAY)
    return Week(monday, sunday, _while_open(hours, calendar, last, ASK), _while_open(hours, calendar, first, SEND))


def _while_open(hours: Hours, calendar: Calendar, day: date, clock: time) -> datetime:
    """That hour of a worked day; on a half day that is closed then, when its nearest stretch begins."""
    wanted = hours.at(day, clock)
    line = calendar.line_on(day)
    if line is None or not line.hours:
        return wanted
    openings = hours.openings(calendar, day)
    return next((max(start, wanted) for start, end in openings if wanted < end), openings[-1][0])

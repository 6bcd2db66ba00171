"""The week's own report: when it is asked for, who is reminded of it when, and when it goes out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.workdays import DAY, Calendar, Hours

OFFICE = Hours()
BEFORE_END = timedelta(hours=1)
LEAST = timedelta(minutes=30)  # between being asked, being reminded and the sending


@dataclass(frozen=True)
class Rhythm:
    """How an office reports its weeks. Days are weekdays (Monday = 0).

    `last`: the day on which a week ends. `ask_on` None: the last worked day of the week; `send_on` None: the first
    worked day after the week.
    """

    last: int = 6
    ask_on: int | None = None
    ask: time = time(14, 0)
    send_on: int | None = None
    send: time = time(8, 0)


USUAL = Rhythm()


@dataclass(frozen=True)
class Week:
    """A week's report. `ask_at` and `send_at` (UTC) are None in a week without a worked day."""

    first: date
    last: date
    ask_at: datetime | None
    send_at: datetime | None


def week_of(day: date, calendar: Calendar, hours: Hours = OFFICE, rhythm: Rhythm = USUAL) -> Week:
    """The week in which a day lies. A day that is off gives way to the worked day before it."""
    last = day + (rhythm.last - day.weekday()) % 7 * DAY
    first = last - 6 * DAY
    if calendar.previous_workday(last) < first:
        return Week(first, last, None, None)
    asked = _ask_day(first, last, calendar, rhythm)
    ask_at = while_open(hours, calendar, asked, rhythm.ask)
    return Week(first, last, ask_at, _send_at(asked, ask_at, last, calendar, hours, rhythm))


def _ask_day(first: date, last: date, calendar: Calendar, rhythm: Rhythm) -> date:
    if rhythm.ask_on is None:
        return calendar.previous_workday(last)
    wanted = first + (rhythm.ask_on - first.weekday()) % 7 * DAY
    before = calendar.previous_workday(wanted)
    return before if before >= first else calendar.next_workday(wanted)


def _send_at(asked: date, ask_at: datetime, last: date, calendar: Calendar, hours: Hours, rhythm: Rhythm) -> datetime:
    """Always after the asking, whatever days are off."""
    if rhythm.send_on is None:
        day = calendar.next_workday(last + DAY)
    else:
        day = calendar.previous_workday(asked + (rhythm.send_on - asked.weekday()) % 7 * DAY)
    moment = while_open(hours, calendar, day, rhythm.send)
    while moment <= ask_at:
        day = calendar.next_workday(day + DAY)
        moment = while_open(hours, calendar, day, rhythm.send)
    return moment


def while_open(hours: Hours, calendar: Calendar, day: date, clock: time) -> datetime:
    """That hour of a worked day; where the office is closed then, when its nearest stretch begins."""
    wanted, openings = hours.at(day, clock), hours.openings(calendar, day)
    return next((max(start, wanted) for start, end in openings if wanted < end), openings[-1][0])


def reminders(ask_at: datetime, send_at: datetime, calendar: Calendar, hours: Hours) -> tuple[datetime, ...]:
    """When those who have not answered are reminded: before the day of asking ends, and when the office opens next.

    Only while it is open, and in good time before the report goes out.
    """
    closes = hours.openings(calendar, hours.local(ask_at).date())[-1][1]
    evening = min(closes, send_at) - BEFORE_END
    morning = hours.next_open(calendar, closes)
    wanted = (evening if evening >= ask_at + LEAST else None, morning if morning + LEAST <= send_at else None)
    return tuple(moment for moment in wanted if moment and hours.is_open(calendar, moment))


def day_before_last(week: Week, calendar: Calendar) -> date | None:
    """The worked day before the last one of a week; the last where there is only one, None where there is none."""
    last = calendar.previous_workday(week.last)
    if last < week.first:
        return None
    before = calendar.previous_workday(last - DAY)
    return before if before >= week.first else last

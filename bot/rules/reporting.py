"""Windows of reports: which days a report covers, when to ask for it and when it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from bot.rules.workdays import DAY, Calendar, Hours

OFFICE = Hours()
ASK = time(14, 0)
SEND = time(7, 30)
_YEAR = 12


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


@dataclass(frozen=True)
class SendDay:
    """Sent on a day of the month, `months_later` after the month in which the period ends."""

    day: int
    months_later: int = 0


@dataclass(frozen=True)
class SendAfter:
    """Sent so many worked days after the period ends."""

    workdays: int


@dataclass(frozen=True)
class Months:
    """Periods of whole months from January; `cut` is their last day, None the end of the month.

    With a cut on the 14th the first quarter runs 15/12 to 14/3.
    """

    source: str
    months: int
    cut: int | None
    send: SendDay | SendAfter


@dataclass(frozen=True)
class Weeks:
    """Seven days that end on a weekday (Monday 1 … Sunday 7) of the ISO week, sent on that day."""

    source: str
    last_weekday: int


Window = Months | Weeks

_NGHI_DINH_09 = "Điều 12 Nghị định 09/2019/NĐ-CP"
_BY_CALENDAR = "Báo cáo theo năm dương lịch"

# "Quarter" has two meanings, so a report names its rule and never says "quarter" alone.
WINDOWS: Mapping[str, Window] = MappingProxyType(
    {
        "week-thursday": Weeks("Thông tư 55/2020/TT-BCT", 3),
        "month-14": Months(_NGHI_DINH_09, 1, 14, SendAfter(2)),
        "quarter-14": Months(_NGHI_DINH_09, 3, 14, SendDay(20)),
        "half-year-14": Months(_NGHI_DINH_09, 6, 14, SendDay(20)),
        "nine-months-14": Months(_NGHI_DINH_09, 9, 14, SendDay(20)),
        "year-14": Months(_NGHI_DINH_09, 12, 14, SendDay(20)),
        "quarter": Months(_BY_CALENDAR, 3, None, SendDay(10, months_later=1)),
        "half-year": Months(_BY_CALENDAR, 6, None, SendDay(10, months_later=1)),
        "year": Months(_BY_CALENDAR, 12, None, SendDay(15, months_later=1)),
    }
)


@dataclass(frozen=True)
class Period:
    """The days a report covers, both included, and the worked day on which it is sent."""

    start: date
    end: date
    send_on: date


def window(rule: Window, year: int, n: int, calendar: Calendar) -> Period:
    """The n-th period of a year, from 1; for weeks n is the ISO week. ValueError if there is none.

    A send day that is off moves to the worked day before it (office habit).
    """
    if isinstance(rule, Weeks):
        end = date.fromisocalendar(year, n, rule.last_weekday)
        return Period(end - 6 * DAY, end, calendar.previous_workday(end))
    if not 1 <= n <= _YEAR // rule.months:
        raise ValueError(f"Năm {year} không có kỳ báo cáo thứ {n}.")
    start = _day_after_cut(year, rule.months * (n - 1), rule.cut)
    end = _day_after_cut(year, rule.months * n, rule.cut) - DAY
    return Period(start, end, _send_day(rule.send, end, calendar))


def _day_after_cut(year: int, months: int, cut: int | None) -> date:
    """The first day of the period that begins once `months` months of the year are counted."""
    if cut is None:
        return _day_in(year, months, 1)
    return _day_in(year, months - 1, cut) + DAY


def _day_in(year: int, months: int, day: int) -> date:
    """A day of the month that lies `months` after January."""
    years, month = divmod(months, _YEAR)
    return date(year + years, month + 1, day)


def _send_day(send: SendDay | SendAfter, end: date, calendar: Calendar) -> date:
    if isinstance(send, SendAfter):
        return calendar.add_workdays(end, send.workdays)
    wanted = _day_in(end.year, end.month - 1 + send.months_later, send.day)
    return calendar.previous_workday(wanted)

"""Clocks of citizens' feedback: when the term of a step is over, also after it stood still."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from bot.rules.workdays import DAY, Calendar, Hours

# `progress` has no clock of its own: how long at least between two words to a citizen whose answer is late.
Step = Literal[
    "receive",
    "transfer",
    "inform",
    "supplement",
    "handle",
    "approve",
    "outside",
    "answer",
    "rate",
    "review",
    "publish",
    "progress",
]
# What is to be done in each, in the order of a case's life.
STEPS: Mapping[Step, str] = MappingProxyType(
    {
        "receive": "Tiếp nhận, phân loại",
        "transfer": "Chuyển nơi xử lý",
        "inform": "Báo người dân",
        "supplement": "Chờ người dân bổ sung",
        "handle": "Xử lý",
        "approve": "Duyệt trả lời",
        "outside": "Chờ nơi ngoài cơ quan",
        "answer": "Trả lời người dân",
        "rate": "Chờ người dân đánh giá",
        "review": "Xem lại câu trả lời",
        "publish": "Công khai kết quả",
        "progress": "Báo tiến độ khi trễ hạn",
    }
)
Unit = Literal["workdays", "days", "hours"]
OFFICE = Hours()


@dataclass(frozen=True)
class Term:
    """A length of time; `hours` are hours in which the office is open."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError("Thời hạn phải từ 1 trở lên.")


@dataclass(frozen=True)
class Limit:
    """When a term ends: the last day, and `moment` (UTC), the first at which it is too late.

    `expected`: the days off of a year it touches are not official yet.
    """

    day: date
    moment: datetime
    expected: bool


def pushed(limit: Limit, term: Term, paused: datetime, resumed: datetime, calendar: Calendar, hours: Hours) -> Limit:
    """A limit after its clock stood still; the pause is counted as the term is, and never makes it earlier.

    A last day that falls on a day off moves to the next worked day (BLDS 2015 Điều 148).
    """
    first, last = hours.local(paused).date(), hours.local(resumed).date()
    if term.unit == "hours":
        moment = _after_open_hours(_open_between(paused, resumed, calendar, hours), limit.moment, calendar, hours)
        return _limit(first, hours.local(moment).date(), moment, calendar)
    if term.unit == "workdays":
        day = calendar.add_workdays(limit.day, max(0, calendar.workdays_between(first, last)))
    else:
        day = calendar.next_workday(limit.day + max(0, (last - first).days) * DAY)
    return _limit(first, day, hours.at(day + DAY, time.min), calendar)


def due(term: Term, start: datetime, calendar: Calendar, hours: Hours = OFFICE) -> Limit:
    """When a term that starts at a moment (receipt, or the decision) is over.

    BLDS 2015 Điều 147, 148: the first day is not counted; a last day that is off moves to the
    next worked day; the last day ends at 24:00.
    """
    return _due(term, start, calendar, hours)


@lru_cache(maxsize=500)  # those who come together are promised the same
def _due(term: Term, start: datetime, calendar: Calendar, hours: Hours) -> Limit:
    first = hours.local(start).date()
    if term.unit == "hours":
        moment = _after_open_hours(timedelta(hours=term.n), start, calendar, hours)
        return _limit(first, hours.local(moment).date(), moment, calendar)
    if term.unit == "workdays":
        day = calendar.add_workdays(first, term.n)
    else:
        day = calendar.next_workday(first + term.n * DAY)
    return _limit(first, day, hours.at(day + DAY, time.min), calendar)


def recounted(limit: Limit, term: Term, start: datetime, before: Calendar, after: Calendar, hours: Hours) -> Limit:
    """A limit under a changed calendar: never earlier. One that was pushed moves only off a day that is off now."""
    if limit.moment == due(term, start, before, hours).moment:
        found = due(term, start, after, hours)
    else:
        day = after.next_workday(limit.day)
        moved = day != limit.day
        found = _limit(limit.day, day, hours.openings(after, day)[-1][1] if moved else limit.moment, after)
        if moved and term.unit != "hours":
            found = _limit(limit.day, day, hours.at(day + DAY, time.min), after)
    return found if found.moment > limit.moment else limit


def lasts_until(term: Term, day: date, calendar: Calendar, hours: Hours) -> Limit:
    """The limit that ends with this day: more time was granted until then."""
    at_closing = term.unit == "hours" and calendar.is_workday(day)
    return _limit(
        day, day, hours.openings(calendar, day)[-1][1] if at_closing else hours.at(day + DAY, time.min), calendar
    )


def _limit(first: date, day: date, moment: datetime, calendar: Calendar) -> Limit:
    return Limit(day, moment, calendar.is_expected(first, day))


def _after_open_hours(wanted: timedelta, start: datetime, calendar: Calendar, hours: Hours) -> datetime:
    day = hours.local(start).date()
    while True:
        for opens, closes in hours.openings(calendar, day):
            begin = max(opens, start.astimezone(UTC))
            left = closes - begin
            if left >= wanted:
                return begin + wanted
            wanted -= max(left, timedelta())
        day += DAY


def _open_between(start: datetime, end: datetime, calendar: Calendar, hours: Hours) -> timedelta:
    total, day = timedelta(), hours.local(start).date()
    while day <= hours.local(end).date():
        for opens, closes in hours.openings(calendar, day):
            total += max(timedelta(), min(closes, end) - max(opens, start))
        day += DAY
    return total

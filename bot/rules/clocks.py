"""Clocks of citizens' feedback: how long each step may take, and which rule says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple

from bot.rules.workdays import DAY, Calendar, Hours

Step = Literal["receive", "transfer", "inform", "handle", "answer", "publish", "review"]
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
class Profile:
    """The terms one rule sets, with the rule named.

    All run from receipt but `publish`, from the answer, and `review`, from when the citizen was unhappy with it.
    """

    name: str
    source: str
    steps: Mapping[Step, Term]


@dataclass(frozen=True)
class Limit:
    """When a term ends: the last day, and `moment` (UTC), the first at which it is too late.

    `expected`: the days off of a year it touches are not official yet.
    """

    day: date
    moment: datetime
    expected: bool


# No national rule fixes the days to answer, so that clock is always a local one.
PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "narrow": Profile(
            "Phản ánh, kiến nghị về quy định hành chính",
            "Nghị định 20/2008/NĐ-CP (sửa đổi năm 2013, 2017)",
            {"transfer": Term(5, "workdays")},
        ),
        "broad": Profile(
            "Phản ánh, kiến nghị về việc tại địa phương",
            "Điều 28 Luật Tiếp công dân 42/2013/QH13; Điều 12 khoản 3 Luật 10/2022/QH15",
            {"inform": Term(10, "workdays"), "publish": Term(5, "workdays")},
        ),
        "local10": Profile(
            "Trả lời trong 10 ngày",
            "Quy định của cơ quan: 10 ngày kể từ ngày tiếp nhận",
            {"answer": Term(10, "days"), "review": Term(5, "workdays")},
        ),
        "seven": Profile(
            "Trả lời trong 7 ngày làm việc",
            "Quy định của cơ quan: 7 ngày làm việc kể từ ngày tiếp nhận",
            {"answer": Term(7, "workdays"), "review": Term(5, "workdays")},
        ),
    }
)
DEFAULT_ANSWER = "local10"

# Working hours to receive and to finish, a preset and no law; an office sets its own.
CATEGORY_HOURS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "rac-moi-truong": (4, 24),
        "giao-thong-ha-tang": (8, 168),
        "cap-thoat-nuoc": (4, 48),
        "chieu-sang-dien": (2, 24),
        "trat-tu-do-thi": (6, 40),
        "xay-dung-dat-dai": (4, 72),
        "tieng-on": (2, 16),
        "an-ninh": (2, 16),
        "an-toan-thuc-pham": (2, 24),
        "y-te": (8, 72),
        "giao-duc": (8, 72),
        "an-sinh": (8, 72),
        "tthc-mot-cua": (8, 56),
        "thai-do-can-bo": (8, 120),
        "khac": (8, 72),
    }
)


def category_profile(code: str) -> Profile | None:
    """The preset hours of a category, None where it has none."""
    hours = CATEGORY_HOURS.get(code)
    if hours is None:
        return None
    source = "Mức gợi ý theo lĩnh vực (giờ làm việc), cơ quan tự quyết định"
    return Profile(code, source, {"receive": Term(hours[0], "hours"), "handle": Term(hours[1], "hours")})


# What these are about is a rule, a procedure or an official's conduct: feedback in the narrow sense (NĐ 20/2008).
NARROW = frozenset({"quy-dinh-hc", "tthc-mot-cua", "thai-do-can-bo"})


class Ruled(NamedTuple):
    """The term of a step, and the key of the profile that sets it (a category's code for its preset)."""

    rule: str
    term: Term


def terms_of(category: str, answer_clock: str) -> dict[Step, Ruled]:
    """Every step of a case of this category ("" while unsorted) in an office that promises by `answer_clock`."""
    found: dict[Step, Ruled] = {}
    for rule in (*(("narrow",) if category in NARROW else ()), "broad", answer_clock):
        found |= {step: Ruled(rule, term) for step, term in PROFILES[rule].steps.items()}
    preset = category_profile(category)
    if preset:
        found |= {step: Ruled(category, term) for step, term in preset.steps.items()}
    return found


def profile_named(rule: str) -> Profile:
    """The profile behind a clock's `rule`; KeyError for what is none."""
    return PROFILES.get(rule) or category_profile(rule) or PROFILES[rule]


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
    first = hours.local(start).date()
    if term.unit == "hours":
        moment = _after_open_hours(timedelta(hours=term.n), start, calendar, hours)
        return _limit(first, hours.local(moment).date(), moment, calendar)
    if term.unit == "workdays":
        day = calendar.add_workdays(first, term.n)
    else:
        day = calendar.next_workday(first + term.n * DAY)
    return _limit(first, day, hours.at(day + DAY, time.min), calendar)


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

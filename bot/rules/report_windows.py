"""The periods that an office reports on: which days each covers, and when its report goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.rules.figures import Window
from bot.rules.report_periods import Periods, Rule, covered, sent_on
from bot.rules.schedules import Unit
from bot.rules.workdays import DAY, Calendar
from bot.rules.year_parts import Part, day_in, part_of

Kind = Literal["week", "month", "quarter", "half-year", "nine-months", "year", "span"]
KINDS: Mapping[Kind, str] = {
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half-year": "6 tháng",
    "nine-months": "9 tháng",
    "year": "năm",
    "span": "theo yêu cầu",
}
# What this report is about, as the rules of an office may name it.
ABOUT = "báo cáo tình hình thực hiện nhiệm vụ"
# By which of an office's rules a period is reported; nobody has one for nine months or for any days one likes.
_RULED: Mapping[Kind, Unit] = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "half-year": "half-year",
    "nine-months": "quarter",
    "year": "year",
}
NINE = 9  # months
LONGEST = 366 * 2  # days


@dataclass(frozen=True)
class Period:
    """A week, month … year of the calendar, or any days. `key`: "2026-W47", "2026-11", "2026-9M"."""

    kind: Kind
    first: date
    last: date
    key: str
    label: str

    @property
    def part(self) -> Part:
        return Part(self.first, self.last, self.key, self.label)


@dataclass(frozen=True)
class Sending:
    """The worked day on which a report goes out, and the hour by which it is wanted, if one was named."""

    day: date
    hour: time | None


def period_in(kind: Kind, day: date) -> Period:
    """That of this kind in which a day lies; of nine months that of its year."""
    if kind == "nine-months":
        return _nine_months(day.year)
    if kind == "span":
        return span(day, day)
    part = part_of(_RULED[kind], day)
    return Period(kind, part.first, part.last, part.key, part.label)


def _nine_months(year: int) -> Period:
    return Period("nine-months", date(year, 1, 1), day_in(year, NINE, 31), f"{year}-9M", f"9 tháng năm {year}")


def span(first: date, last: date) -> Period:
    """Any days. ValueError, in Vietnamese, where they cannot be reported on."""
    if last < first:
        raise ValueError("Ngày cuối phải sau ngày đầu.")
    if (last - first).days > LONGEST:
        raise ValueError("Kỳ báo cáo dài nhất là 2 năm.")
    label = f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
    return Period("span", first, last, f"{first}_{last}", label)


def rule_for(kind: Kind, periods: Periods) -> Rule | None:
    unit = _RULED.get(kind)
    return periods.rule_for(unit, ABOUT) if unit else None


def window_of(period: Period, periods: Periods) -> Window:
    """The days that its report covers by the office's rule, else its own, and those that come after them."""
    first, last = _covered(period, periods)
    following = _following(period)
    coming = _covered(following, periods) if following else (last + DAY, last + (last - first) + DAY)
    return Window(first, last, period.label, coming)


def _covered(period: Period, periods: Periods) -> tuple[date, date]:
    rule = rule_for(period.kind, periods)
    return covered(rule, period.part) if rule and rule.send else (period.first, period.last)


def _following(period: Period) -> Period | None:
    """After nine months the last quarter, else the next of the same kind."""
    if period.kind == "span":
        return None
    return period_in("quarter" if period.kind == "nine-months" else period.kind, period.last + DAY)


def sending_of(period: Period, periods: Periods, calendar: Calendar) -> Sending | None:
    """None: no rule says when, or the report is made when somebody asks for it."""
    rule = rule_for(period.kind, periods)
    if rule is None or rule.send is None:
        return None
    return Sending(sent_on(rule, covered(rule, period.part)[1], calendar)[1], rule.hour)

"""The periods in which an indicator is measured, and when its figure is asked for."""

import re
from dataclasses import dataclass
from datetime import date

from bot.rules.amounts import is_percent
from bot.rules.report_periods import Rule, covered, sent_on
from bot.rules.schedules import Unit
from bot.rules.vietnamese import plain
from bot.rules.workdays import DAY, Calendar
from bot.rules.year_parts import parts_between

_SUNDAY = 6
_ADDS = re.compile(
    r"\b(?:buoi|ho so|luot|vu|van ban|cuoc|lan|hoi nghi|dot|tin|bai|nhiem vu|san pham|chau hoi|dong|lop tap huan)\b"
)
_DONE = re.compile(r"(?:tong )?so .*\b(?:moi|duoc|to chuc|thuc hien|giai quyet|xu ly|tuyen truyen|hoan thanh)\b")
PATIENCE = 2  # worked days that are left for an answer where no rule says more


@dataclass(frozen=True)
class Period:
    """`first` and `last` are the days it covers here; `key` and `label` name it ("2026-Q3", "Quý III/2026")."""

    key: str
    label: str
    first: date
    last: date


def plain_rule(unit: Unit) -> Rule:
    """Where neither office nor law says more: as the calendar has it."""
    return Rule(unit, cut=_SUNDAY if unit == "week" else None)


def periods_in(rule: Rule, year: int) -> list[Period]:
    """Those of a year, in order."""
    parts = parts_between(rule.unit, date(year, 1, 1), date(year, 12, 31))
    named = (part for part in parts if part.key.startswith(str(year)))
    return [Period(part.key, part.label, *covered(rule, part)) for part in named]


def asked_on(period: Period, calendar: Calendar) -> date:
    return calendar.next_workday(period.last + DAY)


def answered_by(rule: Rule, period: Period, calendar: Calendar) -> date:
    """The day on which the figure has to be there: when the report is sent, but never at once."""
    wanted = sent_on(rule, period.last, calendar)[1]
    return max(wanted, calendar.add_workdays(asked_on(period, calendar), PATIENCE))


def adds_up(name: str, measure: str) -> bool:
    """Whether figures of this kind are counted anew in each period: sessions, files, money; a share or a level is not.

    What it is taken for until the clerk says otherwise; whoever is asked for a figure reads which of both is wanted.
    """
    return not is_percent(measure) and bool(_ADDS.search(plain(measure)) or _DONE.match(plain(name)))

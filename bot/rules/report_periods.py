"""Which days a report covers and when it is sent: one rule for each kind of period."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from bot.rules.schedules import Unit
from bot.rules.vietnamese import plain
from bot.rules.workdays import DAY, Calendar
from bot.rules.year_parts import Part, day_in


@dataclass(frozen=True)
class OnDay:
    """On a day of the month that lies `later` months after the one in which the period ends."""

    day: int
    later: int = 0


@dataclass(frozen=True)
class AfterEnd:
    """So many worked days after the period; 0: on its last day."""

    workdays: int


@dataclass(frozen=True)
class OnWeekday:
    """The first such day (Monday = 0) from the end of the period on, or that of the week after it."""

    weekday: int
    week_after: bool = False


Send = OnDay | AfterEnd | OnWeekday


@dataclass(frozen=True)
class Rule:
    """`cut` is the last day of a period of months (None: of the month), of a week its last weekday (Monday = 0).

    With a cut on the 14th the first quarter runs 15/12 to 14/3. `about`: only reports that name these words.
    `send` None: due as the plan says. A send day that is off moves to the worked day before, or `forward`.
    """

    unit: Unit
    cut: int | None = None
    send: Send | None = None
    about: str = ""
    hour: time | None = None
    forward: bool = False
    source: str = ""

    def from_source(self, source: str) -> "Rule":
        return replace(self, source=source)

    @property
    def scope(self) -> tuple[Unit, str]:
        """Two rules of one scope exclude each other."""
        return self.unit, plain(self.about)


def covered(rule: Rule, part: Part) -> tuple[date, date]:
    """The first and the last day that the report of this week, month, quarter … covers."""
    if rule.unit == "week":
        end = part.first + (rule.cut or 0) * DAY
        return end - 6 * DAY, end
    if rule.cut is None:
        return part.first, part.last
    before = part.first - DAY
    start = day_in(before.year, before.month, rule.cut) + DAY
    return start, day_in(part.last.year, part.last.month, rule.cut)


def sent_on(rule: Rule, end: date, calendar: Calendar) -> tuple[date, date]:
    """The day on which the rule wants the report of a period with this end, and the worked day that this means."""
    wanted = _wanted(rule.send, end, calendar)
    return wanted, calendar.next_workday(wanted) if rule.forward else calendar.previous_workday(wanted)


def _wanted(send: Send | None, end: date, calendar: Calendar) -> date:
    match send:
        case OnDay(day, later):
            years, month = divmod(end.month - 1 + later, 12)
            return day_in(end.year + years, month + 1, day)
        case AfterEnd(workdays) if workdays:
            return calendar.add_workdays(end, workdays)
        case OnWeekday(weekday, week_after):
            if week_after:
                return end + (7 - end.weekday() + weekday) * DAY
            return end + (weekday - end.weekday()) % 7 * DAY
    return end


@dataclass(frozen=True)
class Periods:
    """The rules of an office. `base` None: nobody has said yet what a period means. Of `own` rules the later wins."""

    base: tuple[Rule, ...] | None = None
    own: tuple[Rule, ...] = ()

    def rule_for(self, unit: Unit, content: str) -> Rule | None:
        """That of the closest scope; None where neither the office nor a law says anything."""
        own = [rule for rule in self.own if rule.unit == unit and _is_about(rule, content)]
        own.sort(key=lambda rule: len(rule.about))
        base = [rule for rule in self.base or () if rule.unit == unit]
        return next(iter([*reversed(own), *base]), None)

    def with_rule(self, rule: Rule) -> "Periods":
        others = tuple(one for one in self.own if one.scope != rule.scope)
        return Periods(self.base, (*others, rule))


def _is_about(rule: Rule, content: str) -> bool:
    return bool(re.search(rf"\b{re.escape(plain(rule.about))}\b", plain(content))) if rule.about else True

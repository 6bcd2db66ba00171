"""Indicators with what is known of them: their periods, figures, trend and outlook."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bot.acts.wanted import office_periods
from bot.desk import OfficeDay
from bot.rules.access import Rights
from bot.rules.amounts import is_percent
from bot.rules.computed import SOURCES
from bot.rules.measuring import Period, periods_in, plain_rule
from bot.rules.outlook import Course, Projection, Standing, Trend, project, standing, trend
from bot.rules.report_periods import Rule
from bot.rules.states import Role
from bot.rules.targets import distance
from storage.indicators import Indicator, IndicatorValue, open_indicators, values_of


@dataclass(frozen=True)
class Measured:
    """`entered`: everything that ever was, oldest first; of a period the last counts. `today` is the office's."""

    item: Indicator
    rule: Rule
    periods: tuple[Period, ...]
    entered: tuple[IndicatorValue, ...]
    today: date

    @property
    def known(self) -> dict[str, IndicatorValue]:
        return {row.period: row for row in self.entered}

    @property
    def is_computed(self) -> bool:
        return self.item.source in SOURCES

    @property
    def is_share(self) -> bool:
        return is_percent(self.item.measure)

    def course(self, until: date | None = None) -> Course:
        """The year's figures, or only those of periods that were over by a day."""
        known = self.known
        rows = [known.get(period.key) if until is None or period.last <= until else None for period in self.periods]
        return Course(tuple(row.value if row else None for row in rows), self.item.adds, is_percent(self.item.measure))

    @property
    def standing(self) -> Standing:
        return standing(self.item.goal, self.course())

    @property
    def projection(self) -> Projection | None:
        return project(self.course())

    @property
    def trend(self) -> Trend:
        return trend(self.course().known)

    @property
    def distance(self) -> float | None:
        """To the target from where it is now; None where there is nothing to compare."""
        now = self.course().now
        return None if now is None or self.item.goal is None else distance(self.item.goal, now)

    @property
    def last(self) -> IndicatorValue | None:
        """The figure of the newest period that has one."""
        known = self.known
        return next((known[period.key] for period in reversed(self.periods) if period.key in known), None)

    @property
    def finished(self) -> Period | None:
        """The newest period that is over."""
        return next((period for period in reversed(self.periods) if period.last < self.today), None)

    @property
    def running(self) -> Period | None:
        return next((period for period in self.periods if period.first <= self.today <= period.last), None)

    @property
    def awaited(self) -> Period | None:
        """The newest period that is over and has no figure, since the indicator is followed."""
        over = self.finished
        if over is None or over.key in self.known or (self.item.since and over.last < self.item.since):
            return None
        return over

    @property
    def missing(self) -> list[Period]:
        """Earlier periods without a figure, where later ones or the whole year would be told by guessing them."""
        known, newest = self.known, self.awaited
        return [one for one in self.periods if one.last < self.today and one.key not in known and one != newest]

    def before(self, period: Period) -> list[float]:
        """The figures of earlier periods, oldest first."""
        known = self.known
        found = (known.get(one.key) for one in self.periods if one.last < period.last)
        return [row.value for row in found if row and row.value is not None]


def measured(day: OfficeDay, items: Iterable[Indicator]) -> list[Measured]:
    rows, periods = list(items), office_periods(day.office)
    values = values_of(day.session, [item.id for item in rows])
    found = []
    for item in rows:
        rule = periods.rule_for(item.rhythm, item.name) or plain_rule(item.rhythm)
        if rule.unit == "week" and rule.cut is None:
            rule = plain_rule("week")
        in_year = tuple(periods_in(rule, item.year or day.today.year))
        found.append(Measured(item, rule, in_year, tuple(values[item.id]), day.today))
    return found


def followed(day: OfficeDay, units: Collection[int] | None = None) -> list[Measured]:
    return measured(day, open_indicators(day.session, day.office.id, units))


def waiting_for(day: OfficeDay, rights: Rights) -> list[Measured]:
    """What the speaker's own units are asked for; what has no unit is the clerk's."""
    found = followed(day, None if Role.CLERK in rights.roles else rights.units)
    mine = (one for one in found if is_asked_of(rights, one.item.unit_id))
    return [one for one in mine if one.awaited and not one.is_computed]


def is_asked_of(rights: Rights, unit_id: int | None) -> bool:
    return unit_id in rights.units if unit_id else Role.CLERK in rights.roles


def silent(found: Iterable[Measured]) -> list[Measured]:
    """Those that were asked for, reminded of, and have no figure."""
    return [one for one in found if one.awaited and one.item.asked == one.awaited.key and one.item.named_at]

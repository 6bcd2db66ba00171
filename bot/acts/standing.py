"""How the work of a place stands: what the overview says first, counted and not listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.acts.places import Place, holder_of, work_at
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.scopes import Scope
from bot.rules.status_views import Days, View, ahead, days_of
from bot.rules.workdays import DAY
from storage.listed import Wanted, listed_duties
from storage.occurrences import Duty
from storage.sums import (
    CaseSum,
    DutySum,
    Moments,
    answered,
    answers,
    case_sums,
    count_finished,
    duty_sums,
    received,
)

MONTH = timedelta(days=30)
WORST = 3


@dataclass(frozen=True)
class Sums:
    """`due`: in what is left of this week. Of the cases `case_due` likewise."""

    open: int
    doing: int
    late: int
    due: int
    standing: int
    cases: int
    case_late: int
    case_due: int


@dataclass(frozen=True)
class Row:
    """A unit or a person within a place, and where a tap on it leads."""

    name: str
    view: View
    sums: Sums


@dataclass(frozen=True)
class Standing:
    """`done` since the year began; `answered` in the last thirty days, `on_time` of them; `unsorted` cases."""

    sums: Sums
    rows: tuple[Row, ...]
    worst: tuple[Duty, ...]
    done: int
    unsorted: int
    answered: int
    on_time: int


@dataclass(frozen=True)
class Stretch:
    """What happened in some days so far, and what is left of them."""

    first: date
    last: date
    done: int
    received: int
    answered: int
    case_due: int
    late: int


def standing(day: OfficeDay, place: Place) -> Standing:
    found = Counted.of(day, place.scope)
    told = answered(day.session, day.office.id, place.scope, (day.now - MONTH, day.now + DAY))
    year = day.hours.at(date(day.today.year, 1, 1), "00:00")
    return Standing(
        sums=found.all,
        rows=tuple(rows_of(day, place, found)),
        worst=tuple(listed_duties(day.session, day.office.id, day.here, Wanted(place.scope, True, most=WORST))[0]),
        done=count_finished(day.session, day.office.id, place.scope, (year, day.now + DAY)),
        unsorted=found.sums(Scope(units=frozenset({None}))).cases,
        answered=len(told),
        on_time=sum(is_on_time(day, at, due) for at, due in told),
    )


@dataclass(frozen=True)
class Counted:
    """What the database counted of a scope; any part of it is added up from here."""

    duties: Sequence[DutySum]
    cases: Sequence[CaseSum]

    @classmethod
    def of(cls, day: OfficeDay, scope: Scope, days: Days = "tuan") -> "Counted":
        span = ahead(days, day.today)
        duties = duty_sums(day.session, day.office.id, scope, day.here, span)
        return cls(duties, case_sums(day.session, day.office.id, scope, day.today, span))

    @property
    def all(self) -> Sums:
        return _added(self.duties, self.cases)

    def sums(self, scope: Scope) -> Sums:
        duties = [row for row in self.duties if scope.has_duty(row.unit_id, row.post_id)]
        return _added(duties, [row for row in self.cases if scope.has_case(row.unit_id, row.handler_id)])


def _added(duties: Sequence[DutySum], cases: Sequence[CaseSum]) -> Sums:
    return Sums(
        open=sum(row.open for row in duties),
        doing=sum(row.doing for row in duties),
        late=sum(row.late for row in duties),
        due=sum(row.due for row in duties),
        standing=sum(row.standing for row in duties),
        cases=sum(row.open for row in cases),
        case_late=sum(row.late for row in cases),
        case_due=sum(row.due for row in cases),
    )


def rows_of(day: OfficeDay, place: Place, found: Counted) -> list[Row]:
    """The units, or the people, that a place is made of; who is latest first, without those that have nothing."""
    rows = [*_unit_rows(day, place, found), *_people_rows(day, place, found)]
    rows = [row for row in rows if row.sums.open or row.sums.cases]
    return sorted(rows, key=lambda row: (-row.sums.late - row.sums.case_late, -row.sums.open, row.view.code))


def _unit_rows(day: OfficeDay, place: Place, found: Counted) -> list[Row]:
    names = unit_names(day) if place.units else {}
    return [Row(names[unit], View(unit=unit or 0), found.sums(Scope(units=frozenset({unit})))) for unit in place.units]


def _people_rows(day: OfficeDay, place: Place, found: Counted) -> list[Row]:
    return [
        Row(holder_of(day, post), View(unit=post.unit_id, post=post.id), found.sums(work_at(day, post)))
        for post in place.people
    ]


def stretch(day: OfficeDay, scope: Scope, days: Days) -> Stretch:
    first, last = days_of(days, day.today)
    when: Moments = (day.hours.at(first, "00:00"), day.hours.at(last + DAY, "00:00"))
    sums = Counted.of(day, scope, days).all
    office = day.office.id
    return Stretch(
        first=first,
        last=last,
        done=count_finished(day.session, office, scope, when),
        received=received(day.session, office, scope, [when])[0],
        answered=answers(day.session, office, scope, [when])[0],
        case_due=sums.case_due,
        late=sums.late,
    )


def is_on_time(day: OfficeDay, at: datetime, promised: date) -> bool:
    return day.hours.local(at).date() <= promised

"""The due dates that a task should have: of its plan's year, and what comes round again after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.desk import OfficeDay
from bot.rules.occurrences import Due, dues, dues_after
from bot.rules.report_days import as_meant, bare_units, is_report
from bot.rules.report_periods import Periods
from bot.rules.report_said import periods_of
from bot.rules.schedules import Schedule, from_json
from bot.rules.waiting import date_waits, started
from storage.offices import Office
from storage.plans import Plan, Task, task_events

BASE, OWN = "quarter", "periods"  # where Office.profile keeps what reporting periods mean
STARTED = "started:"  # what became of a start that a plan left to others, with the number of its deadline
AHEAD = timedelta(days=92)  # how far ahead the next year's dates are made
_SLACK = timedelta(days=14)  # a daily rhythm need not be looked at every day
_FARTHEST = timedelta(days=3 * 366)


def office_periods(office: Office) -> Periods:
    return periods_of(office.profile.get(BASE, ""), office.profile.get(OWN, []))


@dataclass(frozen=True)
class Wanted:
    """`own`: the dates of the plan's own year (and whatever is printed); `later`: of the years after, as far as made.

    `next_at`: when more of them have to be made; none: nothing comes round again.
    """

    own: tuple[Due, ...]
    later: tuple[Due, ...]
    next_at: datetime | None

    @property
    def all(self) -> tuple[Due, ...]:
        return (*self.own, *self.later)


def dues_of(schedule: Mapping[str, Any], plan: Plan, day: OfficeDay) -> tuple[Due, ...]:
    """As the plan prints them, of its own year."""
    return _own(from_json(schedule), _year(plan, day), day)


def wanted_dues(day: OfficeDay, task: Task, plan: Plan, periods: Periods | None = None) -> Wanted:
    """`periods`: what the office might mean by its reporting periods, where it is not what it has said."""
    if task.needs_review or task.closed_at:
        return Wanted((), (), None)
    schedule, year = _started(day, task), _year(plan, day)
    last = day.today + AHEAD
    coming = _coming(schedule, year, plan, day)
    ahead = next((due.printed for due in coming if due.printed > last), None)
    meaning = office_periods(day.office) if periods is None else periods
    found = (_own(schedule, year, day), tuple(due for due in coming if due.printed <= last))
    own, later = (tuple(_meant(day, task, schedule, due, meaning) for due in dues) for dues in found)
    return Wanted(own, later, _moment(day, ahead) if ahead else None)


def starts_of(day: OfficeDay, task: Task) -> dict[int, date]:
    """Number of a deadline -> the day on which its work began, as somebody said last."""
    said = (event for event in task_events(day.session, task.id) if event.what.startswith(STARTED))
    return {int(event.what.removeprefix(STARTED)): event.day for event in said if event.day}


def _started(day: OfficeDay, task: Task) -> Schedule:
    schedule = from_json(task.schedule)
    waits = any(wait.is_start for wait in date_waits(schedule))
    return started(schedule, starts_of(day, task)) if waits else schedule


def _year(plan: Plan, day: OfficeDay) -> int:
    return plan.year or day.hours.local(plan.confirmed_at or day.now).year


def _own(schedule: Schedule, year: int, day: OfficeDay) -> tuple[Due, ...]:
    first, last = date(year - 1, 1, 1), date(year + 10, 12, 31)  # milestones may lie in other years
    return dues(schedule, year=year, since=first, until=last, calendar=day.calendar)


def _coming(schedule: Schedule, year: int, plan: Plan, day: OfficeDay) -> tuple[Due, ...]:
    """A plan that was taken up when its year was over is history, and nothing of it comes round again."""
    if plan.confirmed_at is None or day.hours.local(plan.confirmed_at).year > year:
        return ()
    until = min(day.today + _FARTHEST, plan.ends_on or date.max)
    return tuple(sorted(dues_after(schedule, year=year, until=until, calendar=day.calendar), key=_printed))


def _printed(due: Due) -> date:
    return due.printed


def _meant(day: OfficeDay, task: Task, schedule: Schedule, due: Due, periods: Periods) -> Due:
    if not is_report(task.content, task.deadline_text):
        return due
    return as_meant(due, periods, task.content, bare=bool(bare_units(schedule)), calendar=day.calendar)


def _moment(day: OfficeDay, ahead: date) -> datetime:
    return day.hours.at(max(ahead - AHEAD, day.today + _SLACK), day.slot)

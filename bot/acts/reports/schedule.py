"""When reports are drafted by themselves, the clerk is reminded, and they go to the lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.acts.reports.drafts import report_for, send
from bot.acts.rhythm import reporting_periods
from bot.desk import OfficeDay
from bot.rules.report_windows import Kind, Period, period_in, sending_of, window_of
from bot.rules.states import Role
from bot.rules.workdays import DAY
from storage.offices import Office
from storage.people import overseers
from storage.reports import Report, newest_report

KINDS: tuple[Kind, ...] = ("month", "quarter", "half-year", "nine-months", "year")  # the week has questions of its own
OFF = "reports_off"  # where Office.profile keeps the kinds that nobody wants by themselves
AFTERNOON = time(14)  # when it goes to the lead, where no hour is named
TO_READ = timedelta(hours=2)  # before the hour by which it is wanted
MISSED = timedelta(days=2)  # after a longer stop nobody waits for it any more


@dataclass(frozen=True)
class Planned:
    """Moments of a report; `remind_at` is the morning of the day it goes out, None where it is drafted only then."""

    period: Period
    draft_at: datetime
    remind_at: datetime | None
    send_at: datetime


def kinds_wanted(office: Office) -> list[Kind]:
    off = office.profile.get(OFF, [])
    return [kind for kind in KINDS if kind not in off]


def turn(office: Office, kind: Kind) -> None:
    """On where it was off, and the other way round."""
    off = set(office.profile.get(OFF, [])) ^ {kind}
    office.profile = {**office.profile, OFF: sorted(off)}


def planned_reports(day: OfficeDay) -> list[Planned]:
    """Of the periods around today; of those that end on one day and go out on one day only the longest."""
    found: dict[tuple[date, datetime], Planned] = {}
    for period in _periods_around(day):
        plan = _planned(day, period)
        if plan:
            window = window_of(period, reporting_periods(day))
            found[window.last, plan.send_at] = plan  # the longer kinds come later
    return sorted(found.values(), key=lambda plan: plan.draft_at)


def _periods_around(day: OfficeDay) -> Iterator[Period]:
    for kind in kinds_wanted(day.office):
        period = period_in(kind, day.today)
        yield period_in(kind, period.first - DAY)
        yield period
        yield period_in(kind, period.last + DAY)


def _planned(day: OfficeDay, period: Period) -> Planned | None:
    periods = reporting_periods(day)
    sending = sending_of(period, periods, day.calendar)
    if sending is None:
        return None
    end = window_of(period, periods).last
    drafted = min(day.calendar.next_workday(end + DAY), sending.day)
    draft_at, morning = _opening(day, drafted), _opening(day, sending.day)
    wanted = day.hours.at(sending.day, sending.hour) - TO_READ if sending.hour else day.hours.at(sending.day, AFTERNOON)
    send_at = min(max(wanted, morning + TO_READ), _closing(day, sending.day))
    return Planned(period, draft_at, morning if morning > draft_at else None, send_at)


def _opening(day: OfficeDay, worked: date) -> datetime:
    return day.hours.openings(day.calendar, worked)[0][0]


def _closing(day: OfficeDay, worked: date) -> datetime:
    """A little before, so that it still leaves on that day."""
    return day.hours.openings(day.calendar, worked)[-1][1] - timedelta(minutes=30)


def draft_due(day: OfficeDay) -> int:
    """Draft what is due and was not drafted yet, and tell the clerk; how many."""
    made = 0
    for plan in planned_reports(day):
        due = day.office.created_at <= plan.draft_at <= day.now < plan.send_at + MISSED
        if due and newest_report(day.session, day.office.id, plan.period.key) is None:
            _draft(day, plan)
            made += 1
    return made


def _draft(day: OfficeDay, plan: Planned) -> None:
    report = report_for(day, plan.period, None)
    report.send_at = max(plan.send_at, day.now + TO_READ)
    later = plan.remind_at if plan.remind_at and plan.remind_at > day.now else None
    report.next_at = later or report.send_at
    day.session.add(report)
    day.session.flush()
    _tell_clerk(day, report, "draft")


def _tell_clerk(day: OfficeDay, report: Report, step: str) -> None:
    clerks = overseers(day.session, day.office.id, Role.CLERK)
    said = day.say("report_drafted", report=report, again=step != "draft")
    day.tell_all(clerks, f"report:{report.id}:{step}", said, "bản nháp báo cáo")


def go_on(day: OfficeDay, report: Report) -> None:
    """Its moment has come: the clerk is reminded, or it goes to the lead as it is."""
    if report.is_sent or report.send_at is None:
        report.next_at = None
    elif day.now >= report.send_at:
        send(day, report, None)
    else:
        _tell_clerk(day, report, "remind")
        report.next_at = report.send_at
    day.session.add(report)


def hold_back(day: OfficeDay, report: Report) -> None:
    """It does not go out by itself any more."""
    report.send_at = report.next_at = None
    day.session.add(report)


def next_round(day: OfficeDay) -> datetime:
    """When the office opens on the next worked day."""
    return _opening(day, day.calendar.next_workday(day.today + DAY))

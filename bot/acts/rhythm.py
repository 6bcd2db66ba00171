"""How this office reports its weeks, and the weeks that follow from it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.acts.wanted import office_periods
from bot.desk import OfficeDay
from bot.rules.report_periods import AfterEnd, Periods, Rule
from bot.rules.report_windows import ABOUT
from bot.rules.reporting import USUAL, Rhythm, Week, week_of
from bot.rules.rhythm_said import read_rhythm, say_rhythm
from storage.offices import Office

KEPT = "week_rhythm"  # where Office.profile keeps the sentence
WEEK = timedelta(days=7)


def rhythm_of(office: Office) -> Rhythm:
    """As a sentence made it; the usual one where nothing was said."""
    said = office.profile.get(KEPT, "")
    return read_rhythm(said) if said else USUAL


def keep_rhythm(office: Office, rhythm: Rhythm) -> None:
    office.profile = {**office.profile, KEPT: "" if rhythm == USUAL else say_rhythm(rhythm)}


def week_on(day: OfficeDay, on: date) -> Week:
    """The office's own week in which a day lies."""
    return week_of(on, day.calendar, day.hours, rhythm_of(day.office))


def reporting_periods(day: OfficeDay) -> Periods:
    """What periods mean in this office's own reports: a week is as it was said for the weekly questions, if it was."""
    periods, rhythm = office_periods(day.office), rhythm_of(day.office)
    if rhythm == USUAL and periods.rule_for("week", ABOUT):
        return periods
    return periods.with_rule(Rule("week", cut=rhythm.last, send=AfterEnd(0)))


def next_in_week(day: OfficeDay, moment: Callable[[Week], datetime | None], start: date | None = None) -> datetime:
    """The next moment of its kind after now, from the week of a day on (the present one if none is named)."""
    week = week_on(day, start or day.today)
    while (found := moment(week)) is None or found <= day.now:
        week = week_on(day, week.first + WEEK)
    return found


def next_ask(day: OfficeDay) -> datetime:
    return next_in_week(day, lambda week: week.ask_at)


def next_send(day: OfficeDay) -> datetime:
    """When the lead gets a week next; the week before the present one may still be to come."""
    return next_in_week(day, lambda week: week.send_at, day.today - WEEK)

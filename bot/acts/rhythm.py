"""How this office reports its weeks, and the weeks that follow from it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.desk import OfficeDay
from bot.rules.reporting import USUAL, Rhythm, Week, week_of
from bot.rules.rhythm_said import read_rhythm, say_rhythm
from storage.offices import Office

KEPT = "week_rhythm"  # where Office.profile keeps the sentence
WEEK = timedelta(days=7)


def rhythm_of(office: Office) -> Rhythm:
    """As a sentence made it; the usual one where nothing was said."""
    said = office.profile.get(KEPT, "")
    return read_rhythm(said, USUAL, None) if said else USUAL


def keep_rhythm(office: Office, rhythm: Rhythm) -> None:
    office.profile = {**office.profile, KEPT: "" if rhythm == USUAL else say_rhythm(rhythm)}


def week_on(day: OfficeDay, on: date) -> Week:
    """The office's own week in which a day lies."""
    return week_of(on, day.calendar, day.hours, rhythm_of(day.office))


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

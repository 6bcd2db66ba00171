"""What is next in the round of a week."""

from datetime import datetime

from bot.acts.rhythm import week_on
from bot.desk import OfficeDay
from bot.rules.reporting import reminders
from storage.week_rounds import WeekRound, last_round


def next_step(day: OfficeDay, around: WeekRound) -> datetime:
    """When who is silent is reminded, or the week is sent."""
    steps = (*reminders(around.asked_at, around.send_at, day.calendar, day.hours), around.send_at)
    return next((moment for moment in steps if moment > day.now), around.send_at)


def refit_round(day: OfficeDay) -> None:
    """The office's calendar has changed: what is still to come of the round under way moves along."""
    around = last_round(day.session, day.office.id)
    if around is None or around.next_at is None or around.next_at <= day.now:
        return
    week = week_on(day, around.last)
    if week.first == around.first and week.send_at and week.send_at > day.now:
        around.send_at = week.send_at
    around.next_at = next_step(day, around)
    day.session.add(around)

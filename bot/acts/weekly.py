"""The questions of the weekly report."""

from collections.abc import Sequence
from datetime import timedelta

from bot.acts.summing import current
from bot.desk import OfficeDay
from bot.rules.states import OVER, Work
from bot.talk import Reply
from storage.occurrences import Duty, duties, duty
from storage.people import posts_of
from storage.weeks import WeekReport, week_lines

NEAR = timedelta(days=21)
MOST = 8


def worth_asking(day: OfficeDay, found: list[Duty]) -> list[Duty]:
    """Late ones, those due soon and those under way; never more than a few questions."""
    near = [one for one in current(found, day.here) if one[0].due <= day.today + NEAR or one[0].state == Work.DOING]
    return (near or found[:1])[:MOST]


def open_questions(day: OfficeDay, report: WeekReport) -> list[Duty]:
    """What was asked about and neither answered nor finished meanwhile."""
    said = {line.occurrence_id for line in week_lines(day.session, [report.id])}
    asked = [duty(day.session, day.office.id, number) for number in report.asked]
    return [one for one in asked if one and one[0].id not in said and one[0].state not in OVER]


def unanswered(day: OfficeDay, reports: list[WeekReport]) -> dict[int, int]:
    """Report -> how many of its questions are open, of those that are not complete. Who has left owes no answer."""
    reports = [report for report in reports if posts_of(day.session, report.person_id)]
    # Read at once, and held so that the session remembers them.
    _held = duties(day.session, [number for report in reports for number in report.asked])
    left = {report.id: len(open_questions(day, report)) for report in reports if report.answered_at is None}
    return {number: count for number, count in left.items() if count}


def question(day: OfficeDay, report: WeekReport, left: list[Duty], instead: Sequence[str] = ()) -> Reply:
    """About the first duty that is left, with a way to answer for all; `instead` names who is away."""
    item, task = left[0]
    late = any(one.is_late(day.here) for one, _ in left)
    first = len(left) == len(report.asked)
    return day.say("week_question", item=item, task=task, left=len(left), first=first, late=late, instead=instead)

"""Why a case has this date: the rule, what was skipped, what moved it; for the office also each step and reminder."""

from bot.acts.case_clocks import answer_clock, term_of
from bot.acts.case_steps import steps_of
from bot.acts.reminded import reminded_of
from bot.desk import Desk
from bot.rules.access import may_follow_case
from bot.rules.day_trail import DayPassed, passed_over
from bot.rules.term_said import say_term
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.case_clocks import CaseClock
from storage.feedback import Feedback, feedback_events

MOST = 15  # days off in a row that are worth naming one by one
MOVED = ("promise_moved", "extended")


def why_case(desk: Desk, case: Feedback) -> Reply:
    """`case` may be known to who asks."""
    clock = answer_clock(desk, case)
    if clock is None:
        return desk.say("code_unknown", code=case.code)
    is_owner = may_follow_case(desk.rights, case.person_id)
    skipped = _skipped(desk, clock)
    events = feedback_events(desk.session, case.id)
    return desk.say(
        "why_case",
        case=case,
        clock=clock,
        term=say_term(term_of(clock)),
        unit=clock.unit,
        skipped=skipped[:MOST],
        more=len(skipped[MOST:]),
        moved=[event for event in events if event.what in MOVED],
        steps=[] if is_owner else steps_of(desk, case),
        told=[] if is_owner else reminded_of(desk, "feedback", case.id, events),
        is_owner=is_owner,
    )


def _skipped(desk: Desk, clock: CaseClock) -> tuple[DayPassed, ...]:
    """Where worked days are counted all days off between; else only those at the end that moved it."""
    started = desk.hours.local(clock.started_at).date()
    first = started + (clock.n if clock.unit == "days" else 1) * DAY
    return passed_over(desk.calendar, first, clock.due)

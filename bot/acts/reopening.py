"""A case that was answered is taken up again: by its unit, or one level up where the citizen is unhappy."""

from datetime import timedelta

from bot.acts.case_clocks import start_review
from bot.acts.case_letters import pass_to_unit
from bot.acts.cases import move
from bot.desk import OfficeDay
from bot.rules.case_life import MOST_REOPENINGS, REOPENING_DAYS
from bot.rules.states import Case, Role
from bot.talk import Reply
from storage.case_clocks import last_clock
from storage.feedback import Feedback, feedback_events, last_feedback_event
from storage.offices import unit_named
from storage.people import holders, overseers


def may_reopen(day: OfficeDay, case: Feedback) -> bool:
    """Within the term after the answer, and not for ever."""
    if case.state not in (Case.ANSWERED, Case.CLOSED) or case.answered_at is None:
        return False
    times = sum(event.what == "reopened" for event in feedback_events(day.session, case.id))
    return times < MOST_REOPENINGS and day.now < case.answered_at + timedelta(days=REOPENING_DAYS)


def reopen(day: OfficeDay, case: Feedback, reason: str) -> None:
    """The matter is there again or was never over: its unit has it as before, with new clocks."""
    move(day, case, Case.REOPENED, "reopened", reason)
    pass_to_unit(day, case)


def review(day: OfficeDay, case: Feedback, reason: str) -> None:
    """The citizen is unhappy with the answer: whoever stands above the one who approved it looks at it."""
    event = move(day, case, Case.REOPENED, "reopened", reason)
    start_review(day, case)
    ask = review_question(day, case)
    day.tell_all(_reviewers(day, case), f"case:{case.id}:review:{event.id}", ask, "người dân chưa hài lòng")


def review_question(day: OfficeDay, case: Feedback) -> Reply:
    """Was the answer right? Of a case that its citizen had taken up again."""
    said = last_feedback_event(day.session, case.id, "reopened")
    clock = last_clock(day.session, case.id, "review")
    unit = unit_named(day.session, day.office.id, case.unit_id)
    due = clock.due if clock else case.due
    return day.say("review_case", case=case, unit=unit, reason=said.words if said else "", due=due)


def _reviewers(day: OfficeDay, case: Feedback) -> list[int]:
    """The leads who have not approved it themselves; where there is no other, the one who has."""
    leads = holders(day.session, day.office.id, Role.LEAD)
    return (
        [lead for lead in leads if lead != case.approved_by]
        or leads
        or overseers(day.session, day.office.id, Role.LEAD)
    )

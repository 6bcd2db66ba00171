"""One case: the citizen's words, its clocks, what happened, and what the visitor may do about it."""

from collections.abc import Iterator

from bot.acts.answers import show_draft
from bot.acts.case_letters import present
from bot.acts.case_steps import steps_of
from bot.acts.registering import sorting_question
from bot.acts.reminded import reminded_of
from bot.acts.reopening import review_question
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.rules.access import may_release
from bot.rules.routing import CONDUCT
from bot.rules.states import CASE_OPEN, Case, Role
from bot.talk import Reply
from bot.web.desk.buttons import buttons_of
from bot.web.desk.histories import OF_CASES, history_of
from bot.web.desk.looks import files_of
from bot.web.desk.visit import Page, Visit, not_here
from storage.feedback import Feedback, feedback_events
from storage.offices import unit_named

_UNSORTED = frozenset({Case.NEW, Case.RECEIVED})
_PAST = ("met", "ended")


def show_case(visit: Visit) -> Page:
    desk = visit.desk
    case = handled_case(desk, str(visit.place["number"]))
    if case is None:
        raise not_here()
    seen = present(desk, case)
    events, steps = feedback_events(desk.session, case.id), steps_of(desk, case)
    values = {
        "case": case,
        "topic": desk.topic_title(case.category, "Chưa phân loại"),
        "unit": unit_named(desk.session, desk.office.id, case.unit_id),
        "is_open": case.state in CASE_OPEN,
        "is_late": case.is_late(desk.today),
        "left": desk.calendar.workdays_between(desk.today, case.due),
        "steps": [step for step in steps if step.how not in _PAST],
        "past": [step for step in steps if step.how in _PAST],
        "history": history_of(desk, events, OF_CASES, case.person_id),
        "told": reminded_of(desk, "feedback", case.id, events),
        "files": files_of(visit, seen.files),
        "buttons": buttons_of(*_questions(desk, case), seen, here=f"/pa {case.id}"),
    }
    return Page("desk_case.html", "pakn", case.code, values)


def _questions(desk: Desk, case: Feedback) -> Iterator[Reply]:
    """What is to be decided first, by whoever decides it."""
    leads = Role.LEAD in desk.rights.roles
    if case.state in _UNSORTED and (leads or (Role.CLERK in desk.rights.roles and case.category != CONDUCT)):
        yield sorting_question(desk, case)
    if case.state == Case.AWAITING_APPROVAL and may_release(desk.rights):
        yield show_draft(desk, case)
    if case.state == Case.REOPENED and may_release(desk.rights):
        yield review_question(desk, case)

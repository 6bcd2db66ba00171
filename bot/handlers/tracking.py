"""A citizen follows their own cases: the state by code, an answer to a question."""

from bot.acts.reopening import may_reopen
from bot.desk import Desk
from bot.handlers.adding import join_case
from bot.rules.access import may_follow_case
from bot.rules.states import CASE_OPEN
from bot.talk import Reply
from storage.feedback import Feedback, cases_of, feedback_coded
from storage.offices import unit_named


def my_cases(desk: Desk, _words: str) -> Reply:
    found = cases_of(desk.session, desk.person.id)
    return desk.say("my_cases", cases=found, titles=desk.topics)


def track(desk: Desk, words: str) -> Reply:
    """The state of a case by its code, told to its owner only; to others the code does not exist."""
    if not words:
        return my_cases(desk, "")
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    return show_state(desk, case)


def show_state(desk: Desk, case: Feedback) -> Reply:
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    return desk.say(
        "case_state",
        case=case,
        unit=unit,
        open=case.state in CASE_OPEN,
        late=case.is_late(desk.today),
        again=may_reopen(desk, case),
    )


def own_case(desk: Desk, words: str) -> Feedback | None:
    code = words.split(" ")[0].strip().upper()
    case = feedback_coded(desk.session, desk.office.id, code) if code else None
    is_there = case is not None and case.erased_at is None
    return case if case and is_there and may_follow_case(desk.rights, case.person_id) else None


def supplement(desk: Desk, words: str) -> Reply:
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    desk.ask("supplement", code=case.code)
    return desk.say("ask_supplement", case=case, places=desk.takes_places)


def supplement_said(desk: Desk, code: str) -> Reply:
    """What the citizen adds, asked for or not, goes to the unit and the case moves on."""
    case = own_case(desk, code)
    desk.forget()
    if case is None or not (desk.heard.text or desk.heard.kept or desk.heard.location):
        return desk.say("code_unknown", code=code)
    return join_case(desk, case)

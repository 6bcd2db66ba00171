"""The lead looks at an answer with which the citizen is unhappy: the unit works on it again, or the answer stands."""

from bot.acts.answers import submit
from bot.acts.case_letters import pass_to_unit, tell_citizen
from bot.acts.cases import can_move, move
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.rules.access import may_release
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback, cases_in
from storage.offices import unit_named


def list_reviews(desk: Desk, _words: str) -> Reply:
    found = cases_in(desk.session, desk.office.id, Case.REOPENED)
    return desk.say("reviews", cases=found[:10], total=len(found))


def work_again(desk: Desk, words: str) -> Reply:
    case = _reviewed(desk, words)
    if case is None or case.unit_id is None:
        return desk.say("review_settled")
    case.handler_id = None
    event = move(desk, case, Case.ASSIGNED, "again")
    pass_to_unit(desk, case)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    tell_citizen(desk, case, f"again:{event.id}", desk.say("news_again", case=case, unit=unit), "xử lý lại")
    return desk.say("case_passed", case=case, unit=unit)


def let_stand(desk: Desk, words: str) -> Reply:
    """The answer was right: the citizen is told why, in the lead's words."""
    case = _reviewed(desk, words)
    if case is None:
        return desk.say("review_settled")
    desk.ask("stands", case=case.id)
    return desk.say("ask_stands", case=case)


def stands_said(desk: Desk, number: int) -> Reply:
    case = _reviewed(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("review_settled")
    if not desk.heard.text or any(file.problem for file in desk.heard.kept):
        return desk.say("answer_unusable", case=case)
    desk.forget()
    submit(desk, case, desk.heard.text, desk.heard.kept)
    return desk.say("answer_sent", case=case, out=True, on_time=desk.today <= case.original_due)


def _reviewed(desk: Desk, words: str) -> Feedback | None:
    case = handled_case(desk, words) if may_release(desk.rights) else None
    return case if case and case.state == Case.REOPENED and can_move(case, Case.ASSIGNED) else None

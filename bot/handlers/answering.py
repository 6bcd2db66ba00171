"""The answer to a case: written by the unit, told to the citizen."""

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import can_move, move
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.rules.states import Case
from bot.talk import Reply
from storage.files import attach
from storage.offices import unit_named


def answer(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("answer", case=case.id)
    return desk.say("ask_answer", case=case)


def answer_said(desk: Desk, number: int) -> Reply:
    """The answer goes to the citizen, who may rate it."""
    case = open_handled(desk, str(number))
    if case is None or not can_move(case, Case.AWAITING_APPROVAL):
        desk.forget()
        return desk.say("case_unknown")
    if any(file.problem for file in desk.heard.kept) or len(desk.heard.text.split()) < 3:
        return desk.say("answer_unusable", case=case)
    desk.forget()
    case.draft_answer, case.drafted_by = desk.heard.text, desk.person.id
    case.handler_id = desk.person.id
    event = move(desk, case, Case.AWAITING_APPROVAL, "drafted", desk.heard.text)
    attach(desk.session, desk.office.id, desk.heard.kept, feedback_event_id=event.id)
    case.answer, case.answered_at = case.draft_answer, desk.now
    event = move(desk, case, Case.ANSWERED, "answered", case.answer)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    news = desk.say("news_answer", attached=desk.heard.kept, case=case, unit=unit)
    tell_citizen(desk, case, f"answer:{event.id}", news, "trả lời phản ánh")
    return desk.say("answer_sent", case=case, on_time=desk.today <= case.original_due)

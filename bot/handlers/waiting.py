"""The citizen was asked and does not reply: the unit goes on without it, or ends the case with a reason."""

from bot.acts.case_clocks import is_silent
from bot.acts.case_letters import tell_citizen
from bot.acts.cases import can_move, go_back, move
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.rules.case_reasons import reasons_for
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback


def go_on(desk: Desk, words: str) -> Reply:
    """With what is known; the clocks go on."""
    case = _waiting(desk, words)
    if case is None:
        return desk.say("case_unknown")
    event = go_back(desk, case, "gone_on")
    tell_citizen(desk, case, f"gone-on:{event.id}", desk.say("news_gone_on", case=case), "xử lý tiếp")
    return desk.say("gone_on", case=case)


def _waiting(desk: Desk, words: str) -> Feedback | None:
    case = open_handled(desk, words)
    return case if case and case.state == Case.WAITING_CITIZEN else None


def end_silent(desk: Desk, words: str) -> Reply:
    """ "7": why? "7 2": for the second of the usual reasons. Only once the citizen has had their time."""
    case = _waiting(desk, words)
    if case is None:
        return desk.say("case_unknown")
    if not is_silent(desk, case):
        return desk.say("silence_early", case=case)
    number = words.partition(" ")[2]
    reasons = reasons_for("silent")
    if number.isdecimal() and 0 < int(number) <= len(reasons):
        return _end(desk, case, reasons[int(number) - 1])
    desk.ask("silent_end", case=case.id)
    return desk.say("ask_silent_end", case=case, reasons=reasons)


def end_reason_said(desk: Desk, number: int) -> Reply:
    case = _waiting(desk, str(number))
    if case is None or not is_silent(desk, case):
        desk.forget()
        return desk.say("case_unknown")
    if len(desk.heard.text) < 5:
        return desk.say("ask_silent_end", case=case, reasons=reasons_for("silent"))
    return _end(desk, case, desk.heard.text)


def _end(desk: Desk, case: Feedback, reason: str) -> Reply:
    if not can_move(case, Case.REFUSED):
        return desk.say("case_unknown")
    desk.forget()
    event = move(desk, case, Case.REFUSED, "ended_silent", reason)
    news = desk.say("news_ended_silent", case=case, reason=reason)
    tell_citizen(desk, case, f"ended:{event.id}", news, "kết thúc vì không bổ sung")
    return desk.say("ended_silent", case=case)

"""A unit says that a case is not its own, and why."""

from bot.acts.assigning import send_back
from bot.acts.cases import can_move
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.rules.case_reasons import reasons_for
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback


def not_ours(desk: Desk, words: str) -> Reply:
    """ "7": why? "7 2": for the second of the usual reasons."""
    case = _held(desk, words)
    if case is None:
        return desk.say("case_unknown")
    number = words.partition(" ")[2]
    reasons = reasons_for("return")
    if number.isdecimal() and 0 < int(number) <= len(reasons):
        return _back(desk, case, reasons[int(number) - 1])
    desk.ask("not_ours", case=case.id)
    return desk.say("ask_not_ours", case=case, reasons=reasons)


def _held(desk: Desk, words: str) -> Feedback | None:
    """A unit has it, and nothing is written yet that waits for approval."""
    case = open_handled(desk, words)
    return case if case and case.unit_id and can_move(case, Case.SORTED) else None


def why_said(desk: Desk, number: int) -> Reply:
    case = _held(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    if len(desk.heard.text) < 5:
        return desk.say("ask_not_ours", case=case, reasons=reasons_for("return"))
    return _back(desk, case, desk.heard.text)


def _back(desk: Desk, case: Feedback, reason: str) -> Reply:
    desk.forget()
    return desk.say("case_sent_back", case=case, unit=send_back(desk, case, reason))

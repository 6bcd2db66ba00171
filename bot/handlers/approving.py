"""The lead decides of an answer: out it goes, or back with a reason."""

from collections.abc import Mapping
from typing import Any

from bot.acts.answers import release, seen_last, show_draft
from bot.acts.cases import move
from bot.acts.confirming import ask_sure, is_sure
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.rules.access import may_release
from bot.rules.answers import Lack
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback, cases_in

SURE = " gui"


def list_drafts(desk: Desk, _words: str) -> Reply:
    found = cases_in(desk.session, desk.office.id, Case.AWAITING_APPROVAL)
    if len(found) == 1:
        return show_draft(desk, found[0])
    return desk.say("approvals", cases=found[:10], total=len(found))


def show(desk: Desk, words: str) -> Reply:
    case = _waiting(desk, words)
    return show_draft(desk, case) if case else desk.say("answer_settled")


def approve(desk: Desk, words: str) -> Reply:
    """ "7 55": case 7, of which everything up to event 55 was seen; "7 55 gui": out it goes, nothing brings it back."""
    case = _waiting(desk, words)
    if case is None:
        return desk.say("answer_settled")
    if _seen(words) != seen_last(desk, case):
        return show_draft(desk, case, changed=True)
    if not (words.endswith(SURE) and is_sure(desk, "releasing", case=case.id, last=_seen(words))):
        ask_sure(desk, "releasing", case=case.id, last=_seen(words))
        return desk.say("ask_release", case=case, last=_seen(words))
    release(desk, case)
    return desk.say("answer_sent", case=case, out=True, on_time=desk.today <= case.original_due)


def unconfirmed(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    """Words instead of a tap."""
    return approve(desk, f"{carried['case']} {carried['last']}")


def give_back(desk: Desk, words: str) -> Reply:
    """ "7 55": why? "7 55 when": for this reason."""
    case = _waiting(desk, words)
    if case is None:
        return desk.say("answer_settled")
    if _seen(words) != seen_last(desk, case):
        return show_draft(desk, case, changed=True)
    reason = words.split(" ")[2:]
    if reason and reason[0] in list(Lack):
        return _back(desk, case, desk.say("lack_said", lack=reason[0]).text)
    desk.ask("draft_back", case=case.id)
    return desk.say("ask_draft_back", case=case, last=seen_last(desk, case))


def why_back(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    case = _waiting(desk, str(carried["case"]))
    if case is None:
        desk.forget()
        return desk.say("answer_settled")
    if not desk.heard.text:
        return desk.say("ask_draft_back", case=case, last=seen_last(desk, case))
    return _back(desk, case, desk.heard.text)


def _back(desk: Desk, case: Feedback, words: str) -> Reply:
    desk.forget()
    event = move(desk, case, Case.HANDLING, "returned", words)
    news = desk.say("draft_back", case=case, who=desk.person.name, words=words)
    people = [case.drafted_by] if case.drafted_by else []
    desk.tell_all(people, f"case:{case.id}:back:{event.id}", news, "trả lại câu trả lời")
    return desk.say("draft_back_kept", case=case)


def _waiting(desk: Desk, words: str) -> Feedback | None:
    case = handled_case(desk, words) if may_release(desk.rights) else None
    return case if case and case.state == Case.AWAITING_APPROVAL else None


def _seen(words: str) -> int:
    parts = words.split(" ")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else 0

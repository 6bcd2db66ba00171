"""More time for a citizen's case: asked with a date and a reason, granted or refused by a tap, and the citizen told."""

import re

from bot.acts.case_clocks import grant_time
from bot.acts.case_letters import tell_citizen
from bot.acts.cases import record
from bot.acts.reaching import people_of_case
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.handlers.extension import leads, read_more_time
from bot.rules.access import may_approve
from bot.rules.covering import told_instead
from bot.rules.numbers import read_number
from bot.rules.states import Case, Role
from bot.talk import Reply
from storage.feedback import Feedback, FeedbackEvent, answer_to_event
from storage.offices import unit_named
from storage.people import holders, overseers

_BEFORE_REASON = re.compile(r"[,;:.]\s+|\s+(?=(?:vì|vi|do|bởi)\b)|\s+-\s+", re.IGNORECASE)


def ask_more_time(desk: Desk, words: str) -> Reply:
    """ "7": until when, and why?"""
    case = _extendable(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("case_extension", case=case.id)
    return desk.say("ask_case_extension", case=case, leads=leads(desk))


def _extendable(desk: Desk, words: str) -> Feedback | None:
    """While the citizen is waited for the clock stands still, and what waits for approval is written already."""
    case = open_handled(desk, words)
    return case if case and case.state not in (Case.WAITING_CITIZEN, Case.AWAITING_APPROVAL) else None


def more_time_said(desk: Desk, number: int) -> Reply:
    """One message with the date and the reason: "15/12 vì chờ vật tư"."""
    case = _extendable(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    wanted, _ = read_more_time(desk, desk.heard.text)
    reason = reason_in(desk.heard.text)
    if wanted is None or wanted <= max(case.due, desk.today) or not reason:
        return desk.say("case_extension_unclear", case=case, wanted=wanted, reason=reason)
    desk.forget()
    event = record(desk, case, "extension_asked", reason, on=wanted)
    if leads(desk):
        return _grant(desk, case, event)
    request = desk.say(
        "case_extension_request",
        case=case,
        event=event,
        who=desk.person.name,
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
    )
    desk.tell_all(_approvers(desk, case), f"case:{case.id}:extension:{event.id}", request, "xin gia hạn phản ánh")
    return desk.say("case_extension_sent", case=case, wanted=wanted)


def reason_in(words: str) -> str:
    """What is said after the date; a promise is not put off without a word to the citizen."""
    parts = _BEFORE_REASON.split(" ".join(words.split()), maxsplit=1)
    reason = parts[1].strip(" .") if len(parts) > 1 else ""
    return reason if len(reason) > 3 else ""


def _approvers(desk: Desk, case: Feedback) -> list[int]:
    """The head of the unit, unless it is they who ask, else the lead."""
    heads = holders(desk.session, desk.office.id, Role.UNIT_HEAD, case.unit_id) if case.unit_id else []
    others = [head for head in heads if desk.person.id not in (head, *told_instead([head], desk.cover))]
    return others or overseers(desk.session, desk.office.id, Role.LEAD)


def decide(desk: Desk, words: str) -> Reply:
    """ "17 co" or "17 khong": the answer to a request for more time."""
    first, _, answer = words.partition(" ")
    number = read_number(first)
    event = desk.session.get(FeedbackEvent, number) if number is not None else None
    if event is None or event.what != "extension_asked" or event.office_id != desk.office.id:
        return desk.say("case_unknown")
    case = desk.session.get_one(Feedback, event.feedback_id)
    if not _may_decide(desk, event, case):
        return desk.say("case_unknown")
    if answer_to_event(desk.session, event.id) or _extendable(desk, str(case.id)) is None:
        return desk.say("case_extension_settled", case=case)
    return _grant(desk, case, event) if answer == "co" else _turn_down(desk, case, event)


def _may_decide(desk: Desk, event: FeedbackEvent, case: Feedback) -> bool:
    """Who stands in for the head does not grant their own request; the lead may."""
    return may_approve(desk.rights, case.unit_id) and (leads(desk) or event.person_id != desk.person.id)


def _grant(desk: Desk, case: Feedback, event: FeedbackEvent) -> Reply:
    before, wanted = case.due, event.day
    if wanted is None or wanted <= before:
        return desk.say("case_extension_settled", case=case)
    decision = record(desk, case, "extended", event.words, on=wanted, about=event.id)
    grant_time(desk, case, wanted)
    news = desk.say("news_extended", case=case, before=before, reason=event.words)
    tell_citizen(desk, case, f"extended:{decision.id}", news, "gia hạn trả lời")
    return _told(desk, case, event, granted=True)


def _turn_down(desk: Desk, case: Feedback, event: FeedbackEvent) -> Reply:
    record(desk, case, "extension_refused", on=event.day, about=event.id)
    return _told(desk, case, event, granted=False)


def _told(desk: Desk, case: Feedback, event: FeedbackEvent, *, granted: bool) -> Reply:
    news = desk.say("case_extension_decided", case=case, granted=granted, who=desk.person.name)
    concerned = {*people_of_case(desk, case), *([event.person_id] if event.person_id else [])} - {desk.person.id}
    desk.tell_all(sorted(concerned), f"case:{case.id}:extension:{event.id}:told", news, "trả lời xin gia hạn")
    return desk.say("case_extension_kept", case=case, granted=granted)

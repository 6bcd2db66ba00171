"""How the sender of a case can be reached: shown when the work needs it, and every look is written down."""

from bot.acts.letter_names import channel_title
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.rules.access import may_see_contact
from bot.rules.numbers import read_number
from bot.rules.states import CASE_OVER
from bot.talk import Reply
from storage.feedback import Feedback, feedback_with_id
from storage.looks import Look, last_looks
from storage.people import Person, live_accounts

LONGEST_REASON = 300
SHOWN = 20


def show_contact(desk: Desk, words: str) -> Reply:
    """ "7": what for? "7 xac_minh": one of the reasons that were offered."""
    case = handled_case(desk, words)
    if case is None:
        return desk.say("case_unknown")
    if not _is_open_to(desk, case):
        return desk.say("contact_hidden", case=case)
    reason = desk.say("look_reason", reason=words.partition(" ")[2]).text
    if reason:
        return _look(desk, case, reason)
    desk.ask("look", case=case.id)
    return desk.say("ask_look", case=case)


def look_reason_said(desk: Desk, number: int) -> Reply:
    case = handled_case(desk, str(number))
    if case is None or not _is_open_to(desk, case):
        desk.forget()
        return desk.say("case_unknown")
    if not desk.heard.text:
        return desk.say("ask_look", case=case)
    desk.forget()
    return _look(desk, case, desk.heard.text[:LONGEST_REASON])


def _is_open_to(desk: Desk, case: Feedback) -> bool:
    is_over = case.state in CASE_OVER
    return may_see_contact(desk.rights, case.unit_id, is_over=is_over, is_anonymous=case.anonymous)


def _look(desk: Desk, case: Feedback, reason: str) -> Reply:
    desk.session.add(
        Look(office_id=desk.office.id, feedback_id=case.id, person_id=desk.person.id, at=desk.now, why=reason)
    )
    accounts = live_accounts(desk.session, case.person_id)
    return desk.say(
        "contact",
        case=case,
        sender=desk.session.get_one(Person, case.person_id),
        channels=list(dict.fromkeys(channel_title(desk, account.channel) for account in accounts)),
        reason=reason,
    )


def list_looks(desk: Desk, words: str) -> Reply:
    """Who has looked at contacts lately; "7": of case 7."""
    number = read_number(words)
    case = feedback_with_id(desk.session, desk.office.id, number) if number is not None else None
    if words and case is None:
        return desk.say("case_unknown")
    found = last_looks(desk.session, desk.office.id, case.id if case else None, SHOWN)
    return desk.say("looks", looks=found, case=case)

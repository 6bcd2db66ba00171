"""What a unit does with a case: it takes it, passes it on, asks the citizen."""

from datetime import timedelta

from bot.acts.assigning import assign, is_desk, outside_of, trail_of
from bot.acts.case_clocks import begin_again
from bot.acts.case_letters import present, tell_citizen
from bot.acts.cases import can_move, move, receive, record
from bot.desk import Desk
from bot.rules.access import may_follow_case, may_handle_case
from bot.rules.numbers import read_number
from bot.rules.states import CASE_OPEN, Case
from bot.rules.status_views import read_view
from bot.rules.wrong_unit import may_hop
from bot.talk import Reply
from storage.feedback import Feedback, feedback_coded, feedback_with_id, open_cases
from storage.offices import unit_named, units_of
from storage.people import Person, live_accounts

QUESTION_LIFE = timedelta(days=7)  # how long the citizen's next words are taken as the reply


def list_cases(desk: Desk, _words: str) -> Reply:
    """The open cases of the speaker's units; the whole office's for those who oversee, words for who works on them."""
    units = None if desk.rights.oversees else desk.rights.units
    found = open_cases(desk.session, desk.office.id, units)
    shown = [(case, may_handle_case(desk.rights, case.unit_id)) for case in found[:10]]
    return desk.say("cases", cases=shown, total=len(found), titles=desk.topics)


def show_case(desk: Desk, words: str) -> Reply:
    """ "7" · "7 pa tre": with the view it is seen from, to go back to."""
    case = handled_case(desk, words)
    return present(desk, case, back=read_view(words.partition(" ")[2])) if case else desk.say("case_unknown")


def show_coded(desk: Desk, code: str) -> Reply | None:
    """A case by its code for who may work on it; what somebody sent themselves they follow as a citizen."""
    case = feedback_coded(desk.session, desk.office.id, code)
    theirs = case is None or may_follow_case(desk.rights, case.person_id)
    return None if case is None or theirs or not may_handle_case(desk.rights, case.unit_id) else present(desk, case)


def handled_case(desk: Desk, words: str) -> Feedback | None:
    """The case of this number, if the speaker may work on it."""
    number = read_number(words.split(" ")[0])
    found = feedback_with_id(desk.session, desk.office.id, number) if number is not None else None
    return found if found and may_handle_case(desk.rights, found.unit_id) else None


def open_handled(desk: Desk, words: str) -> Feedback | None:
    case = handled_case(desk, words)
    return case if case and case.state in CASE_OPEN else None


def take(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    if case.handler_id and case.handler_id != desk.person.id and case.state == Case.HANDLING:
        return desk.say("case_taken", case=case, who=desk.session.get_one(Person, case.handler_id).name)
    if case.state == Case.AWAITING_APPROVAL or not can_move(case, Case.HANDLING):
        return desk.say("case_unknown")
    case.handler_id = desk.person.id
    event = move(desk, case, Case.HANDLING, "taken")
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    tell_citizen(desk, case, f"taken:{event.id}", desk.say("news_taken", case=case, unit=unit), "đang xử lý")
    return desk.say("case_yours", case=case)


def pass_on(desk: Desk, words: str) -> Reply:
    """ "7": to which unit? "7 3": to unit 3. After it went round enough only who sorts may."""
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    if not is_desk(desk) and not may_hop(trail_of(desk, case)):
        return desk.say("round_enough", case=case)
    target = words.partition(" ")[2]
    units = [one for one in units_of(desk.session, desk.office.id) if one.id != case.unit_id and not one.external]
    chosen = next((unit for unit in units if str(unit.id) == target), None)
    if chosen is None:
        return desk.say("choose_unit", case=case, units=units, outside=is_desk(desk) and bool(outside_of(desk)))
    if not can_move(case, Case.ASSIGNED):
        return desk.say("case_unknown")
    assign(desk, case, chosen)
    return desk.say("case_passed", case=case, unit=chosen.name)


def ask_citizen(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("question", case=case.id)
    return desk.say("ask_question", case=case)


def question_said(desk: Desk, number: int) -> Reply:
    """The clocks stand still until the citizen has replied."""
    case = open_handled(desk, str(number))
    waits = case is not None and case.state == Case.WAITING_CITIZEN
    if case is None or not desk.heard.text or not (waits or can_move(case, Case.WAITING_CITIZEN)):
        return desk.say("case_unknown")
    desk.forget()
    if waits:
        event = record(desk, case, "asked", desk.heard.text)
        begin_again(desk, case, "supplement")
    else:
        receive(desk, case)
        case.handler_id = case.handler_id or (desk.person.id if case.unit_id else None)
        case.back_to = Case.HANDLING if case.handler_id else case.state
        event = move(desk, case, Case.WAITING_CITIZEN, "asked", desk.heard.text)
    for account in live_accounts(desk.session, case.person_id):
        desk.ask_at(account, "supplement", QUESTION_LIFE, code=case.code)
    news = desk.say("news_question", case=case, words=desk.heard.text)
    tell_citizen(desk, case, f"asked:{event.id}", news, "hỏi thêm")
    return desk.say("question_sent", case=case)

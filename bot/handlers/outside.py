"""Work for bodies outside the office: passed on with a letter, answered by them, or taken back."""

from bot.acts.assigning import outside_of
from bot.acts.case_letters import present
from bot.acts.cases import can_move
from bot.acts.outside import pass_outside, take_back, tell_answer
from bot.desk import Desk
from bot.handlers.casework import handled_case, open_handled
from bot.rules.access import may_handle_case
from bot.rules.contact_said import read_contact
from bot.rules.naming import comparable
from bot.rules.routing import CONDUCT
from bot.rules.states import QUESTION, Case, Role
from bot.talk import Reply
from storage.feedback import Feedback, cases_in
from storage.offices import Unit, add_unit, aliases_of, unit_named, units_of

ASIDE = (Case.PASSED_UP, Case.REFUSED, Case.GUIDED)


def pass_on_outside(desk: Desk, words: str) -> Reply:
    """ "7": to which body? "7 3": to body 3, with a letter to be issued."""
    case = open_handled(desk, words)
    if case is None or not may_pass(desk, case):
        return desk.say("case_unknown")
    target = words.partition(" ")[2]
    bodies = outside_of(desk)
    body = next((one for one in bodies if str(one.id) == target), None)
    if body is None:
        return desk.say("choose_outside", case=case, bodies=bodies)
    papers = pass_outside(desk, case, body)
    return desk.say("passed_outside", attached=papers, case=case, body=body, files=len(papers) - 1)


def may_pass(desk: Desk, case: Feedback) -> bool:
    """What is said of an official is the lead's; a question is answered here."""
    conduct = case.category == CONDUCT and Role.LEAD not in desk.rights.roles
    return not conduct and case.kind != QUESTION and case.state != Case.AWAITING_APPROVAL


def answer_from_outside(desk: Desk, words: str) -> Reply:
    """What the body outside has answered, for the citizen."""
    case = _outside(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("outside_answer", case=case.id)
    return desk.say("ask_outside_answer", case=case, body=unit_named(desk.session, desk.office.id, case.unit_id))


def _outside(desk: Desk, words: str) -> Feedback | None:
    case = handled_case(desk, words)
    return case if case and case.state == Case.PASSED_UP else None


def outside_answer_said(desk: Desk, number: int) -> Reply:
    case = _outside(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    unusable = any(file.problem for file in desk.heard.kept) or len(desk.heard.text.split()) < 3
    if unusable:
        return desk.say("answer_unusable", case=case)
    desk.forget()
    tell_answer(desk, case, desk.heard.text, desk.heard.kept)
    return desk.say("outside_answered", case=case)


def take_up_again(desk: Desk, words: str) -> Reply:
    """What was set aside, or what the body outside has sent back, is sorted anew."""
    case = handled_case(desk, words)
    if case is None or case.state not in ASIDE or not can_move(case, Case.RECEIVED) or case.erased_at:
        return desk.say("case_unknown")
    take_back(desk, case)
    return present(desk, case)


def bodies(desk: Desk, words: str) -> Reply:
    """ "": all with what waits there · "Điện lực Thử; 1900 1000; địa chỉ …": added or changed."""
    if not words:
        return _list(desk)
    return _keep(desk, words)


def _list(desk: Desk) -> Reply:
    found = cases_in(desk.session, desk.office.id, Case.PASSED_UP)
    waiting = [case for case in found if may_handle_case(desk.rights, case.unit_id)]
    desk.ask("outside_contact")
    return desk.say("outside_bodies", bodies=outside_of(desk), waiting=waiting[:10], total=len(waiting))


def contact_said(desk: Desk, _data: object) -> Reply:
    return _keep(desk, desk.heard.text)


def _keep(desk: Desk, words: str) -> Reply:
    try:
        said = read_contact(words)
    except ValueError as unclear:
        desk.ask("outside_contact")
        return desk.say("outside_unclear", problem=str(unclear))
    unit = _named(desk, said.name)
    if unit and not unit.external:
        desk.ask("outside_contact")
        return desk.say("outside_unclear", problem=f"“{unit.name}” là đơn vị của cơ quan.")
    desk.forget()
    new = unit is None
    body = unit or add_unit(desk.session, desk.office.id, said.name)
    body.external = True
    body.phone, body.address = said.phone or body.phone, said.address or body.address
    body.email = said.email or body.email
    desk.session.add(body)
    return desk.say("outside_kept", body=body, new=new)


def _named(desk: Desk, name: str) -> Unit | None:
    number = aliases_of(desk.session, desk.office.id).get(comparable(name))
    return next((unit for unit in units_of(desk.session, desk.office.id) if unit.id == number), None)

"""A citizen follows their own cases: the state by code, an answer to a question, a rating."""

from bot.acts.cases import move, record
from bot.desk import Desk
from bot.handlers.intake import join_case
from bot.rules.access import may_follow_case
from bot.rules.routing import CATEGORIES
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback, cases_of, feedback_coded, feedback_events
from storage.offices import unit_named
from storage.people import duty_holders


def my_cases(desk: Desk, _words: str) -> Reply:
    found = cases_of(desk.session, desk.person.id)
    return desk.say("my_cases", cases=found, titles=CATEGORIES)


def track(desk: Desk, words: str) -> Reply:
    """The state of a case by its code, told to its owner only; to others the code does not exist."""
    if not words:
        return my_cases(desk, "")
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    events = feedback_events(desk.session, case.id)
    return desk.say("case_state", case=case, unit=unit, events=events, late=case.is_late(desk.today))


def own_case(desk: Desk, words: str) -> Feedback | None:
    code = words.split(" ")[0].strip().upper()
    case = feedback_coded(desk.session, desk.office.id, code) if code else None
    return case if case and may_follow_case(desk.rights, case.person_id) else None


def supplement(desk: Desk, words: str) -> Reply:
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    desk.ask("supplement", code=case.code)
    return desk.say("ask_supplement", case=case)


def supplement_said(desk: Desk, code: str) -> Reply:
    """What the citizen adds, asked for or not, goes to the unit and the case moves on."""
    case = own_case(desk, code)
    desk.forget()
    if case is None or not (desk.heard.text or desk.heard.kept or desk.heard.location):
        return desk.say("code_unknown", code=code)
    return join_case(desk, case)


def rate(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX 4": one to five, once; low ones are asked why."""
    case = own_case(desk, words)
    stars = words.partition(" ")[2].strip()
    if case is None or case.state not in (Case.ANSWERED, Case.CLOSED) or stars not in "12345" or not stars:
        return desk.say("code_unknown", code=words[:20])
    if case.rating is not None:
        return desk.say("rated_already", case=case)
    case.rating = int(stars)
    if case.state == Case.ANSWERED:
        move(desk, case, Case.CLOSED, "rated", stars)
    else:
        record(desk, case, "rated", stars)
    if case.rating <= 2:
        desk.ask("reason", code=case.code)
    _tell_unit(desk, case)
    return desk.say("rated", case=case)


def reason_said(desk: Desk, code: str) -> Reply:
    case = own_case(desk, code)
    desk.forget()
    if case is None or not desk.heard.text:
        return my_cases(desk, "")
    event = record(desk, case, "unhappy", desk.heard.text)
    people = duty_holders(desk.session, desk.office.id, case.unit_id, None)
    news = desk.say("news_unhappy", case=case, words=desk.heard.text)
    desk.tell_all(people, f"case:{case.id}:unhappy:{event.id}", news, "người dân chưa hài lòng")
    return desk.say("reason_kept", case=case)


def _tell_unit(desk: Desk, case: Feedback) -> None:
    people = [case.handler_id] if case.handler_id else []
    desk.tell_all(people, f"case:{case.id}:rated", desk.say("news_rated", case=case), "người dân đánh giá")

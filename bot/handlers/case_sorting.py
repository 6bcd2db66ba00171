"""The clerk decides of a case: its topic, or that it is none of this office's."""

from bot.acts.case_clocks import resort_clocks
from bot.acts.case_letters import pass_to_unit, tell_citizen
from bot.acts.cases import can_move, move, receive
from bot.acts.teaching import teach
from bot.desk import Desk
from bot.handlers.casework import open_handled, pass_on
from bot.handlers.outside import pass_on_outside
from bot.rules.states import QUESTION, Case
from bot.talk import Reply
from storage.offices import own_routes, routes_of, unit_named


def sort_case(desk: Desk, words: str) -> Reply:
    """The clerk's one tap: "7 rac-moi-truong"."""
    case = open_handled(desk, words)
    choice = words.partition(" ")[2]
    if case is None or choice not in desk.topics:
        return desk.say("case_unknown")
    receive(desk, case)
    if not can_move(case, Case.SORTED):
        return desk.say("case_unknown")
    teach(desk, case, choice)
    case.category = choice
    if case.kind == QUESTION:
        case.kind = "phan_anh"
    case.unit_id = own_routes(desk.session, desk.office.id).get(choice)
    resort_clocks(desk, case)
    move(desk, case, Case.SORTED, "sorted", desk.topic_title(choice))
    if case.unit_id is None and choice in routes_of(desk.session, desk.office.id):
        return pass_on_outside(desk, str(case.id))
    if case.unit_id is None:
        return pass_on(desk, str(case.id))
    event = move(desk, case, Case.ASSIGNED, "assigned")
    pass_to_unit(desk, case)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    tell_citizen(desk, case, f"sorted:{event.id}", desk.say("news_passed", case=case, unit=unit), "đã phân loại")
    return desk.say("case_passed", case=case, unit=unit)


def refuse(desk: Desk, words: str) -> Reply:
    """The clerk finds that it is no feedback of this office: the citizen is told why."""
    case = open_handled(desk, words)
    if case is None or not desk.rights.oversees:
        return desk.say("case_unknown")
    desk.ask("refusal", case=case.id)
    return desk.say("ask_refusal", case=case)


def refusal_said(desk: Desk, number: int) -> Reply:
    case = open_handled(desk, str(number))
    if case is None or not desk.heard.text or not can_move(case, Case.REFUSED):
        return desk.say("case_unknown")
    desk.forget()
    event = move(desk, case, Case.REFUSED, "refused", desk.heard.text)
    news = desk.say("news_refused", case=case, words=desk.heard.text)
    tell_citizen(desk, case, f"refused:{event.id}", news, "không tiếp nhận")
    return desk.say("case_refused", case=case)

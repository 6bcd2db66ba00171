"""The clerk finds that a case is a complaint or a denunciation: its sender is shown the lawful way."""

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import can_move, move
from bot.acts.guiding import is_petition, show_way
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.rules.states import Case
from bot.talk import Reply
from storage.letters import supersede, unsent_letters
from storage.people import duty_holders


def guide_case(desk: Desk, words: str) -> Reply:
    """ "7": which of both? "7 to_cao": this one."""
    case = open_handled(desk, words)
    if case is None or not can_move(case, Case.GUIDED):
        return desk.say("case_unknown")
    kind = words.partition(" ")[2]
    if not is_petition(kind):
        return desk.say("choose_petition", case=case)
    told = duty_holders(desk.session, desk.office.id, case.unit_id, None)
    case.kind, case.category, case.unit_id, case.handler_id, case.may_publish = kind, "", None, None, False
    event = move(desk, case, Case.GUIDED, "guided", kind)
    for person_id in told:
        supersede(desk.session, unsent_letters(desk.session, person_id, f"case:{case.id}:"))
    way = desk.say("news_guided", case=case).then(show_way(desk, kind, offer=False))
    tell_citizen(desk, case, f"guided:{event.id}", way, "hướng dẫn gửi đơn")
    return desk.say("case_guided", case=case, kind=kind)

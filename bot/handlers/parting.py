"""Several matters in one message become linked cases, on the word of the citizen or of the clerk."""

from bot.acts.case_letters import tell_citizen
from bot.acts.guiding import is_petition, show_way
from bot.acts.splitting import parts_of, split
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.handlers.tracking import own_case
from bot.talk import Reply
from storage.feedback import Feedback
from storage.offices import unit_named


def part_case(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX" by its citizen, "7" by who sorts."""
    case = own_case(desk, words)
    if case is None and desk.rights.oversees:
        case = handled_case(desk, words)
    if case is None:
        return desk.say("case_unknown") if desk.rights.is_staff else desk.say("code_unknown", code=words[:20])
    if not parts_of(desk, case):
        return desk.say("not_parted", case=case)
    made, others = split(desk, case)
    reply = _told(desk, [case, *made])
    if case.person_id != desk.person.id:
        tell_citizen(desk, case, f"parted:{case.id}", reply, "tách thành nhiều việc")
        return reply
    for kind in {part.kind for part in others if is_petition(part.kind)}:
        if is_petition(kind):
            reply = reply.then(show_way(desk, kind, offer=False))
    return reply


def _told(desk: Desk, cases: list[Feedback]) -> Reply:
    lines = [
        (
            case,
            desk.topic_title(case.category) if case.unit_id else "",
            unit_named(desk.session, desk.office.id, case.unit_id),
        )
        for case in cases
    ]
    return desk.say("parted", cases=lines)

"""Remind at once: a letter to who holds a duty or a case, from who oversees it."""

from bot.acts.cases import record
from bot.acts.directing import PUSHED, leaves_at, may_push, note_push, push_key, too_early
from bot.acts.reaching import Reach, reach_case, reach_duty
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.handlers.duties import seen_duty
from bot.rules.states import OVER, Case
from bot.rules.status_views import WHOLE, read_view
from bot.talk import Reply
from storage.feedback import feedback_events
from storage.occurrences import Duty
from storage.people import Person
from storage.plans import task_events


def push(desk: Desk, words: str) -> Reply:
    """ "42", "pa 7": with the view it is seen from behind it."""
    if words.startswith("pa "):
        return _push_case(desk, words.removeprefix("pa "))
    found = seen_duty(desk, words)
    if found is None or found[0].state in OVER or not may_push(desk, found[1].unit_id):
        return desk.say("duty_unknown")
    return _push_duty(desk, found, _from(words))


def _push_duty(desk: Desk, found: Duty, view: str) -> Reply:
    item, task = found
    events = task_events(desk.session, task.id)
    until = too_early(desk, (one.at for one in events if one.what == PUSHED and one.occurrence_id == item.id))
    back = f"/v {item.id} {view}".rstrip()
    if until:
        return desk.say("push_early", until=until, back=back)
    reach = reach_duty(desk, task)
    people = _others(desk, reach)
    if not people:
        return desk.say("push_nobody", back=back)
    event = note_push(desk, found)
    late = desk.calendar.workdays_between(item.due, desk.today) if item.is_late(desk.here) else 0
    news = desk.say("pushed", who=desk.person.name, item=item, task=task, late=late)
    desk.tell_all(people, push_key(event), news, "nhắc trực tiếp")
    return _told(desk, people, reach, back)


def _push_case(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None or not may_push(desk, case.unit_id) or case.state in (Case.WAITING_CITIZEN, Case.AWAITING_APPROVAL):
        return desk.say("case_unknown")
    back = f"/pa {case.id} {_from(words)}".rstrip()
    until = too_early(desk, (one.at for one in feedback_events(desk.session, case.id) if one.what == PUSHED))
    if until:
        return desk.say("push_early", until=until, back=back)
    reach = reach_case(desk, case)
    people = _others(desk, reach)
    if not people:
        return desk.say("push_nobody", back=back)
    event = record(desk, case, PUSHED)
    news = desk.say("case_pushed", who=desk.person.name, case=case, late=case.is_late(desk.today))
    desk.tell_all(people, push_key(event), news, "nhắc trực tiếp")
    return _told(desk, people, reach, back)


def _others(desk: Desk, reach: Reach) -> list[int]:
    return [person for person in reach.people if person != desk.person.id]


def _told(desk: Desk, people: list[int], reach: Reach, back: str) -> Reply:
    names = [desk.session.get_one(Person, person).name for person in people]
    at = leaves_at(desk, desk.now)
    later = at if at > desk.now else None
    return desk.say("push_kept", names=names, gap=reach.names if reach.gap else (), at=later, back=back)


def _from(words: str) -> str:
    view = read_view(words.partition(" ")[2]) or WHOLE
    return view.code

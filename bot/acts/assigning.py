"""Which unit has a case: it is directed, passed on, or comes back, and each step is on record."""

from bot.acts.case_letters import pass_to_unit, tell_citizen
from bot.acts.cases import move, take_up
from bot.acts.reaching import sorting_role
from bot.desk import Desk, OfficeDay
from bot.rules.routing import CONDUCT
from bot.rules.states import Case, Role
from bot.rules.wrong_unit import Clues, Hop, goes_back_to, likely_units
from storage.feedback import Feedback, FeedbackEvent, feedback_events
from storage.offices import Unit, aliases_of, routes_of, unit_named, units_of
from storage.people import overseers

_DIRECTED = ("assigned", "directed", "again")


def trail_of(day: OfficeDay, case: Feedback) -> list[Hop]:
    """How the case came to where it is."""
    hops = []
    for event in feedback_events(day.session, case.id):
        if event.what in _DIRECTED or event.what == "sent_to_desk":
            hops.append(Hop("directed", event.unit_id))
        elif event.what == "passed_on":
            hops.append(Hop("passed_on", event.unit_id))
        elif event.what == "sent_back":
            hops.append(Hop("sent_back", event.unit_id))
    return hops


def is_desk(desk: Desk) -> bool:
    """Who sorts by hand, and not a unit that has the case."""
    return bool(desk.rights.roles & {Role.CLERK, Role.LEAD})


def assign(desk: Desk, case: Feedback, unit: Unit) -> FeedbackEvent:
    """Another unit has it from now on; the citizen is told which."""
    take_up(desk, case)
    before = unit_named(desk.session, desk.office.id, case.unit_id)
    case.unit_id, case.handler_id = unit.id, None
    what = "directed" if is_desk(desk) else "passed_on"
    event = move(desk, case, Case.ASSIGNED, what, f"{before} → {unit.name}" if before else unit.name)
    pass_to_unit(desk, case)
    tell_citizen(desk, case, f"passed:{event.id}", desk.say("news_passed", case=case, unit=unit.name), "chuyển đơn vị")
    return event


def send_back(desk: Desk, case: Feedback, reason: str) -> str:
    """To the unit it came from, or to who sorts once it has gone round enough; the name of the unit, "" for the desk.

    The clocks go on as they were.
    """
    trail = trail_of(desk, case)
    target = None if is_desk(desk) else goes_back_to(trail)
    left = unit_named(desk.session, desk.office.id, case.unit_id)
    case.returns += 1
    case.unit_id, case.handler_id = target, None
    words = f"{left}: {reason}" if left else reason
    if target is None:
        move(desk, case, Case.SORTED, "sent_to_desk", words)
        ask_where(desk, case, left, reason)
        return ""
    move(desk, case, Case.ASSIGNED, "sent_back", words)
    pass_to_unit(desk, case)
    return unit_named(desk.session, desk.office.id, target)


def ask_where(desk: Desk, case: Feedback, left: str, reason: str) -> None:
    """Who sorts decides; likely units are one tap away."""
    ask = desk.say(
        "case_returned",
        case=case,
        left=left,
        reason=reason,
        units=likely(desk, case, reason),
        outside=outside_of(desk),
    )
    people = overseers(desk.session, desk.office.id, sorting_role(case))
    desk.tell_all(people, f"case:{case.id}:desk:{case.returns}", ask, "phản ánh bị trả lại")


def likely(desk: Desk, case: Feedback, reason: str) -> list[Unit]:
    """Not those that had it already, and of conduct none: the unit it is about must not have it."""
    if case.category == CONDUCT:
        return []
    found = desk.sorter.sort(case.text)
    topics = [topic for topic in (case.category, found.category or "", *desk.sorter.also(case.text)) if topic]
    routes, aliases = routes_of(desk.session, desk.office.id), aliases_of(desk.session, desk.office.id)
    tried = [event.unit_id for event in feedback_events(desk.session, case.id) if event.unit_id]
    units = {unit.id: unit for unit in units_of(desk.session, desk.office.id)}
    return [units[one] for one in likely_units(Clues(topics, reason, routes, aliases), tried) if one in units]


def outside_of(day: OfficeDay) -> list[Unit]:
    """The bodies outside the office that work can only be passed on to."""
    return [unit for unit in units_of(day.session, day.office.id) if unit.external]

"""A new case: registered with its clocks, sorted and handed on as far as that is sure."""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.case_clocks import settle, start_clocks
from bot.acts.case_letters import pass_to_unit, present
from bot.acts.cases import event_of, pass_through, record
from bot.desk import OfficeDay
from bot.rules.routing import CONDUCT, Route, route
from bot.rules.sorting import KIND_NAMES, Sorted
from bot.rules.sorting.matters import matters
from bot.rules.states import QUESTION, Case, Role
from bot.rules.tokens import drawn_letters
from bot.talk import Kept, Location, Reply
from storage.feedback import EVENTS, Feedback, add_case, feedback_events, last_feedback_event, unused_codes
from storage.files import attach, attached_to_feedback
from storage.numbering import give_number
from storage.offices import body_for, own_routes
from storage.people import overseers

CODES = 16  # drawn at once: they are asked for together, whether they are free


@dataclass(frozen=True)
class Report:
    """What came in: whose, in which words, with which files and place, and how (`origin`, see storage.Feedback)."""

    person_id: int
    text: str
    kept: tuple[Kept, ...] = ()
    location: Location | None = None
    place: str = ""
    origin: str = "chat"
    outside_code: str = ""
    recorded_by: int | None = None
    anonymous: bool = False
    sent_at: datetime | None = None  # none: now
    contact: str = ""
    follows: int | None = None
    repeats: str = ""  # in words, where its sender says that it is not the first time


def register(day: OfficeDay, report: Report, found: Sorted) -> Feedback:
    """Store a report as a case; where the sorting is sure it goes to its unit, else to who sorts by hand."""
    units = own_routes(day.session, day.office.id)
    decided = route(found, {category: category for category in units}, day.topics)
    unit_id = units.get(decided.unit) if decided.unit and found.category != CONDUCT else None
    case = _stored(day, report, found, decided)
    start_clocks(day, case)
    event = EVENTS.add(day.session, event_of(day, case, "sent"))
    if report.kept:
        give_number(day.session, event)
        attach(day.session, day.office.id, report.kept, feedback_event_id=event.id)
    if report.repeats:
        record(day, case, "repeats", report.repeats)
    if found.kind == QUESTION:
        _ask_clerk(day, case)
        return case
    if unit_id is None:
        _ask_to_sort(day, case)
        return case
    pass_through(day, case, Case.RECEIVED, "received")
    pass_through(day, case, Case.SORTED, "sorted", case.why)
    case.unit_id = unit_id
    pass_through(day, case, Case.ASSIGNED, "assigned")
    settle(day, case)
    pass_to_unit(day, case)
    return case


def sent_as(found: Sorted, kind: str) -> Sorted:
    """What its sender (or the clerk) takes it for, whatever the sorting says ("": as the sorting says).

    Never sure then, so that a person decides; what may be a denunciation goes to the lead alone.
    """
    if not kind:
        return found
    why = f"máy hiểu là {KIND_NAMES[found.kind]}, người gửi chọn gửi như {KIND_NAMES[kind]}"
    if found.kind == "to_cao":
        return Sorted("phan_anh", CONDUCT, 0.0, False, (why, *found.why))
    return Sorted(kind, None, 0.0, False, (why, *found.why))


def _stored(day: OfficeDay, report: Report, found: Sorted, decided: Route) -> Feedback:
    place = report.location
    case = Feedback(
        office_id=day.office.id,
        code=_new_code(day),
        person_id=report.person_id,
        kind=found.kind,
        category=found.category or "",
        text=report.text,
        place=report.place,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        why="; ".join(told_why(day, found, decided)),
        confidence=found.confidence,
        state=Case.NEW,
        clock=day.office.answer_clock,
        origin=report.origin,
        outside_code=report.outside_code,
        recorded_by=report.recorded_by,
        anonymous=report.anonymous,
        follows=report.follows,
        received_at=report.sent_at or day.now,
        contact=report.contact,
        due=day.today,  # both dates are those of the answer's clock, which starts next
        original_due=day.today,
    )
    return add_case(day.session, case)


def told_why(day: OfficeDay, found: Sorted, decided: Route) -> tuple[str, ...]:
    """The reasons for people: what the message is about first, without the title of its topic."""
    topic = f"lĩnh vực {day.topic_title(found.category)} " if found.category else ""
    reasons = [reason.removeprefix(topic) for reason in reversed(found.why)]
    return (*reasons, decided.why)


def _ask_to_sort(day: OfficeDay, case: Feedback) -> None:
    """What is said of an official's conduct is for the lead alone: the unit it is about must not decide of it."""
    settle(day, case)
    people = overseers(day.session, day.office.id, Role.LEAD if case.category == CONDUCT else Role.CLERK)
    if people:
        day.tell_all(people, f"sort:{case.id}", sorting_question(day, case), "phản ánh cần phân loại")


def sorting_question(day: OfficeDay, case: Feedback) -> Reply:
    """What is this about? With the topics that are likely."""
    files = attached_to_feedback(day.session, [event.id for event in feedback_events(day.session, case.id)])
    parts = len(matters(case.text, day.sorter))
    said = last_feedback_event(day.session, case.id, "repeats")
    repeats = said.words if said else ""
    body = body_for(day.session, day.office.id, case.category)
    likely = {code: day.topics[code] for code in day.sorter.likeliest(case.text)}
    words = {"case": case, "categories": likely, "parts": parts, "body": body, "repeats": repeats}
    return day.say("case_to_sort", attached=files, **words)


def _ask_clerk(day: OfficeDay, case: Feedback) -> None:
    """A question needs no sorting: who knows the office answers it, or passes it on."""
    pass_through(day, case, Case.RECEIVED, "received")
    pass_through(day, case, Case.SORTED, "sorted", case.why)
    pass_through(day, case, Case.ASSIGNED, "assigned")
    settle(day, case)
    people = overseers(day.session, day.office.id, Role.CLERK)
    day.tell_all(people, f"case:{case.id}:asked", present(day, case), "câu hỏi của người dân")


def _new_code(day: OfficeDay) -> str:
    """Of those that are asked for together none was given to a case, nor is it twice."""
    drawn: list[str] = day.session.info.setdefault(("codes", day.office.id), [])
    while not drawn:
        codes = {f"{day.office.code}-{drawn_letters(6)}" for _ in range(CODES)}
        drawn.extend(unused_codes(day.session, day.office.id, codes))
    return drawn.pop()

"""What the clerk should look at first is put aside, and stays as it was until somebody decides."""

from collections.abc import Sequence

from bot.acts.case_letters import pass_to_unit, tell_citizen
from bot.acts.cases import record
from bot.acts.held import Held
from bot.acts.registering import Report, register, sent_as
from bot.desk import Desk
from bot.rules.mischief import Mischief
from bot.rules.routing import CONDUCT
from bot.rules.sorting import PAKN
from bot.rules.states import Role
from bot.talk import Kept, Location
from storage.aside import Aside, is_any_open, put_aside
from storage.feedback import Feedback
from storage.files import attach
from storage.offices import unit_named
from storage.people import overseers


def set_aside(desk: Desk, held: Held, wrong: Mischief, case: Feedback | None = None) -> Aside:
    """Keep it for the clerk, who is told as soon as the list is no longer empty."""
    was_empty = not is_any_open(desk.session, desk.office.id)
    row = Aside(
        office_id=desk.office.id,
        person_id=desk.person.id,
        at=desk.now,
        reason=wrong.reason,
        why=", ".join(wrong.words),
        text=held.text,
        files=[vars(file) for file in held.kept if not file.problem],
        latitude=held.place.latitude if held.place else None,
        longitude=held.place.longitude if held.place else None,
        feedback_id=case.id if case else None,
    )
    put_aside(desk.session, row)
    if was_empty:
        people = overseers(desk.session, desk.office.id, Role.CLERK)
        desk.tell_all(people, f"aside:{row.id}", desk.say("aside_news", reason=row.reason), "tin để riêng")
    return row


def is_for_lead(desk: Desk, row: Aside) -> bool:
    """What may be about an official's conduct is seen by the lead alone."""
    found = desk.sorter.sort(row.text)
    return found.kind == "to_cao" or found.category == CONDUCT


def take_in(desk: Desk, rows: Sequence[Aside]) -> Feedback:
    """They become one case of their sender, as if it had been taken when they were sent."""
    text = "\n".join(row.text for row in rows if row.text)
    kept = files_of(rows)
    words = text or desk.say("voice_words", voice=any(file.kind == "voice" for file in kept)).text
    sorted_as = desk.sorter.sort(words)
    found = sent_as(sorted_as, "" if sorted_as.kind in PAKN else "phan_anh")
    report = Report(
        rows[0].person_id, words, kept, _place(rows), anonymous=found.category == CONDUCT, sent_at=rows[0].at
    )
    case = register(desk, report, found)
    case.follows = rows[0].feedback_id
    record(desk, case, "taken_in")
    _decide(desk, rows, "taken", case)
    news = desk.say(
        "aside_taken",
        case=case,
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
        title=desk.topic_title(case.category),
        sent_at=rows[0].at,
    )
    tell_citizen(desk, case, "taken_in", news, "tiếp nhận phản ánh")
    return case


def add_to(desk: Desk, rows: Sequence[Aside], case: Feedback) -> None:
    """They were more about a case that is open: its unit gets them."""
    event = record(desk, case, "added", "\n".join(row.text for row in rows if row.text))
    attach(desk.session, desk.office.id, files_of(rows), feedback_event_id=event.id)
    place = _place(rows)
    if place:
        case.latitude, case.longitude = place.latitude, place.longitude
    _decide(desk, rows, "taken", case)
    if case.unit_id:
        pass_to_unit(desk, case, added=event.id)


def drop(desk: Desk, rows: Sequence[Aside], decision: str = "dropped") -> None:
    """They become nothing; who sent them hears it, unless they only repeated what is being worked on."""
    _decide(desk, rows, decision, None)
    if decision == "dropped" and is_told_of_dropping(rows):
        news = desk.say("aside_dropped", total=len(rows), reason=rows[0].reason, sent_at=rows[0].at)
        desk.tell(rows[0].person_id, f"aside:{rows[0].id}:dropped", news, "tin không thành phản ánh")


def is_told_of_dropping(rows: Sequence[Aside]) -> bool:
    return not all(row.reason == "repeat" and row.feedback_id for row in rows)


def _decide(desk: Desk, rows: Sequence[Aside], decision: str, case: Feedback | None) -> None:
    """What became part of a case is kept there, and only there."""
    for row in rows:
        row.decision, row.decided_by, row.decided_at = decision, desk.person.id, desk.now
        if case:
            row.feedback_id, row.text, row.why, row.files = case.id, "", "", []
            row.latitude = row.longitude = None
        desk.session.add(row)


def files_of(rows: Sequence[Aside]) -> tuple[Kept, ...]:
    return tuple(Kept(**file) for row in rows for file in row.files)


def _place(rows: Sequence[Aside]) -> Location | None:
    found = [(row.latitude, row.longitude) for row in rows]
    return next((Location(a, b) for a, b in reversed(found) if a is not None and b is not None), None)

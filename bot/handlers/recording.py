"""The clerk writes down what came by letter, telephone, at the counter or from a portal, and prints a slip for it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from bot.acts.held import Held
from bot.acts.registering import Report, register
from bot.acts.slips import slip_of
from bot.acts.splitting import parts_of
from bot.desk import Desk
from bot.handlers.adding import add_to_case
from bot.handlers.casework import handled_case
from bot.handlers.intake import unusable
from bot.rules.recorded import Recorded, read_record, read_sender
from bot.rules.sorting import KIND_NAMES, PAKN, Sorted, place_of
from bot.rules.states import CASE_OPEN
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback, feedback_from_outside
from storage.offices import unit_named
from storage.people import Person

WAITS = timedelta(minutes=30)
NOT_HERE = ("khieu_nai", "to_cao", "tai_lieu_mat")


def record_case(desk: Desk, words: str) -> Reply:
    """ "điện thoại 0912… bà Sáu, ấp 3: đèn đường hỏng", or less of it; what is missing is asked for.

    "van": it is feedback although it is like a petition.
    """
    refused = unusable(desk)
    if refused:
        return refused
    before = _begun(desk)
    if words == "van" and before:
        return _write(desk, *before, sure=True)
    typed = desk.heard.text.startswith("/")  # else a number stood for the choice, and the lines are its own
    said = read_record(desk.heard.text.partition(" ")[2] if typed else words)
    return _go_on(desk, *(_together(desk, before, said) if before else (said, Held.heard(desk.heard))))


def recording_said(desk: Desk, data: Mapping[str, Any]) -> Reply:
    """The words, after it was said how they came."""
    refused = unusable(desk)
    if refused:
        return refused
    return _go_on(desk, *_together(desk, _read(data), read_record(desk.heard.text)))


def _together(desk: Desk, before: tuple[Recorded, Held], said: Recorded) -> tuple[Recorded, Held]:
    """What was said first stands, unless it is said anew."""
    filled = {name: value for name, value in asdict(said).items() if value}
    return replace(before[0], **filled), before[1].with_more(desk.heard)


def _begun(desk: Desk) -> tuple[Recorded, Held] | None:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    return _read(draft.data) if draft and draft.topic == "recording" else None


def _read(data: Mapping[str, Any]) -> tuple[Recorded, Held]:
    return Recorded(**data["record"]), Held.read(data)


def _go_on(desk: Desk, said: Recorded, held: Held) -> Reply:
    there = feedback_from_outside(desk.session, desk.office.id, said.outside_code)
    if there:
        desk.forget()
        return desk.say("recorded_before", case=there)
    if said.origin and (said.words or held.kept):
        return _write(desk, said, held, sure=False)
    desk.ask("recording", WAITS, record=asdict(said), **held.data())
    return desk.say("record_what", said=said) if said.origin else desk.say("record_how", said=said)


def _write(desk: Desk, said: Recorded, held: Held, *, sure: bool) -> Reply:
    found = desk.sorter.sort(said.words)
    if found.kind in NOT_HERE and not sure:
        desk.ask("recording", WAITS, record=asdict(said), **held.data())
        return desk.say("record_petition", kind=found.kind)
    desk.forget()
    case = register(desk, _report(desk, said, held), _as_feedback(found))
    lacks = not (said.name or said.phone), bool(said.portal) and not said.outside_code
    if any(lacks):
        desk.ask("recorded_from", WAITS, case=case.id, portal=said.portal)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    title = desk.topic_title(case.category)
    parts = len(parts_of(desk, case))
    return desk.say("recorded", case=case, unit=unit, title=title, no_name=lacks[0], no_code=lacks[1], parts=parts)


def _report(desk: Desk, said: Recorded, held: Held) -> Report:
    """Who sent it has no account here; what they are called was told for this case."""
    person = Person(office_id=desk.office.id, name=said.name, phone=said.phone, created_at=desk.now)
    desk.session.add(person)
    desk.session.flush()
    return Report(
        person.id,
        said.words or desk.say("voice_words", voice=any(file.kind == "voice" for file in held.kept)).text,
        held.kept,
        held.place,
        place_of(said.words) or "",
        origin=said.origin,
        outside_code=said.outside_code,
        recorded_by=desk.person.id,
        contact=said.contact,
    )


def _as_feedback(found: Sorted) -> Sorted:
    if found.kind in PAKN:
        return found
    return Sorted("phan_anh", None, 0.0, False, (f"máy hiểu là {KIND_NAMES[found.kind]}", *found.why))


def recorded_from_said(desk: Desk, data: Mapping[str, Any]) -> Reply:
    """Who it is from and which code it has there, in one line."""
    case = handled_case(desk, str(data["case"]))
    if case is None or not desk.heard.text:
        desk.forget()
        return desk.say("case_unknown")
    said = read_sender(desk.heard.text, is_portal=bool(data["portal"]) and not case.outside_code)
    code = f"{data['portal']} {said.outside_code}" if said.outside_code else ""
    there = feedback_from_outside(desk.session, desk.office.id, code)
    if there:
        return desk.say("recorded_before", case=there)
    desk.forget()
    _fill(desk, case, said, code)
    return desk.say("recorded_more", case=case)


def _fill(desk: Desk, case: Feedback, said: Recorded, code: str) -> None:
    person = desk.session.get_one(Person, case.person_id)
    person.name, person.phone = said.name or person.name, said.phone or person.phone
    case.contact, case.outside_code = said.contact or case.contact, code or case.outside_code
    desk.session.add_all([person, case])


def ask_reply(desk: Desk, words: str) -> Reply:
    """The sender has no account and told the clerk what they were asked."""
    case = handled_case(desk, words)
    if case is None or case.recorded_by is None or case.state not in CASE_OPEN:
        return desk.say("case_unknown")
    desk.ask("recorded_reply", case=case.id)
    return desk.say("ask_recorded_reply", case=case)


def recorded_reply_said(desk: Desk, number: int) -> Reply:
    refused = unusable(desk)
    if refused:
        return refused
    desk.forget()
    case = handled_case(desk, str(number))
    if case is None or case.recorded_by is None or case.state not in CASE_OPEN:
        return desk.say("case_unknown")
    return add_to_case(desk, case)


def print_slip(desk: Desk, words: str) -> Reply:
    """A page to take home; only for what came without an account, since who holds it may follow the case."""
    case = handled_case(desk, words)
    if case is None or case.recorded_by is None:
        return desk.say("case_unknown")
    return desk.say("slip_made", attached=(slip_of(desk, case),), case=case)

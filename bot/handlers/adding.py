"""What a citizen sends after a receipt: more about the same case, or another matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.acts.case_letters import pass_to_unit
from bot.acts.cases import go_back, record
from bot.acts.consents import has_agreed, hold
from bot.acts.held import Held
from bot.acts.missing import ADDING, then_ask
from bot.desk import Desk
from bot.handlers.intake import citizen_said, unusable
from bot.rules.lacking import Lack, lacks_of, phone_in, says_where
from bot.rules.sorting import PAKN, Sorted
from bot.rules.states import CASE_OPEN, Case
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback, feedback_with_id
from storage.files import attach

LONGEST_PLACE = 200


def more_said(desk: Desk, data: Mapping[str, Any]) -> Reply:
    """What follows a receipt within the half hour joins the case, unless it is clearly another matter."""
    case = _own(desk, data["case"])
    if case is None or case.state not in CASE_OPEN:
        desk.forget()
        return citizen_said(desk)
    refused = unusable(desk)
    if refused:
        return refused
    lacks = lacks_of(data.get("lacks"))
    if "contact" in lacks[:1] and (desk.heard.phone or phone_in(desk.heard.text)):
        return _keep_contact(desk, case, lacks)
    return _words_said(desk, case, lacks) if desk.heard.text else _joined(desk, case, lacks)


def _words_said(desk: Desk, case: Feedback, lacks: Sequence[Lack]) -> Reply:
    found = desk.sorter.sort(desk.heard.text)
    if "place" in lacks[:1] and says_where(desk.heard.text, found):
        case.place = desk.heard.text[:LONGEST_PLACE]
        return _joined(desk, case, lacks)
    if found.kind == "khong_phai" and not desk.heard.kept:
        return desk.say("after_receipt", case=case)
    return _which_case(desk, case, found)


def _joined(desk: Desk, case: Feedback, lacks: Sequence[Lack]) -> Reply:
    """It is part of the case; what it did not bring is asked for still."""
    here = {"place": bool(case.place or desk.heard.location), "photo": bool(desk.heard.kept)}
    left = [lack for lack in lacks if not here.get(lack)]
    return then_ask(desk, case, join_case(desk, case), left)


def _keep_contact(desk: Desk, case: Feedback, lacks: Sequence[Lack]) -> Reply:
    """Only for who handles it, so it is no part of the words that are passed on."""
    case.contact = desk.heard.text[:LONGEST_PLACE]
    desk.person.phone = desk.person.phone or desk.heard.phone or phone_in(desk.heard.text)
    desk.session.add_all([case, desk.person])
    record(desk, case, "contact")
    return then_ask(desk, case, desk.say("contact_kept", case=case), [lack for lack in lacks if lack != "contact"])


def _own(desk: Desk, number: int | None) -> Feedback | None:
    case = feedback_with_id(desk.session, desk.office.id, number) if number is not None else None
    return case if case and case.person_id == desk.person.id else None


def _which_case(desk: Desk, case: Feedback, found: Sorted) -> Reply:
    """Words soon after a receipt: another matter, or more about the same? Where it is not plain, the citizen says."""
    desk.forget()
    if found.kind not in PAKN or (found.auto and found.category != case.category):
        return citizen_said(desk)
    desk.ask("which", ADDING, **Held.heard(desk.heard, case.id).data())
    return desk.say("which_case", case=case)


def about_the_same(desk: Desk, _words: str) -> Reply:
    """ "Bổ sung": the words that waited join the case before them."""
    return _decided(desk, joined=True)


def another_matter(desk: Desk, _words: str) -> Reply:
    """ "Phản ánh mới": the words that waited become a case of their own."""
    return _decided(desk, joined=False)


def _decided(desk: Desk, *, joined: bool) -> Reply:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic != "which":
        return desk.say("nothing_to_send")
    held = Held.read(draft.data)
    desk.heard = held.said_again(desk.heard)
    desk.forget()
    case = _own(desk, held.case)
    if joined and case:
        return then_ask(desk, case, join_case(desk, case), ())
    return citizen_said(desk)


def left_undecided(desk: Desk, _data: dict[str, object]) -> Reply:
    """Something else was said instead: what waited becomes a case, nothing is lost; then the new words count."""
    said = desk.heard
    first = _decided(desk, joined=False)
    desk.heard = said
    return first.then(citizen_said(desk))


def join_held(desk: Desk, held: Held) -> Reply:
    """What waited for a yes joins the case it belongs to."""
    case = _own(desk, held.case)
    if case is None:
        return citizen_said(desk)
    return join_case(desk, case)


def join_case(desk: Desk, case: Feedback) -> Reply:
    """Words, photos or a place become part of a case, and its unit gets them."""
    if not has_agreed(desk, desk.person.id):
        return hold(desk, Held.heard(desk.heard, case.id))
    return add_to_case(desk, case)


def add_to_case(desk: Desk, case: Feedback) -> Reply:
    """The same where an official writes down what the sender said."""
    place = desk.heard.location
    if place:
        case.latitude, case.longitude = place.latitude, place.longitude
    desk.session.add(case)
    if case.state == Case.WAITING_CITIZEN:
        event = go_back(desk, case, "added", desk.heard.text)
    else:
        event = record(desk, case, "added", desk.heard.text)
    attach(desk.session, desk.office.id, desk.heard.kept, feedback_event_id=event.id)
    if case.unit_id:
        pass_to_unit(desk, case, added=event.id)
    return desk.say("added", case=case, photos=len(desk.heard.kept), place=place is not None)

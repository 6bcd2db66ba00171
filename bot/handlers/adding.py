"""What a citizen sends after a receipt: more about the same case, or another matter."""

from bot.acts.case_letters import pass_to_unit
from bot.acts.cases import move, record
from bot.acts.consents import has_agreed, hold
from bot.acts.held import Held
from bot.desk import Desk
from bot.handlers.intake import ADDING, PAKN, citizen_said, unusable
from bot.rules.sorting import Sorted
from bot.rules.states import CASE_OPEN, Case
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback, feedback_with_id
from storage.files import attach


def more_said(desk: Desk, number: int) -> Reply:
    """What follows a receipt within the half hour joins the case, unless it is clearly another matter."""
    case = _own(desk, number)
    if case is None or case.state not in CASE_OPEN:
        desk.forget()
        return citizen_said(desk)
    refused = unusable(desk)
    if refused:
        return refused
    if desk.heard.text:
        found = desk.tools.sorter.sort(desk.heard.text)
        if found.kind == "khong_phai" and not desk.heard.kept:
            return desk.say("after_receipt", case=case)
        return _which_case(desk, case, found)
    return join_case(desk, case)


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
        desk.ask("more", ADDING, case=case.id)
        return join_case(desk, case)
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
    place = desk.heard.location
    if place:
        case.latitude, case.longitude = place.latitude, place.longitude
    desk.session.add(case)
    if case.state == Case.WAITING_CITIZEN:
        event = move(desk, case, Case(case.back_to or Case.RECEIVED), "added", desk.heard.text)
    else:
        event = record(desk, case, "added", desk.heard.text)
    attach(desk.session, desk.office.id, desk.heard.kept, feedback_event_id=event.id)
    if case.unit_id:
        pass_to_unit(desk, case, added=event.id)
    return desk.say("added", case=case, photos=len(desk.heard.kept), place=place is not None)

"""A citizen's own words become a case, or get the right guidance where they are no case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.acts.case_letters import pass_to_unit
from bot.acts.cases import move, record
from bot.acts.registering import Report, register
from bot.desk import Desk
from bot.handlers.welcome import greeting
from bot.rules.alarms import is_alarming
from bot.rules.routing import CATEGORIES
from bot.rules.sorting import Sorted
from bot.rules.states import CASE_OPEN, Case
from bot.talk import Kept, Location, Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback, feedback_with_id
from storage.files import attach
from storage.offices import unit_named

ADDING = timedelta(minutes=30)  # how long a photo or a place sent afterwards joins the case just made
LONGEST = 20_000
GUIDES = {"khan_cap": "urgent", "khieu_nai": "guide_complaint", "to_cao": "guide_denunciation"}
PAKN = ("phan_anh", "kien_nghi")


def citizen_said(desk: Desk) -> Reply:
    """Free words, photos or a place from a citizen, outside any conversation."""
    heard = desk.heard
    refused = tuple(file for file in heard.kept if file.problem)
    if refused or len(heard.text) > LONGEST:
        return desk.say("message_unusable", files=refused, length=len(heard.text), longest=LONGEST)
    if not heard.text:
        return _without_words(desk)
    desk.forget()
    found = desk.tools.sorter.sort(heard.text)
    if found.kind in PAKN:
        return open_case(desk, found)
    return _no_case(desk, found)


def _no_case(desk: Desk, found: Sorted) -> Reply:
    if found.kind == "tai_lieu_mat":
        return desk.say("secret_refused")
    if found.kind in GUIDES:
        desk.ask("insist", ADDING, text=desk.heard.text)
        return desk.say(GUIDES[found.kind], hours=desk.office.hours)
    if found.kind == "hoi_thu_tuc":
        desk.ask("insist", ADDING, text=desk.heard.text)
        return desk.say("procedure", hours=desk.office.hours)
    if not desk.speaker.account.greeted:
        desk.speaker.account.greeted = True
        return greeting(desk)
    desk.ask("insist", ADDING, text=desk.heard.text)
    return desk.say("no_case")


def _without_words(desk: Desk) -> Reply:
    if not (desk.heard.kept or desk.heard.location):
        return desk.say("message_empty")
    desk.ask("words", ADDING, **_carried(desk))
    return desk.say("ask_words", photos=len(desk.heard.kept), place=desk.heard.location is not None)


def _carried(desk: Desk) -> dict[str, object]:
    place = desk.heard.location
    return {
        "files": [vars(file) for file in desk.heard.kept],
        "place": [place.latitude, place.longitude] if place else None,
    }


def insist(desk: Desk, _words: str) -> Reply:
    """ "Vẫn gửi": the citizen says that it is feedback all the same; the clerk decides then."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic != "insist":
        return desk.say("nothing_to_send")
    desk.forget()
    text = draft.data["text"]
    found = desk.tools.sorter.sort(text)
    unsure = Sorted("phan_anh", None, (), 0.0, False, ("người gửi chọn gửi như phản ánh", *found.why))
    return open_case(desk, unsure, text)


def open_case(desk: Desk, found: Sorted, text: str = "") -> Reply:
    """Register, route, and answer with code and promised date."""
    heard = desk.heard
    case = register(desk, Report(desk.person.id, text or heard.text, heard.kept, heard.location), found)
    desk.ask("more", ADDING, case=case.id)
    return _receipt(desk, case)


def _receipt(desk: Desk, case: Feedback) -> Reply:
    first, desk.speaker.account.greeted = not desk.speaker.account.greeted, True
    return desk.say(
        "receipt",
        case=case,
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
        title=CATEGORIES[case.category].title if case.category else "",
        photos=len(desk.heard.kept),
        first=first,
        alarming=is_alarming(case.text),
    )


def words_said(desk: Desk, carried: dict[str, Any]) -> Reply:
    """The words that were asked for after a lone photo or place."""
    files = tuple(Kept(**file) for file in carried["files"])
    place = Location(*carried["place"]) if carried["place"] else None
    heard = desk.heard
    desk.heard = replace(heard, kept=(*files, *heard.kept), location=heard.location or place)
    desk.forget()
    return citizen_said(desk)


def more_said(desk: Desk, number: int) -> Reply:
    """What follows a receipt within the half hour joins the case, unless it is clearly another matter."""
    case = feedback_with_id(desk.session, desk.office.id, number)
    if case is None or case.person_id != desk.person.id or case.state not in CASE_OPEN:
        desk.forget()
        return citizen_said(desk)
    refused = tuple(file for file in desk.heard.kept if file.problem)
    if refused or len(desk.heard.text) > LONGEST:
        return desk.say("message_unusable", files=refused, length=len(desk.heard.text), longest=LONGEST)
    if desk.heard.text:
        found = desk.tools.sorter.sort(desk.heard.text)
        if found.kind == "khong_phai" and not desk.heard.kept:
            return desk.say("after_receipt", case=case)
        return _which_case(desk, case, found)
    return join_case(desk, case)


def _which_case(desk: Desk, case: Feedback, found: Sorted) -> Reply:
    """Words soon after a receipt: another matter, or more about the same? Where it is not plain, the citizen says."""
    desk.forget()
    if found.kind not in PAKN or (found.auto and found.category != case.category):
        return citizen_said(desk)
    desk.ask("which", ADDING, case=case.id, text=desk.heard.text, **_carried(desk))
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
    files = tuple(Kept(**file) for file in draft.data["files"])
    place = Location(*draft.data["place"]) if draft.data["place"] else None
    desk.heard = replace(desk.heard, text=draft.data["text"], kept=files, location=place)
    case = feedback_with_id(desk.session, desk.office.id, draft.data["case"])
    desk.forget()
    if joined and case and case.person_id == desk.person.id:
        desk.ask("more", ADDING, case=case.id)
        return join_case(desk, case)
    return citizen_said(desk)


def left_undecided(desk: Desk, carried: dict[str, Any]) -> Reply:
    """Something else was said instead: what waited becomes a case, nothing is lost; then the new words count."""
    said = desk.heard
    first = _decided(desk, joined=False)
    desk.heard = said
    more = citizen_said(desk)
    return replace(more, text=f"{first.text}\n\n{more.text}", choices=(*first.choices, *more.choices))


def join_case(desk: Desk, case: Feedback) -> Reply:
    """Words, photos or a place become part of a case, and its unit gets them."""
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

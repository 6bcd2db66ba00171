"""A case before the public: what would be read of it, and a person's decision that it may."""

from hashlib import sha256

from bot.acts.case_clocks import meet_step
from bot.acts.cases import record
from bot.desk import Desk, OfficeDay
from bot.rules.areas import area_of, public_area
from bot.rules.publishing import LONGEST, SETTLED, Entry, public_form, rounded
from messages.words import cut
from storage.case_clocks import case_clocks
from storage.feedback import Feedback, feedback_events
from storage.people import Person
from storage.publications import barred

# What the office changed of a proposal, as events: the newest counts, until the case is answered anew.
EDITS = {"result": "public_result", "area": "public_area", "words": "public_words", "place": "public_place"}
TOLD_OF = frozenset({*EDITS.values(), "published", "unpublished", "withheld"})  # what events say of it
_ANEW = frozenset({"answered", "unpublished"})


def is_publishable(case: Feedback) -> bool:
    is_there = bool(case.answer and case.answered_at) and case.erased_at is None
    return case.state in SETTLED and is_there and barred(case) is None


def is_shown(case: Feedback) -> bool:
    """On the public pages now."""
    return case.published_at is not None and barred(case) is None


def shown_entry(case: Feedback) -> Entry:
    return Entry(case.public_text, case.public_area, case.public_words, case.public_latitude, case.public_longitude)


def proposed(day: OfficeDay, case: Feedback) -> Entry:
    """What would be read: what the office made of it, else topic, area and result without anything personal.

    The citizen's own words only where they agreed to that and gave their name.
    """
    person = day.session.get_one(Person, case.person_id)
    names = (person.name, person.phone, case.contact)
    edits = _edits(day, case)
    words = public_form(case.text, names) if case.may_publish and not case.anonymous else ""
    place = (None, None) if "place" in edits else rounded(case.latitude, case.longitude)
    return Entry(
        cut(public_form(edits.get("result", case.answer), names), LONGEST),
        public_area(public_form(edits["area"], names)) if "area" in edits else area_of(case.place, case.text),
        "" if "words" in edits else cut(words, LONGEST),
        *place,
    )


def asked_mark(day: OfficeDay, case: Feedback) -> str:
    """Names what was shown to be confirmed: on another day, or after another decision, it is shown again."""
    told = (proposed(day, case).mark, day.today, case.published_at, case.withheld)
    return sha256(repr(told).encode()).hexdigest()[:10]


def _edits(day: OfficeDay, case: Feedback) -> dict[str, str]:
    """Part -> what the office put in its place, since the last answer or the last taking back."""
    found: dict[str, str] = {}
    for event in feedback_events(day.session, case.id):
        if event.what in _ANEW:
            found.clear()
        found |= {part: event.words for part, what in EDITS.items() if what == event.what}
    return found


def edit(desk: Desk, case: Feedback, part: str, words: str) -> None:
    """Put other words in the place of a part (a key of EDITS), or drop the citizen's words or the place ("")."""
    record(desk, case, EDITS[part], words)


def publish(desk: Desk, case: Feedback) -> None:
    """What was shown to the speaker is what the public reads from now on. Once more: the new in place of the old."""
    entry = proposed(desk, case)
    case.public_text, case.public_area, case.public_words = entry.result, entry.area, entry.words
    case.public_latitude, case.public_longitude = entry.latitude, entry.longitude
    case.published_at, case.published_by, case.withheld = desk.now, desk.person.id, ""
    desk.session.add(case)
    record(desk, case, "published", entry.result)
    meet_step(desk, case, "publish")


def withhold(desk: Desk, case: Feedback, reason: str) -> None:
    """Leave a case out of the register, or take it back: nothing of it is to be read there from now on."""
    was_shown = case.published_at is not None
    case.public_text = case.public_area = case.public_words = ""
    case.public_latitude = case.public_longitude = case.published_at = case.published_by = None
    case.withheld = reason
    desk.session.add(case)
    record(desk, case, "unpublished" if was_shown else "withheld", reason)
    meet_step(desk, case, "publish")


def is_late(day: OfficeDay, case: Feedback) -> bool:
    """Past the day by which its result should be public."""
    clocks = (clock for clock in case_clocks(day.session, case.id) if clock.step == "publish" and clock.runs)
    return any(clock.due < day.today for clock in clocks)

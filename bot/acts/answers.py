"""An answer on its way to the citizen: written by the unit, approved by the lead, told."""

from collections.abc import Sequence

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import move, take_up
from bot.acts.merging import answer_all
from bot.desk import Desk, OfficeDay
from bot.rules.access import may_release
from bot.rules.states import QUESTION, Case, Role
from bot.talk import Kept, Reply
from storage.feedback import Feedback, FeedbackEvent, feedback_events
from storage.files import attach, attached_to_feedback
from storage.offices import unit_named
from storage.people import Person, overseers

SEEN = frozenset({"drafted", "added"})  # what the one who approves must have before their eyes


def submit(desk: Desk, case: Feedback, text: str, kept: Sequence[Kept], note: str = "") -> bool:
    """Bring a draft before the lead; what the lead wrote, or what only answers a question, goes out at once.

    True if it is out. `note`: why it goes up although something seems to be missing.
    """
    take_up(desk, case)
    case.draft_answer, case.drafted_by, case.handler_id = text, desk.person.id, desk.person.id
    event = move(desk, case, Case.AWAITING_APPROVAL, "drafted", text)
    attach(desk.session, desk.office.id, tuple(kept), feedback_event_id=event.id)
    if may_release(desk.rights) or case.kind == QUESTION:
        release(desk, case)
        return True
    people = overseers(desk.session, desk.office.id, Role.LEAD)
    ask = show_draft(desk, case, note)
    desk.tell_all(people, f"case:{case.id}:approve:{event.id}", ask, "trả lời phản ánh chờ duyệt")
    return False


def show_draft(day: OfficeDay, case: Feedback, note: str = "", *, changed: bool = False) -> Reply:
    """The draft beside the citizen's own words, with what can be decided. `changed`: since it was last shown."""
    drafted, last = _drafted(day, case), seen_last(day, case)
    return day.say(
        "approval",
        attached=attached_to_feedback(day.session, [drafted.id] if drafted else []),
        case=case,
        unit=unit_named(day.session, day.office.id, case.unit_id),
        who=day.session.get_one(Person, case.drafted_by).name if case.drafted_by else "",
        added=[event.words for event in feedback_events(day.session, case.id) if event.what == "added" and event.words],
        last=last,
        note=note,
        changed=changed,
        late=case.due < day.today,
    )


def seen_last(day: OfficeDay, case: Feedback) -> int:
    """Names what a decision is about: the newest draft or word of the citizen's (an id of an event)."""
    return max((event.id for event in feedback_events(day.session, case.id) if event.what in SEEN), default=0)


def release(desk: Desk, case: Feedback) -> FeedbackEvent:
    """The approved draft becomes the answer and goes to the citizen, with the files that came with it."""
    drafted = _drafted(desk, case)
    case.answer, case.answered_at, case.approved_by, case.rating = case.draft_answer, desk.now, desk.person.id, None
    case.withheld = ""  # of another answer it is decided anew whether the public may read it
    event = move(desk, case, Case.ANSWERED, "answered", case.answer)
    files = attached_to_feedback(desk.session, [drafted.id] if drafted else [])
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    news = desk.say("news_answer", attached=files, case=case, unit=unit)
    tell_citizen(desk, case, f"answer:{event.id}", news, "trả lời phản ánh")
    answer_all(desk, case, "answered", files)
    if case.drafted_by and case.drafted_by != desk.person.id:
        told = desk.say("answer_approved", case=case, on_time=desk.today <= case.original_due)
        desk.tell_all([case.drafted_by], f"case:{case.id}:approved:{event.id}", told, "trả lời được duyệt")
    return event


def _drafted(day: OfficeDay, case: Feedback) -> FeedbackEvent | None:
    found = [event for event in feedback_events(day.session, case.id) if event.what == "drafted"]
    return found[-1] if found else None

"""Several cases about one matter: one is worked on, the others go with it, and its answer goes to all."""

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import move, record
from bot.acts.reaching import people_of_case
from bot.desk import Desk, OfficeDay
from bot.rules.states import CASE_OPEN, Case
from bot.talk import Kept
from storage.feedback import Feedback, feedback_events, merged_into
from storage.files import attached_to_feedback
from storage.offices import unit_named


def merge(desk: Desk, case: Feedback, main: Feedback) -> None:
    """`case` keeps its code and its history; who works on `main` gets its words and files."""
    case.merged_into, case.unit_id, case.handler_id = main.id, main.unit_id, None
    move(desk, case, Case.MERGED, "merged", main.code)
    event = record(desk, main, "joined", case.code)
    events = [one.id for one in feedback_events(desk.session, case.id) if one.what in ("sent", "added")]
    files = attached_to_feedback(desk.session, events)
    news = desk.say("case_joined", attached=files, case=main, other=case)
    desk.tell_all(people_of_case(desk, main), f"case:{main.id}:joined:{event.id}", news, "thêm người báo cùng việc")


def may_merge(case: Feedback, main: Feedback) -> bool:
    """Not with itself, not in a circle, and only into what somebody works on."""
    fits = case.id != main.id and main.state in CASE_OPEN and main.merged_into is None
    return fits and case.state in CASE_OPEN - {Case.AWAITING_APPROVAL, Case.REOPENED}


def part(day: OfficeDay, case: Feedback) -> None:
    """It goes its own way again, from where cases are sorted; its own clocks have run all the time."""
    main = day.session.get(Feedback, case.merged_into) if case.merged_into else None
    case.merged_into = case.unit_id = case.handler_id = None
    move(day, case, Case.RECEIVED, "unmerged", main.code if main else "")
    if main:
        record(day, main, "parted", case.code)


def answer_all(desk: Desk, main: Feedback, what: str, files: tuple[Kept, ...]) -> None:
    """The answer of one is the answer of all that went with it; each is told under its own code and rates it itself."""
    for case in merged_into(desk.session, main.id):
        case.answer, case.answered_at, case.rating = main.answer, desk.now, None
        case.draft_answer, case.drafted_by, case.approved_by = main.answer, main.drafted_by, main.approved_by
        case.unit_id, case.handler_id = main.unit_id, main.handler_id
        event = move(desk, case, Case.ANSWERED, what, main.answer)
        unit = unit_named(desk.session, desk.office.id, main.unit_id)
        news = desk.say("news_answer", attached=files, case=case, unit=unit)
        tell_citizen(desk, case, f"answer:{event.id}", news, "trả lời phản ánh")
        answer_all(desk, case, what, files)

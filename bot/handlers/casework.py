"""What the office does with a case: the clerk sorts it, the unit takes, returns, asks and answers."""

from datetime import timedelta

from bot.desk import Desk
from bot.rules.access import may_handle_case
from bot.rules.numbers import read_number
from bot.rules.routing import CATEGORIES
from bot.rules.states import CASE_OPEN, Case
from bot.talk import Reply
from storage.feedback import (
    Feedback,
    FeedbackEvent,
    add_feedback_event,
    feedback_events,
    feedback_with_id,
    open_cases,
)
from storage.files import attach, attached_to_feedback
from storage.offices import routes_of, unit_named, units_of
from storage.people import Person, duty_holders, live_accounts

QUESTION_LIFE = timedelta(days=7)  # how long the citizen's next words are taken as the reply


def list_cases(desk: Desk, _words: str) -> Reply:
    """The open cases of the speaker's units; the whole office's for those who oversee."""
    units = None if desk.rights.oversees else desk.rights.units
    found = open_cases(desk.session, desk.office.id, units)
    return desk.say("cases", cases=found[:10], total=len(found), titles=CATEGORIES)


def show_case(desk: Desk, words: str) -> Reply:
    case = handled_case(desk, words)
    return present(desk, case) if case else desk.say("case_unknown")


def present(desk: Desk, case: Feedback, added: int | None = None) -> Reply:
    """A case as the office sees it, with its photos and what can be done."""
    events = feedback_events(desk.session, case.id)
    wanted = [event.id for event in events] if added is None else [added]
    return desk.say(
        "case",
        attached=attached_to_feedback(desk.session, wanted),
        case=case,
        citizen=desk.session.get_one(Person, case.person_id).name,
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
        title=CATEGORIES[case.category].title if case.category else "",
        events=[event for event in events if event.words][-4:],
        added=added is not None,
        open=case.state in CASE_OPEN,
        late=case.is_late(desk.today),
    )


def handled_case(desk: Desk, words: str) -> Feedback | None:
    """The case of this number, if the speaker may work on it."""
    number = read_number(words.split(" ")[0])
    found = feedback_with_id(desk.session, desk.office.id, number) if number is not None else None
    return found if found and may_handle_case(desk.rights, found.unit_id) else None


def open_handled(desk: Desk, words: str) -> Feedback | None:
    case = handled_case(desk, words)
    return case if case and case.state in CASE_OPEN else None


def pass_to_unit(desk: Desk, case: Feedback, added: int | None = None) -> None:
    """Bring the case (or what was added to it) to the officials of its unit."""
    people = duty_holders(desk.session, desk.office.id, case.unit_id, None)
    step = f"added:{added}" if added else f"unit:{case.unit_id}:{len(feedback_events(desk.session, case.id))}"
    desk.tell_all(people, f"case:{case.id}:{step}", present(desk, case, added), "phản ánh của người dân")


def record(desk: Desk, case: Feedback, what: str, words: str = "") -> FeedbackEvent:
    event = FeedbackEvent(
        office_id=desk.office.id,
        feedback_id=case.id,
        person_id=desk.person.id,
        at=desk.now,
        what=what,
        words=words,
    )
    return add_feedback_event(desk.session, event)


def take(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    if case.handler_id and case.handler_id != desk.person.id and case.state == Case.HANDLING:
        return desk.say("case_taken", case=case, who=desk.session.get_one(Person, case.handler_id).name)
    case.state, case.handler_id = Case.HANDLING, desk.person.id
    desk.session.add(case)
    record(desk, case, "taken")
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    desk.tell(case.person_id, f"case:{case.id}:taken", desk.say("news_taken", case=case, unit=unit), "đang xử lý")
    return desk.say("case_yours", case=case)


def pass_on(desk: Desk, words: str) -> Reply:
    """ "7": to which unit? "7 3": to unit 3."""
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    target = words.partition(" ")[2]
    units = [unit for unit in units_of(desk.session, desk.office.id) if unit.id != case.unit_id]
    chosen = next((unit for unit in units if str(unit.id) == target), None)
    if chosen is None:
        return desk.say("choose_unit", case=case, units=units)
    before = unit_named(desk.session, desk.office.id, case.unit_id)
    case.unit_id, case.handler_id, case.state = chosen.id, None, Case.ASSIGNED
    desk.session.add(case)
    record(desk, case, "passed_on", f"{before} → {chosen.name}" if before else chosen.name)
    pass_to_unit(desk, case)
    news = desk.say("news_passed", case=case, unit=chosen.name)
    desk.tell(
        case.person_id,
        f"case:{case.id}:passed:{len(feedback_events(desk.session, case.id))}",
        news,
        "chuyển đơn vị",
    )
    return desk.say("case_passed", case=case, unit=chosen.name)


def sort_case(desk: Desk, words: str) -> Reply:
    """The clerk's one tap: "7 rac-moi-truong", or a kind that is no feedback."""
    case = open_handled(desk, words)
    choice = words.partition(" ")[2]
    if case is None or choice not in CATEGORIES:
        return desk.say("case_unknown")
    case.category, case.state = choice, Case.SORTED
    case.unit_id = routes_of(desk.session, desk.office.id).get(choice)
    desk.session.add(case)
    record(desk, case, "sorted", CATEGORIES[choice].title)
    if case.unit_id is None:
        return pass_on(desk, str(case.id))
    case.state = Case.ASSIGNED
    pass_to_unit(desk, case)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    desk.tell(
        case.person_id,
        f"case:{case.id}:sorted",
        desk.say("news_passed", case=case, unit=unit),
        "đã phân loại",
    )
    return desk.say("case_passed", case=case, unit=unit)


def refuse(desk: Desk, words: str) -> Reply:
    """The clerk finds that it is no feedback of this office: the citizen is told why."""
    case = open_handled(desk, words)
    if case is None or not desk.rights.oversees:
        return desk.say("case_unknown")
    desk.ask("refusal", case=case.id)
    return desk.say("ask_refusal", case=case)


def refusal_said(desk: Desk, number: int) -> Reply:
    case = open_handled(desk, str(number))
    if case is None or not desk.heard.text:
        return desk.say("case_unknown")
    desk.forget()
    close(desk, case, Case.REFUSED)
    record(desk, case, "refused", desk.heard.text)
    news = desk.say("news_refused", case=case, words=desk.heard.text)
    desk.tell(case.person_id, f"case:{case.id}:refused", news, "không tiếp nhận")
    return desk.say("case_refused", case=case)


def ask_citizen(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("question", case=case.id)
    return desk.say("ask_question", case=case)


def question_said(desk: Desk, number: int) -> Reply:
    case = open_handled(desk, str(number))
    if case is None or not desk.heard.text:
        return desk.say("case_unknown")
    desk.forget()
    case.state = Case.WAITING_CITIZEN
    case.handler_id = case.handler_id or desk.person.id
    desk.session.add(case)
    event = record(desk, case, "asked", desk.heard.text)
    for account in live_accounts(desk.session, case.person_id):
        desk.ask_at(account, "supplement", QUESTION_LIFE, code=case.code)
    news = desk.say("news_question", case=case, words=desk.heard.text)
    desk.tell(case.person_id, f"case:{case.id}:asked:{event.id}", news, "hỏi thêm")
    return desk.say("question_sent", case=case)


def answer(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("answer", case=case.id)
    return desk.say("ask_answer", case=case)


def answer_said(desk: Desk, number: int) -> Reply:
    """The answer goes to the citizen, who may rate it."""
    case = open_handled(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    if any(file.problem for file in desk.heard.kept) or len(desk.heard.text.split()) < 3:
        return desk.say("answer_unusable", case=case)
    desk.forget()
    close(desk, case, Case.ANSWERED)
    case.answer, case.answered_at = desk.heard.text, desk.now
    case.handler_id = desk.person.id
    event = record(desk, case, "answered", desk.heard.text)
    attach(desk.session, desk.office.id, desk.heard.kept, feedback_event_id=event.id)
    unit = unit_named(desk.session, desk.office.id, case.unit_id)
    news = desk.say("news_answer", attached=desk.heard.kept, case=case, unit=unit)
    desk.tell(case.person_id, f"case:{case.id}:answer", news, "trả lời phản ánh")
    return desk.say("answer_sent", case=case, on_time=desk.today <= case.original_due)


def close(desk: Desk, case: Feedback, state: Case) -> None:
    case.state, case.next_at = state, None
    desk.session.add(case)

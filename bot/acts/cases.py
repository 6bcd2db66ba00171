"""A case and its history: the one way by which its state changes."""

from datetime import date

from bot.acts.case_clocks import settle, turn_clocks
from bot.desk import Desk, OfficeDay
from bot.rules.case_life import may_follow
from bot.rules.states import CASE_OVER, Case
from storage.feedback import EVENTS, Feedback, FeedbackEvent, add_feedback_event, merged_into


def record(
    day: OfficeDay,
    case: Feedback,
    what: str,
    words: str = "",
    state: Case | None = None,
    *,
    on: date | None = None,
    about: int | None = None,
) -> FeedbackEvent:
    """Write down what happened; who did it is who is speaking, nobody where time did. `on`, `about`: see the event."""
    return add_feedback_event(day.session, event_of(day, case, what, words, state, on=on, about=about))


def event_of(
    day: OfficeDay,
    case: Feedback,
    what: str,
    words: str = "",
    state: Case | None = None,
    *,
    on: date | None = None,
    about: int | None = None,
) -> FeedbackEvent:
    return FeedbackEvent(
        office_id=day.office.id,
        feedback_id=case.id,
        person_id=day.person.id if isinstance(day, Desk) else None,
        at=day.now,
        what=what,
        words=words,
        state=state or "",
        day=on,
        about_id=about,
        unit_id=case.unit_id,
    )


def can_move(case: Feedback, then: Case) -> bool:
    return may_follow(Case(case.state), then)


def move(day: OfficeDay, case: Feedback, then: Case, what: str, words: str = "") -> FeedbackEvent:
    """Bring a case to another state, with its clocks and its history. ValueError where its life has no such step."""
    event = pass_through(day, case, then, what, words)
    settle(day, case)
    day.session.flush()
    if then in (Case.REFUSED, Case.GUIDED):
        _let_go(day, case)
    return event


def pass_through(day: OfficeDay, case: Feedback, then: Case, what: str, words: str = "") -> FeedbackEvent:
    """The same on the way to a further state: it is written down together with that one."""
    before = Case(case.state)
    if not may_follow(before, then):
        raise ValueError(f"a case cannot go from {before} to {then}")
    case.state, case.over_at = then, day.now if then in CASE_OVER else None
    day.session.add(case)
    event = EVENTS.add(day.session, event_of(day, case, what, words, then))
    turn_clocks(day, case, before, then)
    return event


def _let_go(day: OfficeDay, main: Feedback) -> None:
    """What is not answered here leaves those that went with it to be sorted on their own."""
    for case in merged_into(day.session, main.id):
        case.merged_into = case.unit_id = case.handler_id = None
        move(day, case, Case.RECEIVED, "unmerged", main.code)


def receive(day: OfficeDay, case: Feedback) -> None:
    """Whoever works on a new case has received it by that."""
    if case.state == Case.NEW:
        move(day, case, Case.RECEIVED, "received")


def take_up(day: OfficeDay, case: Feedback) -> None:
    """Whoever passes it on or answers it has received and sorted it by that."""
    receive(day, case)
    if case.state == Case.RECEIVED:
        move(day, case, Case.SORTED, "sorted")


def go_back(day: OfficeDay, case: Feedback, what: str, words: str = "") -> FeedbackEvent:
    """From waiting for the citizen back to where it was before."""
    return move(day, case, Case(case.back_to or Case.RECEIVED), what, words)


def close_unrated(day: OfficeDay, case: Feedback) -> None:
    """The citizen has said nothing for as long as they could have it taken up again."""
    move(day, case, Case.CLOSED, "closed")

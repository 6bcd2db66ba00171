"""A word on how things stand, for a citizen whose answer is late."""

from datetime import date

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import record
from bot.acts.clock_choice import chosen_by
from bot.desk import Desk, OfficeDay
from bot.rules.clock_rules import terms_of
from bot.rules.clocks import Step, due
from storage.feedback import Feedback, last_feedback_event

PROGRESS: Step = "progress"  # the event is called like the step


def wants_progress(day: OfficeDay, case: Feedback) -> bool:
    """The answer is late, and the citizen has heard nothing for as long as the office lets them wait for a word."""
    after = next_note(day, case)
    return case.is_late(day.today) and (after is None or after <= day.today)


def next_note(day: OfficeDay, case: Feedback) -> date | None:
    """From when the citizen may be told again; None: nothing was told yet."""
    last = last_feedback_event(day.session, case.id, PROGRESS)
    term = terms_of(case.category, chosen_by(day.office))[PROGRESS].term
    return due(term, last.at, day.calendar, day.hours).day if last else None


def note_progress(desk: Desk, case: Feedback, words: str) -> None:
    event = record(desk, case, PROGRESS, words)
    news = desk.say("news_progress", case=case, words=words)
    tell_citizen(desk, case, f"progress:{event.id}", news, "báo tiến độ")

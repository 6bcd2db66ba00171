"""A citizen who was asked something and does not reply: reminded once, politely; then the unit may end the case."""

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import record
from bot.desk import OfficeDay
from storage.case_clocks import CaseClock
from storage.feedback import Feedback, last_feedback_event


def remind_citizen(day: OfficeDay, case: Feedback, clock: CaseClock) -> None:
    """Once for each question that is waited for, however often the ladder says so."""
    asked = last_feedback_event(day.session, case.id, "asked")
    reminded = last_feedback_event(day.session, case.id, "asked_again")
    if asked is None or (reminded and reminded.at >= clock.started_at):
        return
    event = record(day, case, "asked_again")
    news = day.say("ask_again", case=case, words=asked.words, until=clock.due)
    tell_citizen(day, case, f"asked-again:{event.id}", news, "nhắc bổ sung")

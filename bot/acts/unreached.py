"""Citizens whom news of their case has not reached: the clerk hears of it, or passes it on as they wished."""

import re

from bot.acts.case_letters import pass_on
from bot.acts.delivery_news import tell_unreached
from bot.desk import OfficeDay
from bot.rules.states import Hindrance, ReachBy
from bot.talk import Kept, Reply
from storage.feedback import Feedback, feedback_with_id
from storage.hindered import hindered_letters
from storage.letters import Letter
from storage.outbox import Outgoing
from storage.people import posts_of

_NEWS = re.compile(r"case:(\d+):(.+)")


def cases_unreached(day: OfficeDay) -> list[tuple[Feedback, Hindrance]]:
    """Of each such case what bars its news."""
    found: dict[int, tuple[Feedback, Hindrance]] = {}
    for letter in hindered_letters(day.session, day.office.id, day.now, "case:"):
        case = _case_of(day, letter)
        if case:
            found[case.id] = (case, Hindrance(letter.hindrance))
    return list(found.values())


def not_delivered(day: OfficeDay, letter: Outgoing) -> None:
    """Somebody calls or prints it, if the sender wished so; else the clerk hears once a day that there are such."""
    case = _case_of(day, letter)
    if case is None:
        return
    if case.reach_by in (ReachBy.PHONE, ReachBy.COUNTER):
        step = letter.key.split(":", 2)[2]
        pass_on(day, case, step, Reply(letter.text, (), tuple(Kept(**file) for file in letter.files)))
    else:
        tell_unreached(day)


def _case_of(day: OfficeDay, letter: Letter | Outgoing) -> Feedback | None:
    """Of news to the one who sent it."""
    named = _NEWS.fullmatch(letter.key)
    case = feedback_with_id(day.session, day.office.id, int(named[1])) if named else None
    theirs = case and case.person_id == letter.person_id and not posts_of(day.session, letter.person_id)
    return case if theirs and case and case.erased_at is None else None

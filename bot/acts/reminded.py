"""What was said of a duty or a case so far: when, to whom, why."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk import OfficeDay
from storage.letters import Letter
from storage.nudges import Nudge, told_of
from storage.people import Person

MOST = 10


@dataclass(frozen=True)
class Told:
    """`at`: when it was sent; none: not yet, or it could not be delivered so far."""

    at: datetime | None
    who: str
    audience: str
    why: str


def reminded_of(day: OfficeDay, subject: str, number: int) -> list[Told]:
    """The last reminders of an occurrence or of a case (`subject` as in Nudge), the newest first."""
    return [_told(day, nudge) for nudge in told_of(day.session, subject, number, MOST)]


def _told(day: OfficeDay, nudge: Nudge) -> Told:
    letter = day.session.get(Letter, nudge.letter_id) if nudge.letter_id else None
    person = day.session.get_one(Person, nudge.person_id)
    return Told(letter.sent_at if letter else None, person.name, nudge.audience, nudge.why)

"""What was said of a duty or a case so far: when, to whom, why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.acts.directing import PUSHED, push_key
from bot.desk import OfficeDay
from storage.feedback import FeedbackEvent
from storage.letters import Letter, letters_keyed
from storage.nudges import Nudge, told_of
from storage.people import Person, office_posts
from storage.plans import TaskEvent

MOST = 10
Pushed = TaskEvent | FeedbackEvent


@dataclass(frozen=True)
class Told:
    """`at`: when it was sent; none: not yet, or it could not be delivered so far."""

    at: datetime | None
    who: str
    audience: str
    why: str


def reminded_of(day: OfficeDay, subject: str, number: int, pushes: Sequence[Pushed] = ()) -> list[Told]:
    """The last reminders of an occurrence or of a case (`subject` as in Nudge), the newest first.

    `pushes`: what happened to it; those that somebody asked for are letters of their own.
    """
    planned = [(nudge.made_at, _told(day, nudge)) for nudge in told_of(day.session, subject, number, MOST)]
    found = [*planned, *_pushed(day, pushes)]
    return [told for _, told in sorted(found, key=lambda one: one[0], reverse=True)][:MOST]


def _pushed(day: OfficeDay, pushes: Sequence[Pushed]) -> Iterator[tuple[datetime, Told]]:
    staff = {post.person_id for post in office_posts(day.session, day.office.id) if post.person_id}
    for event in (event for event in pushes if event.what == PUSHED and event.person_id):
        why = f"{day.session.get_one(Person, event.person_id).name} nhắc trực tiếp"
        keys = [f"{push_key(event)}:{person}" for person in sorted(staff)]
        for letter in letters_keyed(day.session, day.office.id, keys):
            yield event.at, Told(letter.sent_at, day.session.get_one(Person, letter.person_id).name, "holder", why)


def _told(day: OfficeDay, nudge: Nudge) -> Told:
    letter = day.session.get(Letter, nudge.letter_id) if nudge.letter_id else None
    person = day.session.get_one(Person, nudge.person_id)
    return Told(letter.sent_at if letter else None, person.name, nudge.audience, nudge.why)

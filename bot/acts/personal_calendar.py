"""The open duties of one official as a calendar."""

from bot.desk import OfficeDay
from bot.papers.ics import DayEvent, ics
from messages.words import bare, cut
from storage.occurrences import Duty, open_duties
from storage.people import Person, duty_holders, posts_of


def duties_of(day: OfficeDay, person_id: int) -> list[Duty]:
    """Those this person works on, nearest first."""
    posts = posts_of(day.session, person_id)
    units = {post.unit_id for post in posts if post.unit_id}
    found = open_duties(day.session, day.office.id, units, [post.id for post in posts])
    return [one for one in found if person_id in _people(day, one)]


def _people(day: OfficeDay, found: Duty) -> list[int]:
    return duty_holders(day.session, day.office.id, found[1].unit_id, found[1].post_id)


def personal_calendar(day: OfficeDay, person_id: int) -> bytes:
    person = day.session.get_one(Person, person_id)
    title = bare(day.say("calendar_title", name=person.name).text)
    events = [_event(day, one) for one in duties_of(day, person_id)]
    return ics(title, events, day.now)


def _event(day: OfficeDay, found: Duty) -> DayEvent:
    item, task = found
    words = bare(day.say("calendar_words", item=item, task=task).text)
    title = f"{task.content} ({item.label})" if item.label else task.content
    at = day.hours.at(item.due, item.due_time) if item.due_time else None
    return DayEvent(f"occurrence-{item.id}@{day.office.code}.dondoc", item.due, cut(title, 120), words, at)

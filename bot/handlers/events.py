"""What plans wait for: an official says that it happened, and when."""

from datetime import date, timedelta

from bot.acts.events import Awaited, awaited, concerned, event_name, is_retractable, record_event, retract_event
from bot.desk import Desk
from bot.rules.told_days import day_and_words, read_coming, read_past
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.events import Happening, happening, happenings, occurrences_of_event

PAGE = 8
FARTHEST = timedelta(days=1100)  # a year that was mistyped is no event


def list_events(desk: Desk, words: str) -> Reply:
    """ "": what is waited for · "p1": the next page · "12 0": it happened, but when? · "12 0 2026-11-20"."""
    found = awaited(desk)
    task, _, rest = words.partition(" ")
    if task.isdecimal():
        number, _, day = rest.partition(" ")
        return _picked(desk, found, f"{task} {number}", day)
    page = int(task[1:]) if task[:1] == "p" and task[1:].isdecimal() else 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    return desk.say("events", events=shown, first=page * PAGE, total=len(found), page=page)


def _picked(desk: Desk, found: list[Awaited], ref: str, day: str) -> Reply:
    one = _awaited(found, ref)
    if one is None:
        return list_events(desk, "")
    told = _iso(day)
    if told and _fits(desk, one, told):
        desk.forget()
        return _record(desk, one, told, "")
    desk.ask("event", ref=ref)
    return desk.say("ask_event", event=one, yesterday=desk.today - DAY, tomorrow=desk.today + DAY)


def event_said(desk: Desk, ref: str) -> Reply:
    """ "18/11" or "18/11, Quyết định 12/QĐ-UBND"."""
    one = _awaited(awaited(desk), ref)
    if one is None:
        desk.forget()
        return list_events(desk, "")
    said, name = day_and_words(desk.heard.text)
    day = (read_coming if one.ahead else read_past)(said, desk.today)
    if day is None or not _fits(desk, one, day):
        return desk.say("event_unclear", event=one)
    desk.forget()
    return _record(desk, one, day, name)


def _awaited(found: list[Awaited], ref: str) -> Awaited | None:
    return next((one for one in found for task, wait in one.waits if f"{task.id} {wait.number}" == ref), None)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _fits(desk: Desk, one: Awaited, day: date) -> bool:
    """A clock that counts on needs a day that is over, one that counts back a day to come."""
    return abs(day - desk.today) <= FARTHEST and (day >= desk.today if one.ahead else day <= desk.today)


def _record(desk: Desk, one: Awaited, day: date, name: str) -> Reply:
    event, made = record_event(desk, one, day, name)
    for person_id, duties in concerned(desk, made, desk.person.id).items():
        news = desk.say("event_news", event=event, name=event_name(event), duties=duties, who=desk.person.name)
        desk.tell_all([person_id], f"event:{event.id}:{duties[0][0].id}:{person_id}", news, "sự kiện bắt đầu tính hạn")
    return desk.say("event_kept", event=event, name=event_name(event), duties=made)


def ask_name(desk: Desk, words: str) -> Reply:
    event = _own(desk, words)
    if event is None:
        return desk.say("event_unknown")
    desk.ask("event_name", event=event.id)
    return desk.say("ask_event_name", event=event)


def name_said(desk: Desk, number: int) -> Reply:
    """The paper by which it happened: "Quyết định 12/QĐ-UBND"."""
    desk.forget()
    event = _own(desk, str(number))
    name = desk.heard.text[:200]
    if event is None or not name:
        return desk.say("event_unknown")
    alike = [one for one in happenings(desk.session, desk.office.id) if one.trigger == event.trigger]
    if any(one.day == event.day and one.name == name and one.id != event.id for one in alike):
        return desk.say("event_fixed", event=event, name=name)
    event.name = name
    desk.session.add(event)
    for item in occurrences_of_event(desk.session, desk.office.id, event.id):
        item.label = item.label or name
        desk.session.add(item)
    return desk.say("event_named", event=event)


def take_back(desk: Desk, words: str) -> Reply:
    event = _own(desk, words)
    if event is None:
        return desk.say("event_unknown")
    if not is_retractable(desk, event):
        return desk.say("event_fixed", event=event, name=event_name(event))
    return desk.say("event_dropped", event=event, name=event_name(event), count=retract_event(desk, event))


def _own(desk: Desk, words: str) -> Happening | None:
    """An event that still holds, if the speaker recorded it or oversees the office."""
    event = happening(desk.session, desk.office.id, int(words)) if words.isdecimal() and len(words) < 10 else None
    mine = event is not None and (event.made_by == desk.person.id or desk.rights.oversees)
    return event if event and mine and event.dropped_at is None else None

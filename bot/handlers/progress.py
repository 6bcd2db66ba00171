"""What an official says of a duty: under way, done with its product, a note."""

from bot.acts.duty_events import record
from bot.acts.reminders import next_reminder
from bot.acts.signing import ask_sign_off, first_reported
from bot.desk import Desk
from bot.handlers.duties import list_duties, own_duty, seen_duty
from bot.rules.states import OVER, Work
from bot.talk import Reply
from storage.files import attach
from storage.occurrences import Duty


def doing(desk: Desk, words: str) -> Reply:
    found = own_duty(desk, words)
    if found is None or found[0].state in OVER:
        return desk.say("duty_unknown")
    item, task = found
    item.state = Work.DOING
    desk.session.add(item)
    record(desk, found, "doing")
    return desk.say("duty_doing", item=item, task=task)


def done(desk: Desk, words: str) -> Reply:
    """Ask for the product first; "42 khong" says that there is none to show."""
    found = own_duty(desk, words)
    if found is None or found[0].state == Work.DROPPED:
        return desk.say("duty_unknown")
    item, task = found
    if item.state == Work.DONE:
        return desk.say("duty_done_already", item=item, task=task)
    if words.endswith(" khong"):
        desk.forget()
        return finish(desk, found, "")
    desk.ask("product", duty=item.id)
    return desk.say("ask_product", item=item, task=task)


def product_said(desk: Desk, number: int) -> Reply:
    """A file, a photo, a link or words: the product of the duty that was reported done."""
    found = own_duty(desk, str(number))
    if found is None or found[0].state in OVER:
        desk.forget()
        return desk.say("duty_unknown")
    refused = [file for file in desk.heard.kept if file.problem]
    if refused or not (desk.heard.text or desk.heard.kept):
        return desk.say("product_unusable", files=refused, item=found[0])
    desk.forget()
    return finish(desk, found, desk.heard.text)


def finish(desk: Desk, found: Duty, product: str) -> Reply:
    item, task = found
    item.state, item.product = Work.DONE, product
    # What was returned and is done again counts from the day it was first reported.
    item.done_at = first_reported(desk, item) or desk.now
    item.done_by, item.next_at = desk.person.id, None
    desk.session.add(item)
    event = record(desk, found, "done", product)
    attach(desk.session, desk.office.id, desk.heard.kept, task_event_id=event.id)
    asked = ask_sign_off(desk, found, event, desk.person, desk.heard.kept)
    reported = desk.hours.local(item.done_at)
    passed = item.kind == "due" and item.is_past(reported)
    late = max(desk.calendar.workdays_between(item.due, reported.date()), 0) if passed else 0
    files = len(desk.heard.kept)
    return desk.say("duty_done", item=item, task=task, late=late, passed=passed, files=files, asked=asked)


def undo(desk: Desk, words: str) -> Reply:
    """Take a "done" back on the day it was said."""
    found = own_duty(desk, words)
    if found is None or found[0].state != Work.DONE or found[0].done_by != desk.person.id:
        return desk.say("duty_unknown")
    item, task = found
    item.state, item.done_at, item.done_by, item.product = Work.DOING, None, None, ""
    item.next_at = next_reminder(desk, item)
    desk.session.add(item)
    record(desk, found, "undone")
    return desk.say("duty_doing", item=item, task=task)


def note(desk: Desk, words: str) -> Reply:
    found = own_duty(desk, words)
    if found is None:
        return desk.say("duty_unknown")
    desk.ask("note", duty=found[0].id)
    return desk.say("ask_note", task=found[1])


def note_said(desk: Desk, number: int) -> Reply:
    desk.forget()
    found = seen_duty(desk, str(number))
    if found is None or not (desk.heard.text or desk.heard.kept):
        return list_duties(desk, "")
    event = record(desk, found, "note", desk.heard.text)
    attach(desk.session, desk.office.id, desk.heard.kept, task_event_id=event.id)
    return desk.say("note_kept", item=found[0], task=found[1])

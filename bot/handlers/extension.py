"""More time for a duty: asked with a date and a reason, granted or refused by a tap."""

from datetime import date, time

from bot.acts.duty_events import record
from bot.acts.reminders import next_reminder
from bot.desk import Desk
from bot.handlers.duties import own_duty, seen_duty
from bot.rules.access import may_approve
from bot.rules.covering import told_instead
from bot.rules.deadlines import read
from bot.rules.numbers import read_number
from bot.rules.schedules import By, hour_of, last_day
from bot.rules.scopes import WHOLE
from bot.rules.states import OVER, Role
from bot.rules.until_said import read_until
from bot.talk import Reply
from storage.listed import asked_duties
from storage.occurrences import Duty, Occurrence
from storage.offices import unit_named
from storage.people import duty_holders, holders, overseers
from storage.plans import TaskEvent, add_task_event, answer_to


def ask_more_time(desk: Desk, words: str) -> Reply:
    found = own_duty(desk, words)
    if found is None or found[0].state in OVER:
        return desk.say("duty_unknown")
    desk.ask("extension", duty=found[0].id)
    return desk.say("ask_extension", item=found[0], task=found[1], leads=leads(desk))


def more_time_said(desk: Desk, number: int) -> Reply:
    """One message with the date and the reason: "15/12 vì chờ văn bản của tỉnh"."""
    found = own_duty(desk, str(number))
    if found is None or found[0].state in OVER:
        desk.forget()
        return desk.say("duty_unknown")
    wanted, hour = read_more_time(desk, desk.heard.text)
    if wanted is None or not _is_more(desk, found[0], wanted, hour):
        return desk.say("extension_unclear", item=found[0], wanted=wanted, hour=hour)
    desk.forget()
    return grant(desk, found, wanted, hour) if leads(desk) else _pass_on(desk, found, wanted, hour)


def leads(desk: Desk) -> bool:
    """Whether the speaker is the lead and not who stands in for one: nobody above is asked."""
    return any(post.role == Role.LEAD for post in desk.speaker.posts)


def grant(desk: Desk, found: Duty, wanted: date, hour: time | None) -> Reply:
    """The lead's own word; what was asked for meanwhile is answered by it."""
    item, task = found
    waiting = asked_duties(desk.session, desk.office.id, WHOLE)
    asked = [event for event, (other, _) in waiting if other.id == item.id]
    decision = record(desk, found, "extension_granted", desk.heard.text)
    decision.day, decision.day_time = wanted, hour
    for event in asked:
        record(desk, found, "extension_overtaken").about_id = event.id
    item.due, item.due_time = wanted, hour
    item.next_at = next_reminder(desk, item)
    desk.session.add_all([item, decision])
    news = desk.say("extension_given", item=item, task=task, who=desk.person.name, words=desk.heard.text)
    people = duty_holders(desk.session, desk.office.id, task.unit_id, task.post_id)
    asking = [event.person_id for event in asked if event.person_id]
    concerned = [one for one in dict.fromkeys([*people, *asking]) if one != desk.person.id]
    desk.tell_all(concerned, f"extension:given:{decision.id}", news, "gia hạn")
    return desk.say("extension_decision_kept", item=item, granted=True)


def _is_more(desk: Desk, item: Occurrence, wanted: date, hour: time | None) -> bool:
    new = (wanted, hour or time.max)
    return new > (item.due, item.due_time or time.max) and new > (desk.here.date(), desk.here.time())


def read_more_time(desk: Desk, words: str) -> tuple[date | None, time | None]:
    """The day that words name, moved to a worked day, and its hour; a day without a year is the next such day."""
    head = words.split(",")[0].split(" vì ")[0].split(" vi ")[0].split(" do ")[0]
    for year in (desk.today.year, desk.today.year + 1):
        schedule = read(head, year=year).schedule
        wanted = last_day(schedule)
        if wanted and wanted >= desk.today:
            return desk.calendar.previous_workday(wanted), hour_of(schedule) if isinstance(schedule, By) else None
    said = read_until(head, desk.today, desk.calendar)
    wanted = desk.calendar.previous_workday(said.days[0]) if len(said.days) == 1 else None
    return wanted, said.hour


def _pass_on(desk: Desk, found: Duty, wanted: date, hour: time | None) -> Reply:
    item, task = found
    event = record(desk, found, "extension_asked", desk.heard.text)
    event.day, event.day_time = wanted, hour
    desk.session.add(event)
    heads = holders(desk.session, desk.office.id, Role.UNIT_HEAD, task.unit_id) if task.unit_id else []
    others = [head for head in heads if desk.person.id not in (head, *told_instead([head], desk.cover))]
    approvers = others or overseers(desk.session, desk.office.id, Role.LEAD)
    request = desk.say(
        "extension_request",
        item=item,
        task=task,
        event=event,
        who=desk.person.name,
        unit=unit_named(desk.session, desk.office.id, task.unit_id),
    )
    desk.tell_all(approvers, f"extension:{event.id}", request, "xin gia hạn")
    return desk.say("extension_sent", item=item, wanted=wanted, hour=hour)


def decide(desk: Desk, words: str) -> Reply:
    """ "17 co" or "17 khong": the answer to a request for more time."""
    first, _, answer = words.partition(" ")
    number = read_number(first)
    event = desk.session.get(TaskEvent, number) if number is not None else None
    found = seen_duty(desk, str(event.occurrence_id)) if event and event.what == "extension_asked" else None
    if event is None or found is None or not _may_decide(desk, event, found[1].unit_id):
        return desk.say("duty_unknown")
    if event.office_id != desk.office.id or answer_to(desk.session, event.id) or found[0].state in OVER:
        return desk.say("extension_settled", item=found[0])
    return _settle(desk, found, event, granted=answer == "co")


def _may_decide(desk: Desk, event: TaskEvent, unit_id: int | None) -> bool:
    """Who stands in for the head does not grant their own request; the lead may."""
    own = event.person_id == desk.person.id
    return may_approve(desk.rights, unit_id) and (leads(desk) or not own)


def _settle(desk: Desk, found: Duty, event: TaskEvent, *, granted: bool) -> Reply:
    item, task = found
    what = "extension_granted" if granted else "extension_refused"
    decision = record(desk, found, what)
    decision.about_id, decision.day, decision.day_time = event.id, event.day, event.day_time
    add_task_event(desk.session, decision)
    if granted and event.day:
        item.due, item.due_time = event.day, event.day_time
        item.next_at = next_reminder(desk, item)
        desk.session.add(item)
    news = desk.say("extension_decided", item=item, task=task, granted=granted, who=desk.person.name)
    concerned = {*duty_holders(desk.session, desk.office.id, task.unit_id, task.post_id), event.person_id}
    people = sorted(one for one in concerned if one is not None and one != desk.person.id)
    desk.tell_all(people, f"extension:{event.id}:{what}", news, "trả lời xin gia hạn")
    return desk.say("extension_decision_kept", item=item, granted=granted)

"""The head accepts a reported result, or returns it with words."""

from bot.acts.duty_events import record
from bot.acts.reminders import next_reminder
from bot.desk import Desk
from bot.handlers.duties import seen_duty
from bot.rules.access import may_approve
from bot.rules.numbers import read_number
from bot.rules.states import Work
from bot.talk import Reply
from storage.occurrences import Duty
from storage.people import duty_holders
from storage.plans import TaskEvent, add_task_event, answer_to

Report = tuple[Duty, TaskEvent]


def judge(desk: Desk, words: str) -> Reply:
    """ "17 dat" accepts what was reported, "17 tra" asks why it is returned."""
    report = _report(desk, words)
    if report is None:
        return desk.say("duty_unknown")
    found, event = report
    if not _is_waiting(desk, report):
        return desk.say("signed_already", item=found[0], task=found[1])
    if words.endswith(" tra"):
        desk.ask("returned", event=event.id)
        return desk.say("ask_return", task=found[1])
    _decide(desk, report, "accepted", "")
    return desk.say("signed", task=found[1])


def _report(desk: Desk, words: str) -> Report | None:
    """The reported result of this number, if the speaker may judge it; nobody judges their own."""
    number = read_number(words.split(" ")[0])
    event = desk.session.get(TaskEvent, number) if number is not None else None
    found = seen_duty(desk, str(event.occurrence_id)) if event and event.what == "done" else None
    if event is None or found is None or event.person_id == desk.person.id:
        return None
    return (found, event) if may_approve(desk.rights, found[1].unit_id) else None


def _is_waiting(desk: Desk, report: Report) -> bool:
    """Not yet judged, and still the newest that was said of it."""
    (item, _), event = report
    return item.state == Work.DONE and item.done_by == event.person_id and answer_to(desk.session, event.id) is None


def why_returned(desk: Desk, number: int) -> Reply:
    """The words go to who works on it, and the duty is open again."""
    report = _report(desk, str(number))
    if report is None or not _is_waiting(desk, report):
        desk.forget()
        return desk.say("duty_unknown")
    (item, task), event = report
    if not desk.heard.text:
        return desk.say("ask_return", task=task)
    desk.forget()
    item.state, item.done_at, item.done_by = Work.DOING, None, None
    item.next_at = next_reminder(desk, item)
    desk.session.add(item)
    decision = _decide(desk, report, "returned", desk.heard.text)
    holders = duty_holders(desk.session, desk.office.id, task.unit_id, task.post_id)
    concerned = [event.person_id] if event.person_id in holders else [*holders, event.person_id]
    people = [one for one in concerned if one is not None and one != desk.person.id]
    news = desk.say("returned", item=item, task=task, who=desk.person.name, words=desk.heard.text)
    desk.tell_all(people, f"returned:{decision.id}", news, "trả lại kết quả")
    return desk.say("return_kept", item=item, task=task)


def _decide(desk: Desk, report: Report, what: str, words: str) -> TaskEvent:
    found, event = report
    decision = record(desk, found, what, words)
    decision.about_id = event.id
    return add_task_event(desk.session, decision)

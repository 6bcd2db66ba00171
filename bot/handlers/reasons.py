"""Why this date: how a due day or a promise came about, step by step."""

from dataclasses import dataclass
from datetime import date, time

from bot.acts.dates import SAID, SET
from bot.acts.directing import REGIVEN
from bot.acts.due_days import event_of
from bot.acts.events import event_name
from bot.acts.periods import rule_behind
from bot.acts.reminded import reminded_of
from bot.desk import Desk
from bot.handlers.case_reasons import why_case
from bot.handlers.duties import seen_duty
from bot.rules.access import may_follow_case, may_handle_case
from bot.rules.day_trail import DayPassed, passed_over
from bot.rules.schedules import Nothing, Relative, from_json
from bot.rules.waiting import event_waits
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.events import Happening
from storage.feedback import Feedback, feedback_coded
from storage.occurrences import Duty, Occurrence
from storage.people import Person
from storage.plans import TaskEvent, task_events

MOST = 15  # days off in a row that are worth naming one by one


@dataclass(frozen=True)
class Step:
    """Something that set or moved the date: who, in which words, to which day."""

    what: str
    who: str
    words: str
    day: date | None
    hour: time | None
    at: date


def why(desk: Desk, words: str) -> Reply:
    """ "42" or "NV-42": of a duty · "XT-7KM3QX": of a case, for its owner and the office."""
    word = words.split(" ")[0]
    number = word.upper().removeprefix("NV-") if desk.rights.is_staff else word
    if not word or number.isdecimal():
        found = seen_duty(desk, number) if desk.rights.is_staff else None
        return _duty(desk, found) if found else desk.say("duty_unknown")
    case = feedback_coded(desk.session, desk.office.id, word.upper())
    if case is None or not _may_know(desk, case):
        return desk.say("code_unknown", code=word[:20])
    return why_case(desk, case)


def _may_know(desk: Desk, case: Feedback) -> bool:
    return may_handle_case(desk.rights, case.unit_id) or may_follow_case(desk.rights, case.person_id)


def _duty(desk: Desk, found: Duty) -> Reply:
    item, task = found
    event, term = _event(desk, found)
    schedule = from_json(task.schedule)
    events = task_events(desk.session, task.id)
    steps = [_step(desk, one) for one in events if _is_about(one, item)]
    extended = any(step.what == "extension_granted" for step in steps)
    skipped = _skipped_after(desk, event, term, item) if event and term else _skipped_back(desk, item, extended)
    return desk.say(
        "why_duty",
        item=item,
        task=task,
        schedule=schedule,
        known=not isinstance(schedule, Nothing),
        said=item.key.startswith(SAID),
        event=event,
        event_name=event_name(event) if event else "",
        recorded_by=desk.session.get_one(Person, event.made_by).name if event else "",
        term=term,
        rule=rule_behind(desk, item, task),
        skipped=skipped[:MOST],
        more=len(skipped[MOST:]),
        steps=steps,
        base=item.original if extended else item.due,
        told=reminded_of(desk, "occurrence", item.id, [one for one in events if one.occurrence_id == item.id]),
        next_at=item.next_at,
    )


def _event(desk: Desk, found: Duty) -> tuple[Happening | None, Relative | None]:
    item, task = found
    event, number = event_of(desk.session, item)
    waits = event_waits(from_json(task.schedule))
    return event, next((wait.schedule for wait in waits if event and wait.number == number), None)


def _is_about(event: TaskEvent, item: Occurrence) -> bool:
    if event.what == SET:
        return item.key.startswith(SAID)
    if event.what == REGIVEN:
        return True
    return event.what in ("extension_granted", "calendar_moved") and event.occurrence_id == item.id


def _step(desk: Desk, event: TaskEvent) -> Step:
    person = desk.session.get(Person, event.person_id) if event.person_id else None
    at = desk.hours.local(event.at).date()
    return Step(event.what, person.name if person else "", event.words, event.day, event.day_time, at)


def _skipped_back(desk: Desk, item: Occurrence, extended: bool) -> tuple[DayPassed, ...]:
    """From the printed day back to the worked day before it."""
    base = item.original if extended else item.due
    return passed_over(desk.calendar, min(base, item.printed) + DAY, item.printed)


def _skipped_after(desk: Desk, event: Happening, term: Relative, item: Occurrence) -> tuple[DayPassed, ...]:
    """Where worked days are counted all days off between; else only those at the end that moved it."""
    if term.direction == "before":
        counted = term.calendar == "working"
        return passed_over(desk.calendar, item.original, event.day if counted else event.day - term.offset_days * DAY)
    counted = term.calendar == "working" or term.offset_days == 0
    return passed_over(desk.calendar, event.day + (1 if counted else term.offset_days) * DAY, item.original)

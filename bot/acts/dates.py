"""Tasks whose date another document decides: who is asked for it, and what becomes of the answer."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.acts.reminders import next_reminder
from bot.acts.retiming import drop_occurrence, occurrences_of, retime
from bot.acts.wanted import STARTED, starts_of
from bot.desk import Desk, OfficeDay
from bot.rules.deadlines import read
from bot.rules.occurrences import Due, dues
from bot.rules.schedules import By, Schedule, from_json
from bot.rules.states import OVER, Work
from bot.rules.told_days import LONGEST, day_and_words, read_coming, read_past
from bot.rules.waiting import DateWait, date_waits
from bot.rules.workdays import DAY
from storage.events import events_said, occurrences_keyed, settled_tasks
from storage.occurrences import Occurrence
from storage.people import duty_holders
from storage.plans import Plan, Task, TaskEvent, add_task_event

SAID = "said:"
NOT_YET, WAIVED, SET = "date_not_yet", "date_waived", "date_set"
Asked = tuple[Task, DateWait]
_FARTHEST = 3660 * DAY


def undated(day: OfficeDay) -> list[Asked]:
    """What the office has no date for and should, in the order of its plans."""
    waived = {(said.task_id, said.words) for said in events_said(day.session, day.office.id, (WAIVED,))}
    pairs = [(task, wait) for task, _ in settled_tasks(day.session, day.office.id) for wait in _waits(task)]
    left = [one for one in pairs if (one[0].id, one[1].title) not in waived]
    return [(task, wait) for task, wait in left if not _is_known(day, task, wait)]


def _waits(task: Task) -> tuple[DateWait, ...]:
    return date_waits(from_json(task.schedule))


def date_wait(task: Task, number: str) -> DateWait | None:
    """The one of this number, or the first where none is named."""
    return next((wait for wait in _waits(task) if number in ("", str(wait.number))), None)


def _is_known(day: OfficeDay, task: Task, wait: DateWait) -> bool:
    """Work on demand is asked about again once what came up is done."""
    if wait.is_start:
        return wait.number in starts_of(day, task)
    states = [one.state for one in occurrences_keyed(day.session, task.id, f"{SAID}{wait.number}:")]
    return any(state != Work.DROPPED and (state != Work.DONE or not wait.on_demand) for state in states)


def asked_of(day: OfficeDay) -> dict[int, list[Asked]]:
    """Who is responsible -> what they are asked about."""
    found: dict[int, list[Asked]] = {}
    for task, wait in undated(day):
        for person_id in duty_holders(day.session, day.office.id, task.unit_id, task.post_id):
            found.setdefault(person_id, []).append((task, wait))
    return found


def next_round(day: OfficeDay) -> datetime:
    """The next first worked day of a month on which the office can be asked, strictly after now."""
    month = day.today.replace(day=1)
    while True:
        first = day.calendar.next_workday(month)
        moment = day.hours.next_open(day.calendar, day.hours.at(first, day.slot))
        if moment > day.now:
            return moment
        month = (month + 31 * DAY).replace(day=1)


def read_dues(day: OfficeDay, text: str) -> tuple[Due, ...]:
    """The due days to come that an official's words name; none where the grammar is not sure of them."""
    for words in dict.fromkeys((text, day_and_words(text)[0])):
        for year in (day.today.year, day.today.year + 1):
            said = read(words[:LONGEST], year=year)
            found = () if said.needs_review else _coming(day, said.schedule, year)
            if found:
                return found
    near = read_coming(text, day.today)
    return _coming(day, By(near), near.year) if near else ()


def _coming(day: OfficeDay, schedule: Schedule, year: int) -> tuple[Due, ...]:
    found = dues(schedule, year=year, since=day.today, until=day.today + _FARTHEST, calendar=day.calendar)
    return tuple(due for due in found if due.last >= day.today)


def read_start(day: OfficeDay, text: str) -> date | None:
    """The day on which work began or will begin."""
    words = day_and_words(text)[0]
    return read_coming(words, day.today) or read_past(words, day.today)


def set_start(desk: Desk, task: Task, wait: DateWait, first: date) -> list[Occurrence]:
    """The work goes on from that day; the looks at it that this makes."""
    record_answer(desk, task, f"{STARTED}{wait.number}", desk.heard.text, first)
    retime(desk, desk.session.get_one(Plan, task.plan_id), task)
    desk.session.flush()
    return [
        item for item in occurrences_of(desk.session, task.id) if item.kind == "check_in" and item.state not in OVER
    ]


def set_dates(desk: Desk, task: Task, wait: DateWait, found: Sequence[Due]) -> list[Occurrence]:
    """Follow the task by what was said; dates said earlier and still open give way."""
    there = {item.key: item for item in occurrences_keyed(desk.session, task.id, f"{SAID}{wait.number}:")}
    wanted = {f"{SAID}{wait.number}:{due.key}": due for due in found}
    for key, item in there.items():
        if key not in wanted and item.state in (Work.OPEN, Work.DOING):
            drop_occurrence(desk, item)
    made = [_put(desk, task, there.get(key), key, due) for key, due in wanted.items()]
    for item in made:
        item.label = wait.label or (item.label if len(made) > 1 else "")
    record_answer(desk, task, SET, desk.heard.text, made[0].due)
    return made


def _put(desk: Desk, task: Task, item: Occurrence | None, key: str, due: Due) -> Occurrence:
    if item is None:
        item = Occurrence(
            office_id=desk.office.id,
            task_id=task.id,
            key=key,
            kind=due.kind,
            label=due.label,
            starts=due.first,
            printed=due.printed,
            due=due.last,
            original=due.last,
        )
    if item.due == item.original:  # more time that was granted stays
        item.due_time = due.due_time
    item.original_time = due.due_time
    if item.state == Work.DROPPED:
        item.state = Work.OPEN
    if item.state != Work.DONE:
        item.next_at = next_reminder(desk, item)
    desk.session.add(item)
    return item


def record_answer(desk: Desk, task: Task, what: str, words: str, day: date | None = None) -> None:
    event = TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        person_id=desk.person.id,
        at=desk.now,
        what=what,
        words=words[:500],
        day=day,
    )
    add_task_event(desk.session, event)

"""Rows of a plan that a person must decide on before anybody is reminded of them."""

from bot.acts.adopting import add_occurrences
from bot.desk import Desk
from bot.rules.deadlines import Reading, read
from bot.rules.schedules import Nothing, from_json, to_json
from bot.talk import Reply
from storage.plans import Plan, Task, TaskEvent, add_task_event, tasks_to_review


def next_doubt(desk: Desk, _words: str) -> Reply:
    waiting = tasks_to_review(desk.session, desk.office.id)
    if not waiting:
        return desk.say("review_done")
    return _show(desk, waiting[0], len(waiting))


def _show(desk: Desk, task: Task, left: int) -> Reply:
    schedule = from_json(task.schedule)
    return desk.say("review", task=task, left=left, schedule=schedule, known=schedule != Nothing())


def accept(desk: Desk, words: str) -> Reply:
    """The reading is right as it stands."""
    task = _doubtful(desk, words)
    if task is None:
        return next_doubt(desk, "")
    _settle(desk, task, "Đúng như đã hiểu")
    return next_doubt(desk, "")


def without_date(desk: Desk, words: str) -> Reply:
    """The task is followed without a date of its own."""
    task = _doubtful(desk, words)
    if task is None:
        return next_doubt(desk, "")
    task.schedule = {"type": "none"}
    _settle(desk, task, "Không có hạn")
    return next_doubt(desk, "")


def ask_deadline(desk: Desk, words: str) -> Reply:
    task = _doubtful(desk, words)
    if task is None:
        return next_doubt(desk, "")
    desk.ask("deadline", task=task.id)
    return desk.say("ask_deadline", task=task)


def deadline_said(desk: Desk, number: int) -> Reply:
    """A deadline in the clerk's own words, read by the same grammar as the plan's."""
    task = _doubtful(desk, str(number))
    if task is None:
        desk.forget()
        return next_doubt(desk, "")
    plan = desk.session.get_one(Plan, task.plan_id)
    said: Reading = read(desk.heard.text, year=plan.year or desk.today.year)
    if said.needs_review:
        return desk.say("deadline_unclear", why=said.why, task=task)
    desk.forget()
    task.schedule = to_json(said.schedule)
    _settle(desk, task, desk.heard.text)
    return next_doubt(desk, "")


def _doubtful(desk: Desk, words: str) -> Task | None:
    task = desk.session.get(Task, int(words)) if words.isdigit() and len(words) < 10 else None
    return task if task and task.office_id == desk.office.id and task.needs_review else None


def _settle(desk: Desk, task: Task, words: str) -> None:
    task.needs_review = False
    desk.session.add(task)
    add_occurrences(desk, desk.session.get_one(Plan, task.plan_id), task, desk.today)
    event = TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        person_id=desk.person.id,
        at=desk.now,
        what="reviewed",
        words=words,
    )
    add_task_event(desk.session, event)

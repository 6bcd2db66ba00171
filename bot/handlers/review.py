"""Rows of a plan that a person must decide on before anybody is reminded of them."""

from bot.acts.plan_edits import Editor, UnclearError
from bot.desk import Desk
from bot.rules.schedules import Nothing, from_json
from bot.talk import Reply
from storage.plans import Plan, Task, lock_plan, tasks_to_review


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
    return _settle(desk, words, without_date=False)


def without_date(desk: Desk, words: str) -> Reply:
    """The task is followed without a date of its own."""
    return _settle(desk, words, without_date=True)


def _settle(desk: Desk, words: str, *, without_date: bool) -> Reply:
    task = _doubtful(desk, words)
    if task is not None:
        _editor(desk, task).settle(task.position, without_date=without_date)
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
    try:
        _editor(desk, task).set_fields(task.position, {"deadline_text": desk.heard.text})
    except UnclearError as unclear:
        return desk.say("deadline_unclear", why=unclear.why, task=task)
    desk.forget()
    return next_doubt(desk, "")


def _doubtful(desk: Desk, words: str) -> Task | None:
    task = desk.session.get(Task, int(words)) if words.isdecimal() and len(words) < 10 else None
    return task if task and task.office_id == desk.office.id and task.needs_review else None


def _editor(desk: Desk, task: Task) -> Editor:
    plan = lock_plan(desk.session, desk.office.id, task.plan_id)
    return Editor(desk, plan or desk.session.get_one(Plan, task.plan_id), desk.person.id)

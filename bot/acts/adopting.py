"""A plan that was confirmed becomes tasks, due dates and indicators; a new version changes those that are there."""

from dataclasses import dataclass, replace
from datetime import date

from bot.acts.directory import directory_of
from bot.acts.indicators import take_indicators
from bot.acts.next_year import end_plan, forerunners
from bot.acts.retiming import TIMELESS, make_occurrences
from bot.acts.tasks import add_history, add_task, change_task, close_task
from bot.acts.telling import News
from bot.acts.versions import compare
from bot.desk import OfficeDay
from bot.rules.directory import Directory
from storage.occurrences import occurrence_keys
from storage.plans import Plan, Task

GONE = "Kế hoạch mới không còn nhiệm vụ này."


@dataclass(frozen=True)
class Adopted:
    """What became of a plan. Of a new version `added`, `changed`, `dropped` count tasks, `told` counts people.

    `ended`: plans of earlier years that it goes on from.
    """

    tasks: int
    dues: int
    unassigned: int
    to_review: int
    indicators: int = 0
    added: int = 0
    changed: int = 0
    dropped: int = 0
    told: int = 0
    ended: tuple[Plan, ...] = ()
    is_version: bool = False


def adopt(day: OfficeDay, plan: Plan, since: date) -> Adopted:
    """Make the plan's tasks; one-off dates before `since` count as done before our time."""
    directory = directory_of(day)
    old = day.session.get(Plan, plan.replaces_id) if plan.replaces_id else None
    plan.confirmed_at = day.now
    day.session.add(plan)
    if old is not None:
        return _adopt_version(day, plan, old, since, directory)
    wanted = [number for number, row in enumerate(plan.rows) if row["kind"] == "task" and not row.get("dropped")]
    made = [_adopt_row(day, plan, number, since, directory) for number in wanted]
    ended = list(forerunners(day, plan))
    for before in ended:
        end_plan(day, before)
    sums = _sums([task for task, _ in made], sum(dues for _, dues in made), take_indicators(day, plan, {}, directory))
    return replace(sums, ended=tuple(ended))


def _adopt_version(day: OfficeDay, plan: Plan, old: Plan, since: date, directory: Directory) -> Adopted:
    found = compare(day, plan, old)
    news = News(day, plan.sent_by)
    plan.ends_on = old.ends_on
    for one in found.matched:
        before = news.holders(one.task)
        one.task.plan_id, one.task.position = plan.id, one.position
        news.changed(one.task, before, change_task(day, plan, one.task, one.row, directory, plan.sent_by))
    for task in found.dropped:
        news.gone(task)
        close_task(day, task, GONE, plan.sent_by)
    made = [_adopt_row(day, plan, number, since, directory) for number in found.added]
    for task, _ in made:
        news.new(task)
    indicators = take_indicators(day, plan, found.indicators, directory, old)
    told = news.tell(f"plan:{plan.id}:changed", plan)
    tasks = [one.task for one in found.matched] + [task for task, _ in made]
    sums = _sums(tasks, sum(dues for _, dues in made), indicators)
    return Adopted(
        **{
            **vars(sums),
            "added": len(found.added),
            "changed": len(found.changed),
            "dropped": len(found.dropped),
            "told": told,
            "is_version": True,
        }
    )


def _adopt_row(day: OfficeDay, plan: Plan, position: int, since: date, directory: Directory) -> tuple[Task, int]:
    task = add_task(day, plan, position, plan.rows[position], directory)
    return task, add_occurrences(day, plan, task, since)


def _sums(tasks: list[Task], dues: int, indicators: int) -> Adopted:
    return Adopted(
        tasks=len(tasks),
        dues=dues,
        unassigned=sum(task.unit_id is None and task.post_id is None for task in tasks),
        to_review=sum(task.needs_review for task in tasks),
        indicators=indicators,
    )


def add_occurrences(day: OfficeDay, plan: Plan, task: Task, since: date) -> int:
    """Make the due dates of a task that has none yet, and say so in its history."""
    if task.needs_review or occurrence_keys(day.session, task.id):
        return 0
    made = make_occurrences(day, plan, task, since)
    what = "adopted" if made or task.schedule["type"] in TIMELESS else "past"
    add_history(day, task, what, "", plan.sent_by)
    return made

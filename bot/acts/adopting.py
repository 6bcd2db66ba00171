"""From the rows of a plan to tasks and their due dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.acts.reminders import next_reminder
from bot.desk import OfficeDay
from bot.rules.naming import resolve
from bot.rules.occurrences import Due, dues
from bot.rules.schedules import from_json
from bot.talk import Reply
from storage.occurrences import Occurrence
from storage.offices import aliases_of
from storage.plans import Plan, Task, TaskEvent, TaskUnit, add_task_event


@dataclass(frozen=True)
class Adopted:
    """What became of a plan: how many tasks, due dates, tasks without a unit, tasks a person must look at."""

    tasks: int
    dues: int
    unassigned: int
    to_review: int


def preview(day: OfficeDay, plan: Plan) -> Reply:
    """What was understood, and what needs a person."""
    aliases = aliases_of(day.session, day.office.id)
    tasks = [row for row in plan.rows if row["kind"] == "task"]
    doubtful = [row for row in tasks if row["needs_review"]]
    unknown = sorted({name for row in tasks for name in row["lead"] if resolve(name, aliases) is None})
    return day.say(
        "plan_preview",
        plan=plan,
        tasks=len(tasks),
        indicators=len(plan.rows) - len(tasks),
        dated=sum(_is_dated(row) for row in tasks),
        doubtful=doubtful,
        unknown=unknown,
        past=sum(_is_past(row, plan, day) for row in tasks),
    )


def _is_dated(row: dict[str, Any]) -> bool:
    return row["schedule"]["type"] in ("by", "within", "dates", "every", "milestones", "any_of")


def _is_past(row: dict[str, Any], plan: Plan, day: OfficeDay) -> bool:
    found = dues_of(row["schedule"], plan, day)
    return bool(found) and max(due.last for due in found) < day.today


def dues_of(schedule: dict[str, Any], plan: Plan, day: OfficeDay) -> tuple[Due, ...]:
    year = plan.year or day.today.year
    first, last = date(year - 1, 1, 1), date(year + 10, 12, 31)  # milestones may lie in other years
    return dues(from_json(schedule), year=year, since=first, until=last, calendar=day.calendar)


def adopt(day: OfficeDay, plan: Plan, since: date) -> Adopted:
    """Make the plan's tasks and their due dates; one-off dates before `since` count as done before our time."""
    aliases = aliases_of(day.session, day.office.id)
    tasks = [_add_task(day, plan, n, row, aliases) for n, row in enumerate(plan.rows) if row["kind"] == "task"]
    made = sum(add_occurrences(day, plan, task, since) for task in tasks)
    plan.confirmed_at = day.now
    day.session.add(plan)
    day.session.flush()
    unassigned = sum(task.unit_id is None for task in tasks)
    return Adopted(len(tasks), made, unassigned, sum(task.needs_review for task in tasks))


def _add_task(day: OfficeDay, plan: Plan, position: int, row: dict[str, Any], aliases: dict[str, int]) -> Task:
    leads = [unit for unit in (resolve(name, aliases) for name in row["lead"]) if unit]
    task = Task(
        office_id=day.office.id,
        plan_id=plan.id,
        position=position,
        section=row["section"],
        no=row["no"],
        content=row["content"],
        lead_text="; ".join(row["lead"]),
        coop_text="; ".join(row["coop"]),
        product=row["product"],
        note=row["note"],
        deadline_text=row["deadline_text"],
        schedule=row["schedule"],
        needs_review=row["needs_review"],
        why=" ".join(row["why"]),
        unit_id=leads[0] if leads else None,
    )
    day.session.add(task)
    day.session.flush()
    others = {unit for unit in (resolve(name, aliases) for name in row["coop"]) if unit} | set(leads[1:])
    for unit in others - {task.unit_id}:
        day.session.add(TaskUnit(office_id=day.office.id, task_id=task.id, unit_id=unit))
    return task


def add_occurrences(day: OfficeDay, plan: Plan, task: Task, since: date) -> int:
    """Make the due dates from `since` on. A doubtful reading makes none before a person has decided."""
    if task.needs_review:
        return 0
    found = [due for due in dues_of(task.schedule, plan, day) if due.last >= since]
    for due in found:
        item = Occurrence(
            office_id=day.office.id,
            task_id=task.id,
            key=due.key,
            kind=due.kind,
            label=due.label if len(found) > 1 else "",
            starts=due.first,
            printed=due.printed,
            due=due.last,
            original=due.last,
        )
        item.next_at = next_reminder(day, item)
        day.session.add(item)
    what = "adopted" if found or task.schedule["type"] in ("ongoing", "relative", "external") else "past"
    event = TaskEvent(office_id=day.office.id, task_id=task.id, at=day.now, what=what, person_id=plan.sent_by)
    add_task_event(day.session, event)
    return len(found)

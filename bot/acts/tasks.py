"""A row of a plan becomes a task, a task changes with its row, a task leaves the plan: each with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.acts.plan_lines import Record, task_record
from bot.acts.retiming import drop_open_occurrences, retime
from bot.desk import OfficeDay
from bot.rules.directory import Directory, Meaning
from bot.rules.vietnamese import spelled
from storage.plans import Plan, Task, TaskEvent, add_task_event, put_units_beside

FIELDS: Mapping[str, str] = {
    "content": "Nội dung",
    "lead": "Chủ trì",
    "coop": "Phối hợp",
    "deadline_text": "Thời hạn",
    "product": "Sản phẩm",
    "note": "Ghi chú",
}


@dataclass(frozen=True)
class Change:
    """One field of a row, as texts."""

    field: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return FIELDS[self.field]

    def __str__(self) -> str:
        return f"{self.name}: “{self.before or 'để trống'}” → “{self.after or 'để trống'}”"


def changes_between(before: Record, after: Record) -> tuple[Change, ...]:
    """The fields that differ in more than spelling."""
    pairs = ((field, as_text(before[field]), as_text(after[field])) for field in FIELDS)
    return tuple(Change(field, old, new) for field, old, new in pairs if spelled(old) != spelled(new))


def as_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def add_task(day: OfficeDay, plan: Plan, position: int, row: Record, directory: Directory) -> Task:
    task = Task(office_id=day.office.id, plan_id=plan.id, position=position, content=row["content"])
    _fill(task, row)
    day.session.add(task)
    day.session.flush()
    _give(day, task, row, directory)
    return task


def change_task(
    day: OfficeDay, plan: Plan, task: Task, row: Record, directory: Directory, person_id: int | None
) -> tuple[Change, ...]:
    """Bring a task to a row: texts, units and due dates, with one event that says what was what before."""
    before = task_record(task)
    found = changes_between(before, row)
    retimed = (before["schedule"], before["needs_review"]) != (row["schedule"], row["needs_review"])
    _fill(task, row)
    day.session.add(task)
    if any(change.field in ("lead", "coop") for change in found):
        _give(day, task, row, directory)
    if retimed:
        retime(day, plan, task)
    if found:
        add_history(day, task, "changed", "; ".join(map(str, found)), person_id)
    return found


def close_task(day: OfficeDay, task: Task, why: str, person_id: int | None) -> None:
    """The plan no longer has it: nobody is reminded again, the history stays."""
    task.closed_at, task.roll_at = day.now, None
    day.session.add(task)
    drop_open_occurrences(day, task)
    add_history(day, task, "dropped", why, person_id)


def reopen_task(day: OfficeDay, plan: Plan, task: Task, person_id: int | None) -> None:
    task.closed_at = None
    day.session.add(task)
    retime(day, plan, task)
    add_history(day, task, "restored", "", person_id)


def give_again(day: OfficeDay, task: Task, directory: Directory) -> bool:
    """Give a task by what its names mean now; whether somebody else has it then."""
    before = task.unit_id, task.post_id
    _give(day, task, task_record(task), directory)
    return (task.unit_id, task.post_id) != before


def add_history(day: OfficeDay, task: Task, what: str, words: str, person_id: int | None) -> None:
    event = TaskEvent(office_id=day.office.id, task_id=task.id, at=day.now, what=what, words=words, person_id=person_id)
    add_task_event(day.session, event)


def _fill(task: Task, row: Record) -> None:
    values: dict[str, Any] = {field: as_text(row[field]) for field in ("section", "no", "content", "product", "note")}
    values |= {"lead_text": as_text(row["lead"]), "coop_text": as_text(row["coop"])}
    values |= {field: row[field] for field in ("deadline_text", "schedule", "needs_review")}
    for field, value in {**values, "why": " ".join(row["why"])}.items():
        setattr(task, field, value)


def _give(day: OfficeDay, task: Task, row: Record, directory: Directory) -> None:
    """The first unit or post that is named leads; the others it names, and who coordinates, stand beside."""
    leads = [found for found in map(directory.meaning, row["lead"]) if found.kind in ("unit", "post")]
    first = leads[0] if leads else Meaning("unknown")
    task.unit_id, task.post_id = first.unit_id, first.post_id
    day.session.add(task)
    others = {found.unit_id for found in (*leads[1:], *map(directory.meaning, row["coop"])) if found.unit_id}
    put_units_beside(day.session, task, others - {task.unit_id})

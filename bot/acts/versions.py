"""A new version of a plan beside the one in force: what is added, changed, dropped, and who is concerned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.acts.plan_lines import Record, printed, task_record
from bot.acts.tasks import FIELDS, Change, as_text, changes_between
from bot.desk import OfficeDay
from bot.rules.matching import Row, likeness, match_rows
from bot.rules.vietnamese import spelled
from storage.plans import Plan, Task, plans_in_force, tasks_of

SAME_TITLE = 0.8
ROWS_IN_COMMON = 0.34  # where only the title is alike, so much of the shorter version must be known
MOSTLY_THE_SAME = 0.6  # where the titles say nothing
_AMENDING = ("điều chỉnh", "bổ sung", "sửa đổi", "thay thế", "ban hành", "kế hoạch", "một số nội dung", "của")


@dataclass(frozen=True)
class Matched:
    """A row that has a task. `row` is what the task becomes; `changes` is what people will see of it."""

    position: int
    task: Task
    row: dict[str, Any]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """`added` are positions of new rows; `indicators` maps positions of indicators to those of the old version."""

    added: tuple[int, ...]
    matched: tuple[Matched, ...]
    dropped: tuple[Task, ...]
    indicators: dict[int, int]

    @property
    def changed(self) -> tuple[Matched, ...]:
        return tuple(one for one in self.matched if one.changes)


def predecessor(day: OfficeDay, plan: Plan) -> Plan | None:
    """The plan in force that this one is a new version of: same year, the same number or title, known rows."""
    for old in plans_in_force(day.session, day.office.id):
        if old.id != plan.id and old.year == plan.year and _is_version(old, plan):
            return old
    return None


def _is_version(old: Plan, new: Plan) -> bool:
    same_number = bool(new.number) and spelled(new.number) == spelled(old.number)
    share = rows_in_common(old.rows, new.rows)
    return share >= ROWS_IN_COMMON and (same_number or _same_title(old, new))


def same_work(old: Plan, new: Plan) -> bool:
    """Whether a plan of a later year goes on from this one: the same name but for its year, or most of its rows."""
    names = [re.sub(r"\d{4}", "", _bare(plan.title)) for plan in (old, new)]
    alike = all(name.strip() for name in names) and likeness(*names) >= SAME_TITLE
    return alike or rows_in_common(old.rows, new.rows) >= MOSTLY_THE_SAME


def _same_title(old: Plan, new: Plan) -> bool:
    if not (old.title and new.title):
        return rows_in_common(old.rows, new.rows) >= MOSTLY_THE_SAME
    return likeness(_bare(old.title), _bare(new.title)) >= SAME_TITLE


def _bare(title: str) -> str:
    text = f" {spelled(title)} "
    for word in _AMENDING:
        text = text.replace(f" {spelled(word)} ", " ")
    return text


def rows_in_common(old: Sequence[Record], new: Sequence[Record]) -> float:
    """Which part of the shorter version the other one has too."""
    found = match_rows(_rows(old), _rows(new))
    return len(found) / (min(len(old), len(new)) or 1)


def compare(day: OfficeDay, plan: Plan, old: Plan) -> Comparison:
    """Rows are matched by what is printed, so that a correction made by a person survives an unchanged row."""
    pairs = match_rows(_rows(old.rows), _rows(plan.rows))
    tasks = {task.position: task for task in tasks_of(day.session, old.id) if task.closed_at is None}
    live = [number for number, row in enumerate(plan.rows) if row["kind"] == "task" and not row.get("dropped")]
    kept = [number for number in live if pairs.get(number) in tasks]
    there = {pairs[number] for number in kept}
    return Comparison(
        added=tuple(number for number in live if number not in kept),
        matched=tuple(_matched(number, plan, old, tasks[pairs[number]]) for number in kept),
        dropped=tuple(task for position, task in tasks.items() if position not in there),
        indicators={number: there for number, there in pairs.items() if plan.rows[number]["kind"] == "indicator"},
    )


def carry_over(day: OfficeDay, plan: Plan, old: Plan) -> None:
    """What a person decided about the version before holds for rows that are printed the same.

    A row that was dropped is dropped again, a deadline that was decided is not asked about again.
    """
    pairs = match_rows(_rows(old.rows), _rows(plan.rows))
    tasks = {task.position: task for task in tasks_of(day.session, old.id)}
    rows = list(plan.rows)
    for number, there in pairs.items():
        rows[number] = _carried(rows[number], old.rows[there], tasks.get(there))
    plan.rows = rows


def _carried(row: dict[str, Any], was: Record, task: Task | None) -> dict[str, Any]:
    if was.get("dropped"):
        return {**row, "dropped": True}
    same = spelled(row["deadline_text"]) == spelled(printed(was)["deadline_text"])
    if task is None or task.needs_review or not row["needs_review"] or not same:
        return row
    decided = {"deadline_text": task.deadline_text, "schedule": task.schedule, "needs_review": False, "why": []}
    return {**row, **decided, "printed": {"deadline_text": row["deadline_text"]}}


def _rows(records: Sequence[Record]) -> list[Row]:
    return [
        Row(row["content"], row["section"], row["no"], row["kind"]) for row in (printed(record) for record in records)
    ]


def _matched(position: int, plan: Plan, old: Plan, task: Task) -> Matched:
    before = task_record(task)
    after = _merged(before, old.rows[task.position], plan.rows[position])
    return Matched(position, task, after, changes_between(before, after))


def _merged(now: Record, old: Record, new: Record) -> dict[str, Any]:
    """What the new version prints otherwise, or a person corrected in it, counts; the rest stays as the task has it."""
    was, corrected = printed(old), new.get("printed", {})
    row = {**now, "section": new["section"], "no": new["no"]}
    for field in FIELDS:
        if field in corrected or spelled(as_text(new[field])) != spelled(as_text(was[field])):
            row[field] = new[field]
            if field == "deadline_text":
                row |= {key: new[key] for key in ("schedule", "needs_review", "why")}
    if new.get("settled"):
        row |= {key: new[key] for key in ("schedule", "needs_review", "why")}
    return row

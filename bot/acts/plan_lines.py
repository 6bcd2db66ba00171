"""A plan's rows as they stand now, before or after it was confirmed, and what a person has to decide about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.acts.directory import directory_of, shown_meaning
from bot.desk import OfficeDay
from bot.rules.directory import Directory, Meaning
from bot.rules.five_clear import Clear, missing_clear
from bot.rules.naming import comparable
from storage.plans import Plan, Task, tasks_of

Record = Mapping[str, Any]  # a row as the plan format names its fields
NO_LEAD = "Không ghi đơn vị chủ trì."


@dataclass(frozen=True)
class Line:
    """`record` has the plan format's fields. `given` is the unit or post that gets it, "" for the clerk."""

    position: int
    record: Record
    dropped: bool
    leads: tuple[tuple[str, Meaning], ...]
    given: str
    missing: tuple[Clear, ...]

    @property
    def is_task(self) -> bool:
        return bool(self.record["kind"] == "task")

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of who leads that nobody here knows."""
        return tuple(name for name, meaning in self.leads if meaning.kind == "unknown")

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(name for name, meaning in self.leads if meaning.kind == "group")

    @property
    def in_doubt(self) -> bool:
        """A deadline that a person has to decide."""
        return self.is_task and bool(self.record["needs_review"])

    @property
    def asks(self) -> tuple[str, ...]:
        """Why a person has to decide, in Vietnamese; empty: nothing to decide."""
        if not self.is_task or self.dropped:
            return ()
        found = [" ".join(_doubts(self.record["why"])) or "Thời hạn chưa chắc."] if self.in_doubt else []
        found += [f"“{name}” là đơn vị nào?" for name in self.unknown]
        return (*found, NO_LEAD) if not self.leads else tuple(found)


def _doubts(why: Iterable[str]) -> list[str]:
    """Without how it was understood: that stands beside the deadline."""
    return [sentence for sentence in why if not sentence.startswith("Hiểu là")]


def lines_of(day: OfficeDay, plan: Plan, directory: Directory | None = None) -> list[Line]:
    """Every row in the plan's order."""
    known = directory or directory_of(day)
    if plan.confirmed_at is None:
        return [line_of(number, row, known) for number, row in enumerate(plan.rows)]
    tasks = {task.position: task for task in tasks_of(day.session, plan.id)}
    found = []
    for number, row in enumerate(plan.rows):
        task = tasks.get(number)
        found.append(line_of(number, task_record(task) if task else row, known))
    return found


def line_of(position: int, row: Record, directory: Directory) -> Line:
    leads = tuple((name, directory.meaning(name)) for name in row["lead"])
    first = next((meaning for _, meaning in leads if meaning.kind in ("unit", "post")), None)
    lacking = missing_clear(
        [meaning for _, meaning in leads],
        row["content"],
        row["schedule"]["type"],
        row["needs_review"],
        row["product"],
    )
    given = shown_meaning(first, directory) if first else ""
    return Line(position, row, bool(row.get("dropped")), leads, given, lacking if row["kind"] == "task" else ())


def task_record(task: Task) -> dict[str, Any]:
    """A task in the fields of the row it came from."""
    return {
        "kind": "task",
        "section": task.section,
        "no": task.no,
        "content": task.content,
        "lead": split_stored(task.lead_text),
        "coop": split_stored(task.coop_text),
        "product": task.product,
        "note": task.note,
        "deadline_text": task.deadline_text,
        "schedule": task.schedule,
        "needs_review": task.needs_review,
        "why": [task.why] if task.why else [],
        "dropped": task.closed_at is not None,
    }


def split_stored(names: str) -> list[str]:
    return [name for name in names.split("; ") if name]


def printed(row: Record) -> dict[str, Any]:
    """The row as the document has it, without what a person has corrected."""
    return {**row, **row.get("printed", {})}


def unknown_names(lines: Iterable[Line]) -> list[str]:
    """Names to be asked about, each once, in the plan's order."""
    found: dict[str, str] = {}
    for line in lines:
        if line.is_task and not line.dropped:
            for name in line.unknown:
                found.setdefault(comparable(name), name)
    return list(found.values())


def understood_names(lines: Iterable[Line], directory: Directory) -> list[tuple[str, str]]:
    """(printed, unit): names that only the common map of titles could place, for a person to see."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for name, meaning in line.leads:
            if meaning.kind == "unit" and not meaning.sure and not line.dropped:
                found.setdefault(comparable(name), (name, shown_meaning(meaning, directory)))
    return list(found.values())

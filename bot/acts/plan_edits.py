"""A person corrects a row in own words, drops it, or accepts a reading: the same before and after confirming."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.acts.directory import decide_name, directory_of
from bot.acts.plan_lines import task_record
from bot.acts.tasks import FIELDS, add_history, as_text, change_task, close_task, give_again, reopen_task
from bot.acts.telling import News
from bot.desk import OfficeDay
from bot.plans.unit_names import split_names
from bot.rules.deadlines import read
from bot.rules.directory import Sense
from bot.rules.schedules import to_json
from bot.rules.vietnamese import nfc
from storage.plans import Plan, Task, task_at, tasks_of

LONGEST = 4000  # characters of one field
NO_TIME = {"schedule": {"type": "none"}, "needs_review": False, "why": []}


@dataclass
class UnclearError(Exception):
    """What was said cannot stand; `why` are Vietnamese sentences."""

    why: Sequence[str]


@dataclass(frozen=True)
class Editor:
    """A plan, kept from being changed elsewhere, in the hands of somebody (None: at the terminal)."""

    day: OfficeDay
    plan: Plan
    person_id: int | None

    def set_fields(self, position: int, words: Mapping[str, str]) -> bool:
        """Correct fields by their new words; UnclearError where a deadline is not understood. Whether any differs."""
        row = self.row(position)
        changed = {field: text for field, text in words.items() if nfc(text) != nfc(as_text(row[field]))}
        values: dict[str, Any] = {}
        for field, text in changed.items():
            values |= self._read(field, nfc(text)[:LONGEST])
        if values:
            self._put(position, {**row, **values}, tuple(changed))
        return bool(values)

    def settle(self, position: int, *, without_date: bool = False) -> None:
        """The reading of the deadline is right as it stands, or there is to be no date."""
        row = self.row(position)
        values = NO_TIME if without_date else {"needs_review": False, "why": []}
        self._put(position, {**row, **values, "settled": True}, ())
        if self.plan.confirmed_at is not None:
            words = "Không có hạn" if without_date else "Đúng như đã hiểu"
            add_history(self.day, self._task(position), "reviewed", words, self.person_id)

    def drop(self, position: int) -> None:
        if self.plan.confirmed_at is None:
            self._keep(position, {**self.plan.rows[position], "dropped": True})
            return
        task = self._task(position)
        if task.closed_at is None:
            news = News(self.day, self.person_id)
            news.gone(task)
            close_task(self.day, task, "Bỏ khỏi kế hoạch.", self.person_id)
            news.tell(f"task:{task.id}:dropped:{self.day.now.isoformat()}", self.plan)

    def restore(self, position: int) -> None:
        if self.plan.confirmed_at is None:
            row = self.plan.rows[position]
            self._keep(position, {key: value for key, value in row.items() if key != "dropped"})
        elif (task := self._task(position)).closed_at is not None:
            reopen_task(self.day, self.plan, task, self.person_id)

    def decide(self, name: str, sense: Sense, unit_id: int | None) -> None:
        """What a name means from now on; tasks that wait for it are given to the unit at once."""
        decide_name(self.day, name, sense, unit_id, self.person_id)
        directory = directory_of(self.day)
        for task in tasks_of(self.day.session, self.plan.id) if self.plan.confirmed_at else ():
            before = (news := News(self.day, self.person_id)).holders(task)
            if task.closed_at is None and task.unit_id is None and give_again(self.day, task, directory):
                news.changed(task, before, ())
                news.tell(f"task:{task.id}:given:{self.day.now.isoformat()}", self.plan)

    def row(self, position: int) -> dict[str, Any]:
        """The row as it stands, in the plan format's fields."""
        if self.plan.confirmed_at is not None and self.plan.rows[position]["kind"] == "task":
            return task_record(self._task(position))
        return dict(self.plan.rows[position])

    def _task(self, position: int) -> Task:
        task = task_at(self.day.session, self.plan.id, position)
        if task is None:
            raise UnclearError(("Dòng này đã bị bỏ trước khi lưu kế hoạch.",))
        return task

    def _read(self, field: str, words: str) -> dict[str, Any]:
        reader: Callable[[str], dict[str, Any]] = {
            "lead": lambda text: {"lead": list(split_names(text))},
            "coop": lambda text: {"coop": list(split_names(text))},
            "deadline_text": self._read_deadline,
            "content": _read_content,
        }.get(field, lambda text: {field: text})
        return reader(words)

    def _read_deadline(self, words: str) -> dict[str, Any]:
        if not words:
            return {"deadline_text": "", **NO_TIME}
        said = read(words, year=self.plan.year or self.day.today.year, issued=self.plan.issued_on)
        if said.needs_review:
            raise UnclearError(said.why)
        return {"deadline_text": words, "schedule": to_json(said.schedule), "needs_review": False, "why": []}

    def _put(self, position: int, row: dict[str, Any], corrected: Sequence[str]) -> None:
        if self.plan.confirmed_at is None:
            was = self.plan.rows[position]
            first = {field: was[field] for field in corrected if field not in was.get("printed", {})}
            self._keep(position, {**row, "printed": {**was.get("printed", {}), **first}})
        elif row["kind"] == "task":
            self._change(self._task(position), row)

    def _change(self, task: Task, row: dict[str, Any]) -> None:
        news = News(self.day, self.person_id)
        before = news.holders(task)
        changes = change_task(self.day, self.plan, task, row, directory_of(self.day), self.person_id)
        told = tuple(change for change in changes if change.field in ("content", "lead", "deadline_text"))
        news.changed(task, before, told)
        news.tell(f"task:{task.id}:changed:{self.day.now.isoformat()}", self.plan)

    def _keep(self, position: int, row: dict[str, Any]) -> None:
        # A new list each time: a change inside the old one would not be seen as one.
        self.plan.rows = [row if number == position else other for number, other in enumerate(self.plan.rows)]
        self.day.session.add(self.plan)


def _read_content(words: str) -> dict[str, Any]:
    if not words:
        raise UnclearError(("Nội dung không được để trống. Muốn bỏ nhiệm vụ, xin chọn “Bỏ dòng này”.",))
    return {"content": words}


def is_field(name: str) -> bool:
    return name in FIELDS

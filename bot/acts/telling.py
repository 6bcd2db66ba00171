"""One letter to each official whom a changed plan concerns, saying what changed for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bot.acts.tasks import Change
from bot.acts.versions import Comparison
from bot.desk import OfficeDay
from bot.rules.directory import Directory
from storage.people import Person, duty_holders
from storage.plans import Plan, Task

Kind = Literal["new", "changed", "passed", "gone"]
ORDER: tuple[Kind, ...] = ("new", "changed", "passed", "gone")
MOST = 12


@dataclass(frozen=True)
class NewsLine:
    """`passed`: somebody else has it now."""

    kind: Kind
    task: Task
    changes: tuple[Change, ...] = ()


@dataclass
class News:
    """What is to be told, person by person. Nobody is told what they did themselves."""

    day: OfficeDay
    by: int | None
    lines: dict[int, list[NewsLine]] = field(default_factory=dict)

    def holders(self, task: Task) -> set[int]:
        return set(duty_holders(self.day.session, self.day.office.id, task.unit_id, task.post_id)) - {self.by}

    def new(self, task: Task) -> None:
        self._add(self.holders(task), NewsLine("new", task))

    def gone(self, task: Task) -> None:
        self._add(self.holders(task), NewsLine("gone", task))

    def changed(self, task: Task, before: set[int], changes: tuple[Change, ...]) -> None:
        """`before` held it until now."""
        after = self.holders(task)
        if changes:
            self._add(before & after, NewsLine("changed", task, changes))
        self._add(after - before, NewsLine("new", task))
        self._add(before - after, NewsLine("passed", task))

    def _add(self, people: Iterable[int], line: NewsLine) -> None:
        for person_id in sorted(people):
            self.lines.setdefault(person_id, []).append(line)

    def tell(self, key: str, plan: Plan) -> int:
        """Write the letters; how many."""
        for person_id, lines in self.lines.items():
            ranked = sorted(lines, key=lambda line: ORDER.index(line.kind))
            counts = [(kind, sum(line.kind == kind for line in lines)) for kind in ORDER]
            said = self.day.say(
                "plan_news", plan=plan, lines=ranked[:MOST], more=len(ranked) - len(ranked[:MOST]), counts=dict(counts)
            )
            self.day.tell(person_id, f"{key}:{person_id}", said, "kế hoạch thay đổi")
        return len(self.lines)


def people_concerned(
    day: OfficeDay, found: Comparison, plan: Plan, directory: Directory, by: int | None
) -> list[Person]:
    """Who would be told if the new version were confirmed as it stands, by name."""
    held = [one.task for one in found.changed] + list(found.dropped)
    places = {(task.unit_id, task.post_id) for task in held}
    rows = [one.row for one in found.changed] + [plan.rows[number] for number in found.added]
    for row in rows:
        leads = [meaning for meaning in map(directory.meaning, row["lead"]) if meaning.kind in ("unit", "post")]
        places.add((leads[0].unit_id, leads[0].post_id) if leads else (None, None))
    people = {one for unit, post in places for one in duty_holders(day.session, day.office.id, unit, post)} - {by}
    return sorted((day.session.get_one(Person, one) for one in people), key=lambda person: person.name)

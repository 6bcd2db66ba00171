"""What was understood of a plan, before anything is stored: sums, what a person has to decide, what would change."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.acts.directory import directory_of
from bot.acts.next_year import forerunners
from bot.acts.plan_lines import Line, lines_of, understood_names, unknown_names
from bot.acts.telling import people_concerned
from bot.acts.versions import Comparison, compare
from bot.acts.wanted import dues_of
from bot.desk import OfficeDay
from bot.rules.directory import Directory
from bot.rules.five_clear import NAMES
from bot.talk import Reply
from storage.plans import Plan


@dataclass(frozen=True)
class Sums:
    """`unclear`: Vietnamese name of each of the five -> tasks that lack it. `grouped`: tasks that a group leads."""

    tasks: int
    indicators: int
    dropped: int
    dated: int
    past: int
    grouped: int
    asking: int
    unclear: dict[str, int]


@dataclass(frozen=True)
class View:
    """A plan as the chat, the page and the terminal show it.

    `ends`: earlier plans that it goes on from; `expected`: its year, while the days off of that are not official.
    """

    plan: Plan
    lines: list[Line]
    sums: Sums
    unknown: list[str]
    understood: list[tuple[str, str]]
    old: Plan | None
    found: Comparison | None
    told: list[str]
    ends: list[Plan]
    expected: list[int]


def view_of(day: OfficeDay, plan: Plan) -> View:
    directory = directory_of(day)
    lines = lines_of(day, plan, directory)
    old, found = _beside(day, plan)
    told = _names(day, found, plan, directory) if found else []
    return View(
        plan,
        lines,
        sums_of(day, plan, lines),
        unknown_names(lines),
        understood_names(lines, directory),
        old,
        found,
        told,
        list(forerunners(day, plan)) if old is None and plan.confirmed_at is None else [],
        [year for year in [plan.year or day.today.year] if day.calendar.is_expected(date(year, 12, 31))],
    )


def preview(day: OfficeDay, plan: Plan, *, changed: bool = False) -> Reply:
    """What was understood, and what needs a person. `changed`: since it was last shown."""
    seen = view_of(day, plan)
    doubtful = [line for line in seen.lines if line.in_doubt and not line.dropped]
    mark = asked_mark(day, plan)
    return day.say("plan_preview", seen=seen, plan=plan, sums=seen.sums, doubtful=doubtful, mark=mark, changed=changed)


def asked_mark(day: OfficeDay, plan: Plan) -> str:
    """Names what was shown to be saved: with another row, or on another day, it is shown again."""
    told = json.dumps([plan.rows, plan.replaces_id, day.today.isoformat()], sort_keys=True, default=str)
    return sha256(told.encode()).hexdigest()[:8]


def sums_of(day: OfficeDay, plan: Plan, lines: Sequence[Line]) -> Sums:
    live = [line for line in lines if not line.dropped]
    tasks = [line for line in live if line.is_task]
    lacking = Counter(name for line in tasks for name in line.missing)
    return Sums(
        tasks=len(tasks),
        indicators=len(live) - len(tasks),
        dropped=len(lines) - len(live),
        dated=sum(_is_dated(line) for line in tasks),
        past=sum(_is_past(line, plan, day) for line in tasks),
        grouped=sum(bool(line.groups) for line in tasks),
        asking=sum(bool(line.asks) for line in tasks),
        unclear={NAMES[name]: lacking[name] for name in NAMES if lacking[name]},
    )


def _beside(day: OfficeDay, plan: Plan) -> tuple[Plan | None, Comparison | None]:
    if plan.replaces_id is None or plan.confirmed_at is not None:
        return None, None
    old = day.session.get_one(Plan, plan.replaces_id)
    return old, compare(day, plan, old)


def _names(day: OfficeDay, found: Comparison, plan: Plan, directory: Directory) -> list[str]:
    return [person.name or "Cán bộ" for person in people_concerned(day, found, plan, directory, plan.sent_by)]


def _is_dated(line: Line) -> bool:
    return line.record["schedule"]["type"] in ("by", "within", "dates", "every", "any_of", "milestones")


def _is_past(line: Line, plan: Plan, day: OfficeDay) -> bool:
    """Whether its last date lies before today, so that following it means it is late at once."""
    if line.in_doubt:
        return False
    found = [due for due in dues_of(line.record["schedule"], plan, day) if due.kind == "due"]
    return bool(found) and found[-1].last < day.today

"""The clerk goes through a plan row by row: answers what is asked, corrects any field in own words."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bot.acts.directory import directory_of
from bot.acts.plan_edits import Editor, UnclearError, is_field
from bot.acts.plan_lines import Line, line_of, lines_of, unknown_names
from bot.acts.tasks import FIELDS, as_text
from bot.desk import Desk
from bot.handlers.planning import known_plan
from bot.rules.directory import Sense
from bot.rules.matching import parent_position
from bot.rules.naming import comparable
from bot.rules.schedules import Nothing, from_json
from bot.talk import Reply
from storage.offices import units_of
from storage.plans import Plan, lock_plan

_WORDS: Mapping[str, Sense] = {"nhom": "group", "vanthu": "clerk"}
MOST_WORDS = 2000


def next_question(desk: Desk, words: str) -> Reply:
    """ "3": the first thing to decide about plan 3 · "3 r7": the next one after row 7 · "3 n1a2b3c4d": after a name."""
    plan = known_plan(desk, words)
    if plan is None or plan.read_at is None:
        return desk.say("plan_gone")
    lines = lines_of(desk, plan)
    names = {f"n{name_mark(name)}": name for name in unknown_names(lines)}
    rows = {f"r{line.position}": line for line in lines if line.asks and (line.in_doubt or not line.leads)}
    keys = [*names, *rows]
    after = words.partition(" ")[2]
    left = keys[keys.index(after) + 1 :] if after in keys else keys
    if not left:
        return desk.say("plan_settled", plan=plan, skipped=len(keys))
    if left[0] in names:
        return _ask_name(desk, plan, names[left[0]], lines, len(keys))
    return _show(desk, plan, rows[left[0]], asked=len(keys))


def _ask_name(desk: Desk, plan: Plan, name: str, lines: list[Line], left: int) -> Reply:
    directory = directory_of(desk)
    asking = [line for line in lines if name in line.unknown and not line.dropped]
    likely = directory.likely(name)
    return desk.say(
        "plan_name",
        plan=plan,
        name=name,
        mark=name_mark(name),
        lines=asking,
        left=left,
        likely=[(unit, directory.units[unit]) for unit in likely if unit in directory.units],
    )


def decide_name(desk: Desk, words: str) -> Reply:
    """ "3 1a2b3c4d 5": the name is unit 5 · "… nhom": a group · "… vanthu": the clerk follows · "… ?": other units."""
    editor = _editor(desk, words)
    _, mark, said, *_ = [*words.split(" "), "", "", ""]
    if editor is None:
        return desk.say("plan_gone")
    name = next((one for one in unknown_names(lines_of(desk, editor.plan)) if name_mark(one) == mark), None)
    if name is None:
        return next_question(desk, str(editor.plan.id))
    units = {str(unit.id): unit for unit in units_of(desk.session, desk.office.id)}
    if said not in units and said not in _WORDS:
        return desk.say("plan_name_units", plan=editor.plan, name=name, mark=mark, units=list(units.values()))
    editor.decide(name, sense_of(said), units[said].id if said in units else None)
    return next_question(desk, str(editor.plan.id))


def sense_of(said: str) -> Sense:
    """ "nhom", "vanthu", or a unit's number."""
    return _WORDS.get(said, "unit")


def show_row(desk: Desk, words: str) -> Reply:
    """ "3 7": row 7 of plan 3, with what can be corrected."""
    editor, position = _row(desk, words)
    return _show_now(desk, editor, position) if editor else desk.say("plan_gone")


def ask_field(desk: Desk, words: str) -> Reply:
    """ "3 7 lead": ask for the new words · "3 7 lead -": empty the field."""
    editor, position = _row(desk, words)
    field, _, rest = " ".join(words.split(" ")[2:]).partition(" ")
    if editor is None or not is_field(field):
        return desk.say("plan_gone")
    if rest == "-":
        desk.forget()
        return _set(desk, editor, position, field, "")
    desk.ask("row", plan=editor.plan.id, row=position, field=field)
    now = as_text(editor.row(position)[field])
    return desk.say("plan_field", plan=editor.plan, position=position, field=field, name=FIELDS[field], now=now)


def field_said(desk: Desk, data: dict[str, object]) -> Reply:
    """The new words of a field."""
    editor, position = _row(desk, f"{data['plan']} {data['row']}")
    if editor is None or not desk.heard.text:
        desk.forget()
        return desk.say("plan_gone")
    return _set(desk, editor, position, str(data["field"]), desk.heard.text[:MOST_WORDS])


def _set(desk: Desk, editor: Editor, position: int, field: str, words: str) -> Reply:
    try:
        editor.set_fields(position, {field: words})
    except UnclearError as unclear:
        return desk.say("plan_field_unclear", why=unclear.why)
    desk.forget()
    return _show_now(desk, editor, position, edited=True)


def accept(desk: Desk, words: str) -> Reply:
    """The deadline is right as it was understood."""
    return _settle(desk, words, without_date=False)


def without_date(desk: Desk, words: str) -> Reply:
    return _settle(desk, words, without_date=True)


def _settle(desk: Desk, words: str, *, without_date: bool) -> Reply:
    editor, position = _row(desk, words)
    if editor is None:
        return desk.say("plan_gone")
    if editor.row(position)["needs_review"]:
        editor.settle(position, without_date=without_date)
    return next_question(desk, f"{editor.plan.id} r{position}")


def like_parent(desk: Desk, words: str) -> Reply:
    """The row takes the deadline of the row it stands below."""
    editor, position = _row(desk, words)
    parent = _parent(editor.plan, position) if editor else None
    if editor is None or parent is None:
        return desk.say("plan_gone")
    return _set(desk, editor, position, "deadline_text", parent["deadline_text"])


def _parent(plan: Plan, position: int) -> Mapping[str, Any] | None:
    """The row above with a deadline, for a row that has none of its own."""
    at = None if plan.rows[position]["deadline_text"] else parent_position(plan.rows, position)
    return plan.rows[at] if at is not None and plan.rows[at]["deadline_text"] else None


def drop_row(desk: Desk, words: str) -> Reply:
    editor, position = _row(desk, words)
    if editor is None:
        return desk.say("plan_gone")
    editor.drop(position)
    return _show_now(desk, editor, position)


def restore_row(desk: Desk, words: str) -> Reply:
    editor, position = _row(desk, words)
    if editor is None:
        return desk.say("plan_gone")
    editor.restore(position)
    return _show_now(desk, editor, position)


def _show_now(desk: Desk, editor: Editor, position: int, *, edited: bool = False) -> Reply:
    line = line_of(position, editor.row(position), directory_of(desk))
    return _show(desk, editor.plan, line, edited=edited)


def _show(desk: Desk, plan: Plan, line: Line, *, asked: int = 0, edited: bool = False) -> Reply:
    schedule = from_json(line.record["schedule"])
    return desk.say(
        "plan_row",
        plan=plan,
        line=line,
        row_=line.record,
        schedule=schedule,
        known=schedule != Nothing(),
        asked=asked,
        edited=edited,
        parent=_parent(plan, line.position),
    )


def _editor(desk: Desk, words: str) -> Editor | None:
    found = known_plan(desk, words)
    plan = lock_plan(desk.session, desk.office.id, found.id) if found and found.read_at else None
    return Editor(desk, plan, desk.person.id) if plan else None


def _row(desk: Desk, words: str) -> tuple[Editor | None, int]:
    """The plan and the row that "3 7" names; no editor where there is no such task row."""
    editor = _editor(desk, words)
    number = [*words.split(" "), ""][1]
    position = int(number) if number.isdecimal() and len(number) < 6 else -1
    if editor is None or not 0 <= position < len(editor.plan.rows) or not _has_task(editor, position):
        return None, 0
    return editor, position


def _has_task(editor: Editor, position: int) -> bool:
    if editor.plan.rows[position]["kind"] != "task":
        return False
    try:
        editor.row(position)
    except UnclearError:
        return False
    return True


def name_mark(name: str) -> str:
    """A short word that stands for a printed name in a command."""
    return sha256(comparable(name).encode()).hexdigest()[:8]

"""What the forms of a plan's table do."""

from datetime import date

from bot.acts.adopting import adopt
from bot.acts.periods import ask_meaning
from bot.acts.plan_edits import Editor, is_field
from bot.acts.plan_lines import lines_of, unknown_names
from bot.handlers.plan_rows import name_mark, sense_of
from bot.web.forms import UNREADABLE, Form
from bot.web.guard import RefusedError
from bot.web.review_page import row_digest
from storage.offices import units_of

NO_ROW = "Không có dòng này."


class StaleError(Exception):
    """The form was filled in over an older state of the row."""


def take_row(editor: Editor, position: int, form: Form) -> None:
    """Correct, settle, drop or take back a row. UnclearError, StaleError or RefusedError where that cannot be."""
    if not 0 <= position < len(editor.plan.rows) or editor.plan.rows[position]["kind"] != "task":
        raise RefusedError(404, NO_ROW)
    if form.get("seen") != row_digest(editor.row(position)):
        raise StaleError
    match form.get("viec"):
        case "sua":
            editor.set_fields(position, {name: words for name, words in form.items() if is_field(name)})
        case "dung":
            editor.settle(position)
        case "khonghan":
            editor.settle(position, without_date=True)
        case "bo":
            editor.drop(position)
        case "lay":
            editor.restore(position)
        case _:
            raise RefusedError(400, UNREADABLE)


def take_name(editor: Editor, mark: str, said: str) -> None:
    """Decide what a name means; nothing where that was decided elsewhere meanwhile, or nothing was chosen."""
    names = unknown_names(lines_of(editor.day, editor.plan))
    name = next((one for one in names if name_mark(one) == mark), None)
    units = {str(unit.id): unit.id for unit in units_of(editor.day.session, editor.day.office.id)}
    if name is not None and (said in units or said in ("nhom", "vanthu")):
        editor.decide(name, sense_of(said), units.get(said))


def take_plan(editor: Editor, wanted: str) -> str:
    """Confirm the plan, or set it apart from the one it was taken for a version of; a word for what was done."""
    day, plan = editor.day, editor.plan
    if plan.confirmed_at is not None:
        return "truoc"
    if wanted == "khac":
        plan.replaces_id = None
        day.session.add(plan)
        return "khac"
    if wanted not in ("luu", "luuca"):
        raise RefusedError(400, UNREADABLE)
    adopt(day, plan, date(plan.year or day.today.year, 1, 1) if wanted == "luuca" else day.today)
    ask_meaning(day, plan)
    return "luu"

"""To read a row that somebody named, and to ask whether they may see it, is one step: here is where that is done."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTER = [*sorted((ROOT / "bot/handlers").glob("*.py")), *sorted((ROOT / "bot/web").rglob("*.py"))]
GUARDED = {
    *("Feedback", "FeedbackEvent", "Task", "TaskEvent", "Occurrence", "Duty", "Dossier", "Plan", "Report"),
    *("WeekReport", "NewsItem", "Account"),
}
ASKS = re.compile(r"^_?may_|^rights$|^_is_open_to$|^person_id$|^made_by$")
OFFICE = "the table of commands gives it to those alone who see all of these in the office"
COUNTED = "what the counter tells whoever shows the code; who tries one after another is stopped"
OWN = "only among the speaker's own"
PROOF = "who knows a word that cannot be guessed"
# Where one guarded row is read -> why nothing more need be asked; "": the function itself asks.
GATES: Mapping[str, str] = {
    "handlers/adding._own": "",
    "handlers/blocking._sender": "",
    "handlers/case_extension.decide": "",
    "handlers/casework.handled_case": "",
    "handlers/casework.show_coded": "",
    "handlers/channels._own": OWN,
    "handlers/contacts.list_looks": OFFICE,
    "handlers/dates._asked": "",
    "handlers/dossier_asking.follow": COUNTED,
    "handlers/dossier_asking.leave": "only what one follows is left",
    "handlers/dossier_asking.look_up": COUNTED,
    "handlers/dossier_lists._still_open": OFFICE,
    "handlers/dossiers.handled": "",
    "handlers/dossiers.look_up": "",
    "handlers/dossiers.seen": "",
    "handlers/duties.seen_duty": "",
    "handlers/extension.decide": "",
    "handlers/following._of_slip": PROOF,
    "handlers/merging._case": "",
    "handlers/news.take_back": "",
    "handlers/plan_rows._editor": OFFICE,
    "handlers/planning.known_plan": OFFICE,
    "handlers/planning.receive": OFFICE,
    "handlers/planning.waiting_plan": OFFICE,
    "handlers/publishing._decidable": "",
    "handlers/reasons.why": "",
    "handlers/recording._go_on": OFFICE,
    "handlers/recording.recorded_from_said": OFFICE,
    "handlers/reports.found_report": OFFICE,
    "handlers/review._doubtful": OFFICE,
    "handlers/review._editor": OFFICE,
    "handlers/side_list._show": "",
    "handlers/signing._report": "",
    "handlers/tracking.own_case": "",
    "handlers/weekly._own_report": "",
    "handlers/weekly._report_asking": OWN,
    "web/review._editor": "",
}


def questions() -> set[str]:
    """What storage gives one guarded row by, as a number or a code."""
    found = set()
    for path in (ROOT / "storage").glob("*.py"):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and one.returns is not None:
                parts = {part.strip() for part in ast.unparse(one.returns).split("|")}
                if parts & GUARDED and "None" in parts and not one.name.startswith(("next_", "_", "answer_", "last_")):
                    found.add(one.name)
    return found


def names_in(function: ast.AST) -> Iterator[str]:
    for one in ast.walk(function):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.Attribute):
            yield one.attr


def reads_one(call: ast.AST, known: set[str]) -> bool:
    if not isinstance(call, ast.Call):
        return False
    name = next(names_in(call.func), "")
    first = call.args[0].id if call.args and isinstance(call.args[0], ast.Name) else ""
    return name in known or (name in ("get", "get_one", "select") and first in GUARDED)


def readers() -> dict[str, ast.AST]:
    known, found = questions(), dict[str, ast.AST]()
    for path in OUTER:
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.FunctionDef) and any(reads_one(call, known) for call in ast.walk(one)):
                found[f"{path.parent.name}/{path.stem}.{one.name}"] = one
    return found


def test_a_row_that_somebody_named_is_read_in_few_places_and_each_asks_for_the_right() -> None:
    found = readers()
    assert sorted(found) == sorted(GATES)
    assert [name for name, why in GATES.items() if not why and not any(map(ASKS.search, names_in(found[name])))] == []

"""What was understood of a due list, before anything is stored."""

from bot.acts.dossiers.listing import Compared, compare
from bot.acts.dossiers.whose import whose
from bot.desk import OfficeDay
from bot.rules.dossier_list import DossierRow, from_record
from bot.rules.states import DossierState
from bot.talk import Reply
from storage.due_lists import DueList

SHOWN = 5


def preview(day: OfficeDay, due_list: DueList) -> Reply:
    rows = [from_record(record) for record in due_list.rows]
    found = compare(day, rows, whose(day))
    running = [row for row in rows if row.state == DossierState.OPEN]
    return day.say(
        "due_list_preview",
        due_list=due_list,
        rows=len(rows),
        over=sum(row.is_over for row in rows),
        running=len(running),
        late=sum(_is_late(day, row) for row in running),
        found=found,
        shown=SHOWN,
        samples=_samples(found),
        can_store=not due_list.problems and not found.changes_nothing,
    )


def _is_late(day: OfficeDay, row: DossierRow) -> bool:
    return row.due is not None and row.due < day.today


def _due(row: DossierRow) -> str:
    return f", hạn {row.due:%d/%m/%Y}" if row.due else ""


def _samples(found: Compared) -> list[tuple[str, str]]:
    """A few of each kind: code and what is said of it."""
    new = [(row.code, f"mới{_due(row)}") for row in found.new if not row.is_over][:SHOWN]
    changed = [(one.row.code, f"đổi {', '.join(one.what)}") for one in found.changed[:SHOWN]]
    finished = [(one.row.code, "đã có kết quả") for one in found.finished[:SHOWN]]
    return [*new, *changed, *finished]

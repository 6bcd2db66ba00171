"""From the bytes of a plan document to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.plans.blocks import Block, Row
from bot.plans.facts import read_facts, year_of_deadlines
from bot.plans.headers import Role
from bot.plans.opening import Kind, PlanRefused, kind_of
from bot.plans.pdf import read_pdf
from bot.plans.reading import PlanRow, read_drafts
from bot.plans.rows import read_rows
from bot.plans.text import read_text
from bot.plans.upright import upright
from bot.plans.xlsx import read_xlsx
from bot.rules.schedules import to_json

MAX_ROWS = 10_000


def _read_docx(data: bytes) -> list[Block]:
    from bot.plans.docx import read_docx  # brings a library that a start need not load

    return read_docx(data)


_READERS: dict[Kind, Callable[[bytes], list[Block]]] = {
    "text": read_text,
    "docx": _read_docx,
    "xlsx": read_xlsx,
    "pdf": read_pdf,
}


@dataclass(frozen=True)
class PlanDocument:
    """`warnings` are sentences about the document as a whole."""

    title: str
    number: str
    year: int | None
    issued: date | None
    rows: tuple[PlanRow, ...]
    warnings: tuple[str, ...]


def read_plan(name: str, data: bytes, *, year: int | None = None) -> PlanDocument:
    """Read a plan by file name and content; `year` overrides the one printed. Raises PlanRefused."""
    blocks = list(upright(_READERS[kind_of(name, data)](data)))
    if sum(isinstance(block, Row) for block in blocks) > MAX_ROWS:
        raise PlanRefused("Tệp có quá nhiều hàng. Vui lòng chỉ gửi phần kế hoạch.")
    facts = read_facts(blocks)
    walk = read_rows(blocks)
    meant = year or facts.year or year_of_deadlines(draft.text(Role.DEADLINE) for draft in walk.drafts)
    rows = read_drafts(walk.drafts, walk.marks, frozenset(walk.chapters), meant, facts.issued)
    return PlanDocument(facts.title, facts.number, meant, facts.issued, rows, tuple(_warnings(rows, meant)))


def to_record(row: PlanRow) -> dict[str, Any]:
    """The fields of the plan format, ready for JSON."""
    record: dict[str, Any] = {
        "kind": row.kind,
        "section": row.section,
        "no": row.no,
        "content": row.content,
        "lead": list(row.lead),
        "coop": list(row.coop),
        "product": row.product,
        "note": row.note,
        "deadline_text": row.deadline_text,
        "schedule": to_json(row.schedule),
        "needs_review": row.needs_review,
        "why": list(row.why),
    }
    if row.kind == "indicator":
        record |= {
            "name": row.name,
            "unit": row.unit,
            "target_text": row.target_text,
            "target": row.target,
            "responsible": list(row.lead),
            "evaluator": row.evaluator,
        }
    return record


def _warnings(rows: tuple[PlanRow, ...], year: int | None) -> list[str]:
    tasks = [row for row in rows if row.kind == "task"]
    found = []
    if not rows:
        found.append("Không tìm thấy bảng nhiệm vụ nào trong tệp.")
    if year is None:
        found.append("Không rõ năm của kế hoạch; mốc thời gian không ghi năm cần được xem lại.")
    if tasks and not any(row.deadline_text for row in tasks):
        found.append("Các bảng không có cột thời hạn.")
    return found

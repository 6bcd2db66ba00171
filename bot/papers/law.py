"""Papers on personal data that an office must be able to show (Luật 91/2025/QH15; NĐ 356/2025/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Page
from docx.shared import Mm, Pt
from docx.table import _Cell

from bot.papers.official import BLANK, add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName

_GROUNDS = (
    "Căn cứ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15;",
    "Căn cứ Nghị định số 356/2025/NĐ‑CP của Chính phủ quy định chi tiết một số điều và biện pháp thi hành Luật Bảo vệ "
    "dữ liệu cá nhân,",
)
# Title and the words before the text; NĐ 30/2020, Phụ lục III has no symbol for a record of processing.
KINDS = {
    "TB": ("THÔNG BÁO", "thông báo như sau:"),
    "": ("HỒ SƠ", "ghi nhận như sau:"),
    "HD": ("HƯỚNG DẪN", "hướng dẫn như sau:"),
}
_COLUMNS = {"Dữ liệu": Mm(43), "Giữ": Mm(21), "Tính từ": Mm(31), "Lý do": Mm(66)}


@dataclass(frozen=True)
class Kept:
    """A line of the table of keep-times. `is_own`: the office has set it itself."""

    title: str
    time: str
    since: str
    basis: str
    is_own: bool


@dataclass(frozen=True)
class Told:
    """The settings in force, as these papers tell them. `ask`: what people are asked before anything is kept."""

    office: OfficeName
    contact: str
    channels: tuple[str, ...]
    kept: tuple[Kept, ...]
    ask: str
    notice: str
    hours_held: int
    version: int
    has_own_key: bool
    backup_days: int | None
    goes_out: bool  # by channels of others


def law_paper(office: OfficeName, year: int, kind: str, about: str, lines: Sequence[tuple[str, bool]]) -> bytes:
    """A .docx; number, day and signature stay blank.

    `kind`: one of KINDS; `lines`: text, and whether it is a heading; the last is none.
    """
    page = a4()
    title, lead = KINDS[kind]
    add_head(page, office, kind, year)
    add_title(page, title, about)
    for ground in _GROUNDS:
        add_body(page, ground, italic=True)
    add_body(page, f"{office.whole} {lead}")
    _add_lines(page, lines)
    add_foot(page, ("- Các đơn vị trực thuộc;", "- Lưu: VT."), signs_of(office))
    return bytes_of(page)


def law_annex(
    office: OfficeName, year: int, number: str, about: str, lines: Sequence[tuple[str, bool]], kept: Sequence[Kept] = ()
) -> bytes:
    """What goes with the notice, as a .docx. `number`: "I", "II"."""
    page = a4()
    whose = f"/TB-{office.symbol}" if office.symbol else "/TB"
    add_title(page, f"PHỤ LỤC {number}", about)
    told = f"(Kèm theo Thông báo số{BLANK}{whose} ngày{BLANK}tháng{BLANK}năm {year} của {office.whole})"
    add_line(page, told, italic=True, size=14, after=12).alignment = MIDDLE
    if kept:
        _add_times(page, kept)
    _add_lines(page, lines)
    return bytes_of(page)


def _add_lines(page: Page, lines: Sequence[tuple[str, bool]]) -> None:
    for text, is_heading in (*lines[:-1], (f"{lines[-1][0].rstrip('. ')}./.", False)):
        add_body(page, text, bold=is_heading).paragraph_format.keep_with_next = is_heading


def _add_times(page: Page, kept: Sequence[Kept]) -> None:
    table = page.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS.values(), strict=True):
        column.width = width
    _fill(table.rows[0].cells, tuple(_COLUMNS), bold=True)
    for one in kept:
        time = f"{one.time} (cơ quan đặt)" if one.is_own else one.time
        _fill(table.add_row().cells, (one.title, time, one.since.removeprefix("từ "), one.basis))
    add_line(page, "", after=6)


def _fill(cells: Sequence[_Cell], words: Sequence[str], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, words, _COLUMNS.values(), strict=True):
        cell.width = width
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(12)

"""A list for everybody as a notice (NĐ 30/2020/NĐ-CP): number, day and signature stay blank."""

from collections.abc import Sequence

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from bot.papers.official import add_body, add_foot, add_head, add_title
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName
from bot.rules.figures import Table

_WHOLE = 161  # millimetres between the margins
_LEAST = 16
_FACE = 12


def list_notice(office: OfficeName, about: str, as_of: str, tables: Sequence[Table], year: int) -> bytes:
    """As .docx; `as_of` is the day as it is written."""
    page = a4()
    add_head(page, office, "TB", year)
    add_title(page, "THÔNG BÁO", about)
    add_body(page, f"{office.whole} thông báo {about[0].lower()}{about[1:]}, tính đến ngày {as_of}, như sau:")
    for number, table in enumerate(tables, start=1):
        if len(tables) > 1:
            add_body(page, f"{number}. {table.title}", bold=True)
        if table.rows:
            _add_table(page, table)
        else:
            add_body(page, "Không có.")
    add_body(page, f"{office.whole} thông báo để cá nhân, tổ chức biết và liên hệ công việc./.")
    signs = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if office.is_committee else ("THỦ TRƯỞNG CƠ QUAN",)
    add_foot(page, ("- Các đơn vị trực thuộc;", "- Các thôn, ấp, khu phố (niêm yết);", "- Lưu: VT."), signs)
    return bytes_of(page)


def _add_table(page: Page, table: Table) -> None:
    header = ("STT", *table.header)
    grid = page.add_table(1, len(header))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    rows = [(f"{number:02d}", *(str(cell) for cell in row)) for number, row in enumerate(table.rows, start=1)]
    widths = _widths(header, rows)
    _fill(grid.rows[0], header, widths, bold=True)
    _repeat(grid.rows[0])
    for row in rows:
        _fill(grid.add_row(), row, widths)
    add_line(page, "", size=6, after=4)


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """By how much stands in each column, none too narrow for its longest word."""
    wanted = []
    for place, head in enumerate(header):
        texts = [head, *(row[place] for row in rows)]
        longest = max(len(word) for text in texts for word in text.split() or [""])
        most = max(len(text) for text in texts)
        wanted.append(max(min(most, 46), longest + 1, 4))
    share = [_WHOLE * one / sum(wanted) for one in wanted]
    share[0] = min(share[0], 12)
    share = [share[0], *(max(one, _LEAST) for one in share[1:])]
    scale = (_WHOLE - share[0]) / sum(share[1:])
    return [share[0], *(one * scale for one in share[1:])]


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        _write(cell, text, bold=bold, middle=bold or place == 0 or text.isdigit())
    _keep_whole(row)


def _write(cell: _Cell, text: str, *, bold: bool, middle: bool) -> None:
    line = cell.paragraphs[0]
    run = line.add_run(text)
    run.bold, run.font.size = bold, Pt(_FACE)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
    if middle:
        line.alignment = MIDDLE


def _repeat(row: _Row) -> None:
    """The header stands on every page again."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: _Row) -> None:
    """No row is torn over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

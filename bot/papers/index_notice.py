"""The notice with a week's points of the 766 index, ready to be numbered, dated and signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row

from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName

_WIDTHS = (Mm(14), Mm(67), Mm(26), Mm(26), Mm(27))
_HEADER = ("TT", "Nhóm chỉ số", "Điểm tối đa", "Điểm đạt", "So với tuần trước")

_GROUND = (
    "phê duyệt Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp trong thực hiện thủ "
    "tục hành chính, dịch vụ công theo thời gian thực trên môi trường điện tử,"
)


@dataclass(frozen=True)
class IndexNotice:
    """`about`: "Tuần 47/2026, đến ngày 20/11/2026" · `rows`: title, most, points, change, as they are printed."""

    office: OfficeName
    year: int
    about: str
    source: str
    rows: Sequence[tuple[str, str, str, str]]
    total: tuple[str, str, str]
    result: str
    plan: str


def index_notice(told: IndexNotice) -> bytes:
    page = a4()
    add_head(page, told.office, "TB", told.year)
    add_title(page, "THÔNG BÁO", "Kết quả Bộ chỉ số phục vụ người dân, doanh nghiệp")
    add_body(page, f"Căn cứ {told.source} {_GROUND}", italic=True)
    add_body(page, f"{told.office.whole} thông báo kết quả {told.about} như sau:")
    _add_table(page, told)
    add_body(page, told.result)
    if told.plan:
        add_body(page, told.plan)
    add_body(page, f"{told.office.whole} thông báo để cá nhân, tổ chức, các đơn vị biết và theo dõi./.")
    signs = signs_of(told.office)
    add_foot(page, ("- Các đơn vị trực thuộc;", "- Niêm yết, trang thông tin điện tử;", "- Lưu: VT."), signs)
    return bytes_of(page)


def _add_table(page: Page, told: IndexNotice) -> None:
    rows = [(str(number), *row) for number, row in enumerate(told.rows, 1)]
    lines = [_HEADER, *rows, ("", "Tổng", *told.total)]
    table = page.add_table(len(lines), len(_HEADER))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for at, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        _fill(row, texts, bold=at in (0, len(lines) - 1))
    _repeat(table.rows[0])
    add_line(page, "", size=4, after=2)


def _fill(row: _Row, texts: Sequence[str], *, bold: bool) -> None:
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, _WIDTHS, strict=True)):
        cell.width = width
        line = cell.paragraphs[0]
        run = line.add_run(text)
        run.bold, run.font.size = bold, Pt(13)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1)
        if place != 1 or bold:
            line.alignment = MIDDLE


def _repeat(row: _Row) -> None:
    """The head of the table stands on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # python-docx has no such property

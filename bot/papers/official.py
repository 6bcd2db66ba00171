"""The fixed parts of an administrative paper (NĐ 30/2020/NĐ-CP, Phụ lục I): head, title, pages, place of signing."""

from collections.abc import Sequence

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.papers.pages import MIDDLE, WHOLE, add_line
from bot.rules.addresses import OfficeName

_LEFT, _RIGHT = Mm(60), Mm(101)
BLANK = " " * 8  # number, day and month are written by hand


def add_head(page: Page, office: OfficeName, kind: str, year: int) -> None:
    """Who issues it, the motto, the number with its symbol (`kind`: "TB", "BC", "" …), place and day; both blank."""
    _number_pages(page)
    table = _bare_table(page, 2)
    left, right = table.rows[0].cells
    for number, line in enumerate(office.head):
        _write(left, line, bold=number == len(office.head) - 1, size=13)
    _rule(left, 0.35)
    _write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=13)
    _write(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=14)
    _rule(right, 0.62)
    symbol = "/" + "-".join(filter(None, (kind, office.symbol)))
    left, right = table.rows[1].cells
    _write(left, f"Số:{BLANK}{symbol}", size=13)
    day = f"ngày{BLANK}tháng{BLANK}năm {year}"
    _write(right, f"{office.place}, {day}" if office.place else day.capitalize(), italic=True, size=14)


def add_title(page: Page, kind: str, about: str) -> None:
    title = add_line(page, kind, bold=True, size=14, after=0)
    title.alignment = MIDDLE
    title.paragraph_format.space_before = Pt(18)
    add_line(page, about, bold=True, size=14, after=0).alignment = MIDDLE
    line = add_line(page, "", size=4, after=12)
    line.paragraph_format.space_before = Pt(3)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(58)
    _border(line)


def add_body(page: Page, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A paragraph of the text: justified, its first line drawn in."""
    line = add_line(page, text, bold=bold, italic=italic, size=14, after=6)
    line.alignment = WHOLE
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.paragraph_format.line_spacing = 1.1
    return line


def signs_of(office: OfficeName) -> tuple[str, ...]:
    """In whose name it is signed, and as what; the name itself is left blank."""
    return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if office.is_committee else ("THỦ TRƯỞNG CƠ QUAN",)


def add_foot(page: Page, receivers: Sequence[str], signs: Sequence[str]) -> None:
    """Who gets it, and who signs, with room for the signature and the name."""
    table = _bare_table(page, 1)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # who signs stays with the signature
    left, right = table.rows[0].cells
    _write(left, "Nơi nhận:", bold=True, italic=True, size=12, middle=False)
    for receiver in receivers:
        _write(left, receiver, size=11, middle=False)
    for line in signs:
        _write(right, line, bold=True, size=14)
    for _ in range(5):
        _write(right, "", size=14)


def _number_pages(page: Page) -> None:
    """In the middle above the text, from the second page on."""
    section = page.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    line = section.header.paragraphs[0]
    line.alignment = MIDDLE
    run = line.add_run()
    run.font.size = Pt(13)
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)  # python-docx has no fields


def _bare_table(page: Page, rows: int) -> Table:
    table: Table = page.add_table(rows, 2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.columns[0].width, table.columns[1].width = _LEFT, _RIGHT
    for row in table.rows:
        for cell, width in zip(row.cells, (_LEFT, _RIGHT), strict=True):
            cell.width = width
    return table


def _write(
    cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, size: float, middle: bool = True
) -> None:
    first = cell.paragraphs[0]
    line = first if not first.runs and len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    run = line.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if middle:
        line.alignment = MIDDLE


def _rule(cell: _Cell, share: float) -> None:
    """A thin line below, over this share of the cell."""
    width = (cell.width or 0) / 36000
    line = cell.add_paragraph()
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(width * (1 - share) / 2)
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(2), Pt(4)
    line.add_run("").font.size = Pt(2)
    line.paragraph_format.line_spacing = Pt(3)
    _border(line)


def _border(line: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().append(borders)  # python-docx has no borders of paragraphs

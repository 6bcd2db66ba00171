"""Whether a .docx has the form of an administrative paper (NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I)."""

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FACE = "Times New Roman"
MARGINS = {"top_margin": (20, 25), "bottom_margin": (20, 25), "left_margin": (30, 35), "right_margin": (15, 20)}
SIGNS = ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "THỦ TRƯỞNG CƠ QUAN")


def problems(data: bytes) -> list[str]:
    """What is not as it should be; empty: the paper can be numbered, dated, signed and sent."""
    page = Document(io.BytesIO(data))
    checks = (_of_the_page, _of_the_face, _of_the_head, _of_the_title, _of_the_numbers, _of_the_end)
    return [problem for check in checks for problem in check(page)]


def _of_the_page(page: Page) -> Iterator[str]:
    for section in page.sections:
        if (_mm(section.page_width), _mm(section.page_height)) != (210, 297):
            yield "not A4"
        for name, (least, most) in MARGINS.items():
            if not least <= _mm(getattr(section, name)) <= most:
                yield f"{name} {_mm(getattr(section, name))} mm"


def _of_the_face(page: Page) -> Iterator[str]:
    normal = page.styles["Normal"]
    if (normal.font.name, normal.element.rPr.rFonts.get(qn("w:eastAsia"))) != (FACE, FACE):
        yield f"the page is set in {normal.font.name}"
    for line in _lines(page):
        for run in line.runs:
            if run.font.name not in (None, FACE):
                yield f"{run.text[:20]!r} is set in {run.font.name}"
            size = run.font.size or normal.font.size
            if run.text.strip() and size and not 11 <= size.pt <= 16:
                yield f"{run.text[:20]!r} has {size.pt} points"
    words = [line for line in page.paragraphs if line.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY and line.text]
    if not words:
        yield "no text"
    for line in words:
        for run in line.runs:
            if run.font.size and run.font.size.pt not in (13, 14):
                yield f"{line.text[:20]!r} has {run.font.size.pt} points"


def _of_the_head(page: Page) -> Iterator[str]:
    head = page.tables[0]
    if len(head.rows) != 2 or len(head.columns) != 2:
        yield "no head"
        return
    who, motto = (_words(cell) for cell in head.rows[0].cells)
    number, day = (_words(cell) for cell in head.rows[1].cells)
    if not who.isupper():
        yield f"issued by {who!r}"
    if motto != "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc":
        yield f"motto {motto!r}"
    if not re.fullmatch(r"Số: {4,}/[A-ZĐ]{2,4}(-[A-ZĐ]+)?", number):
        yield f"number {number!r}"
    if not re.fullmatch(r"(.+, n|N)gày {4,}tháng {4,}năm 20\d\d", day):
        yield f"day {day!r}"


def _of_the_title(page: Page) -> Iterator[str]:
    middle = [line for line in page.paragraphs if line.alignment == WD_ALIGN_PARAGRAPH.CENTER and line.text]
    kind, about = middle[0], middle[1]
    if not kind.text.isupper() or not all(run.bold for run in kind.runs):
        yield f"title {kind.text!r}"
    if about.text.isupper() or not all(run.bold for run in about.runs):
        yield f"about {about.text!r}"


def _of_the_numbers(page: Page) -> Iterator[str]:
    """From the second page on, in the middle above the text."""
    section = page.sections[0]
    line = section.header.paragraphs[0]
    if "PAGE" not in line._p.xml or line.alignment != WD_ALIGN_PARAGRAPH.CENTER:
        yield "no page numbers"
    if not section.different_first_page_header_footer:
        yield "a number on the first page"


def _of_the_end(page: Page) -> Iterator[str]:
    said = [line.text for line in page.paragraphs if line.text.strip()]
    if not said[-1].endswith("./."):
        yield f"ends with {said[-1][-20:]!r}"
    foot = page.tables[-1]
    left, right = foot.rows[0].cells
    receivers = _words(left)
    if not receivers.startswith("Nơi nhận:\n- ") or not re.search(r"\n- Lưu: VT[^\n]*\.$", receivers):
        yield f"receivers {receivers!r}"
    heading, *others = left.paragraphs[0].runs
    if others or not (heading.bold and heading.italic) or not heading.font.size or heading.font.size.pt != 12:
        yield "Nơi nhận is not 12, bold, italic"
    if _words(right) not in SIGNS:
        yield f"signed {_words(right)!r}"
    elif len(right.paragraphs) - len(_words(right).split("\n")) < 3:
        yield "no room for a signature"


def _lines(page: Page) -> Iterator[Paragraph]:
    yield from page.paragraphs
    for section in page.sections:
        yield from section.header.paragraphs
    for table in page.tables:
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[Paragraph]:
    for cell in table._cells:
        yield from cell.paragraphs


def _words(cell: _Cell) -> str:
    return "\n".join(line.text for line in cell.paragraphs if line.text.strip())


def _mm(length: Length | None) -> int:
    return round(length.mm) if length is not None else 0

"""Word documents of ours: the page, the face and the few kinds of lines they are made of."""

import io

from docx import Document
from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bot.rules.vietnamese import storable

FACE = "Times New Roman"
LEFT, MIDDLE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, WHOLE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def new_page(width: float, height: float, margins: tuple[float, float, float, float], size: float) -> Page:
    """A document of one section. Millimetres; margins are top, right, bottom, left; `size` in points."""
    page = Document()
    page.core_properties.author = page.core_properties.comments = ""
    section = page.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, right, bottom, left = (Mm(one) for one in margins)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    style = page.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    return page


def a4() -> Page:
    """As NĐ 30/2020/NĐ-CP sets it."""
    return new_page(210, 297, (20, 19, 20, 30), 13)


def add_line(
    page: Page, text: str, *, bold: bool = False, italic: bool = False, size: float = 0, after: float = 3
) -> Paragraph:
    """A paragraph; `size` and the space `after` in points, 0: the page's own size."""
    line = page.add_paragraph()
    run = line.add_run(storable(text))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    line.paragraph_format.space_after = Pt(after)
    return line


def add_blank(page: Page, label: str, lines: int = 1) -> None:
    """A label and dotted lines to write on, to the right margin."""
    section = page.sections[0]
    width = Mm(
        (section.page_width or 0) / 36000 - (section.left_margin or 0) / 36000 - (section.right_margin or 0) / 36000
    )
    for number in range(lines):
        line = add_line(page, f"{label if number == 0 else ''}\t", after=6)
        line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def add_motto(page: Page) -> None:
    add_line(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, after=0).alignment = MIDDLE
    add_line(page, "Độc lập - Tự do - Hạnh phúc", bold=True, after=0).alignment = MIDDLE
    add_line(page, "_______________________", after=10).alignment = MIDDLE


def bytes_of(page: Page) -> bytes:
    held = io.BytesIO()
    page.save(held)
    return held.getvalue()

"""The cards of invitations as .docx."""

import io
from collections.abc import Sequence

import segno
from docx.document import Document as Page
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell as Box
from docx.text.paragraph import Paragraph

from bot.papers.invitations import COLUMNS, HEAD, HIGH, KEEP, MARGIN, QR_MM, ROWS, WIDE, Card, Way, label_of
from bot.papers.pages import MIDDLE, bytes_of, new_page
from bot.rules.vietnamese import storable


def sheet_docx(cards: Sequence[Card]) -> bytes:
    page = new_page(210, 297, (MARGIN, MARGIN, MARGIN / 2, MARGIN), 10.5)
    for start in range(0, len(cards), COLUMNS * ROWS):
        if start:
            page.paragraphs[-1].paragraph_format.page_break_before = True
        _add_cards(page, cards[start : start + COLUMNS * ROWS])
    return bytes_of(page)


def _add_cards(page: Page, cards: Sequence[Card]) -> None:
    table = page.add_table(rows=-(-len(cards) // COLUMNS), cols=COLUMNS)
    table.autofit = False
    table._tbl.tblPr.append(_cut_lines())
    for row in table.rows:
        row.height, row.height_rule = Mm(HIGH), WD_ROW_HEIGHT_RULE.EXACTLY
    for number, card in enumerate(cards):
        box = table.cell(number // COLUMNS, number % COLUMNS)
        box.width = Mm(WIDE)
        _fill(box, card)
    _shrink(page.add_paragraph())  # Word wants a line after a table


def _cut_lines() -> BaseOxmlElement:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders


def _shrink(line: Paragraph) -> None:
    line.paragraph_format.line_spacing = Pt(1)
    line.add_run().font.size = Pt(1)


def _fill(box: Box, card: Card) -> None:
    _say(box.paragraphs[0], card.office.upper(), size=9.5, before=4)
    _say(box.add_paragraph(), HEAD, bold=True, size=10.5, after=3)
    _say(box.add_paragraph(), card.holder or card.title, bold=True, size=14)
    _say(box.add_paragraph(), card.place if card.holder else card.unit, size=10.5, after=3)
    line = _draw(box, card.drawn) if card.drawn else box.add_paragraph()
    for step in card.steps:
        _say(line, step, size=9.5)
        line = box.add_paragraph()
    _say(line, f"/lienket {card.code}", bold=True, size=12, after=2)
    _say(box.add_paragraph(), f"{card.limit} {KEEP}", size=8.5)


def _draw(box: Box, ways: Sequence[Way]) -> Paragraph:
    """The codes side by side, each above its name; the line that follows them."""
    table = box.add_table(rows=2, cols=len(ways))
    for place, way in enumerate(ways):
        picture, label = (table.cell(row, place).paragraphs[0] for row in (0, 1))
        picture.alignment = MIDDLE
        picture.add_run().add_picture(io.BytesIO(_png(way.address)), width=Mm(QR_MM))
        _say(label, label_of(way), bold=True, size=9.5, after=2)
    following: Paragraph = box.paragraphs[-1]
    return following


def _png(address: str) -> bytes:
    held = io.BytesIO()
    segno.make(address, error="m", micro=False).save(held, kind="png", scale=8, border=2)
    return held.getvalue()


def _say(line: Paragraph, words: str, *, size: float, bold: bool = False, before: float = 0, after: float = 0) -> None:
    run = line.add_run(storable(words))
    run.bold, run.font.size = bold, Pt(size)
    line.alignment = MIDDLE
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)

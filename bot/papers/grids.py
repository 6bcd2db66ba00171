"""Ruled tables in papers: the header is repeated on every page, no row is torn apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell

from bot.papers.pages import LEFT, MIDDLE
from bot.rules.figures import UNKNOWN, Average, Cell, Figure, Table, said_value
from bot.rules.vietnamese import storable

WIDTH = 160.0  # millimetres between the margins
MOST_ROWS = 30
_SIZE = 11
_LETTER, _CAPITAL, _BOLD = 2.0, 2.75, 1.15  # millimetres of a letter of this size; bold ones are wider
_PADDING, _LEAST = 2.4, 10.5  # millimetres: both sides of a cell, a column
_SPARE = 1.2  # fonts differ
_LONGEST_WHOLE = 14  # letters of a code that is not parted
_AFTER_HYPHEN = re.compile(r"(?<=-)")
_NUMBER = "TT"


@dataclass(frozen=True)
class _Column:
    head: str
    texts: tuple[str, ...]
    is_words: bool


def add_grid(page: Page, table: Table, most: int = MOST_ROWS) -> int:
    """The first rows of a table; how many were left out. Rows without codes are numbered, empty columns left out."""
    shown = table.rows[:most]
    columns = []
    for place, head in enumerate(table.header):
        cells = [row[place] if place < len(row) else None for row in shown]
        if any(cell not in ("", None) for cell in cells):
            columns.append(_Column(head, tuple(map(said_cell, cells)), _is_words(cells)))
        elif place == 0:
            columns.append(_Column(_NUMBER, tuple(str(number) for number in range(1, len(shown) + 1)), is_words=False))
    _fill(page, columns, len(shown))
    return len(table.rows) - len(shown)


def said_cell(cell: Cell) -> str:
    if isinstance(cell, Figure | Average):
        return said_value(cell).removesuffix(" %")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    return "" if cell is None else str(cell)


def _is_words(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and cell != UNKNOWN and len(cell) > 12 for cell in cells)  # longer than a code


def _fill(page: Page, columns: list[_Column], count: int) -> None:
    grid = page.add_table(count + 1, len(columns))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _set_padding(grid)
    widths = _widths(columns)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(grid._tbl.tr_lst):  # python-docx finds a cell by counting from the first one
        head = number == 0
        _keep_whole(row, repeated=head)
        for place, cell in enumerate(row.tc_lst):
            box = _Cell(cell, grid)
            box.width = Mm(widths[place])
            column = columns[place]
            words = column.head if head else column.texts[number - 1]
            _write(box, words, head=head, is_words=column.is_words)


def _write(box: _Cell, words: str, *, head: bool, is_words: bool) -> None:
    line = box.paragraphs[0]
    run = line.add_run(storable(words))
    run.font.size, run.bold = Pt(_SIZE), head
    line.alignment = LEFT if is_words and not head else MIDDLE
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)


def _widths(columns: list[_Column]) -> list[float]:
    """In millimetres: each as its longest word needs, and what is left shared by those with the most to say."""
    least = [max(_LEAST, _longest_word(column) + _PADDING + _SPARE) for column in columns]
    shares = [sqrt(max(map(len, column.texts))) if column.is_words else 0.0 for column in columns]
    if not any(shares):
        shares = [1.0] * len(columns)
    left = max(WIDTH - sum(least), 0.0)
    found = [width + left * share / sum(shares) for width, share in zip(least, shares, strict=True)]
    return [width * WIDTH / sum(found) for width in found]


def _longest_word(column: _Column) -> float:
    heads = max(map(_width, column.head.split()), default=0) * _BOLD
    return max(heads, max((_width(word) for text in column.texts for word in _unbroken(text)), default=0))


def _unbroken(text: str) -> Iterator[str]:
    """What stands on one line: words, and of long codes what lies between their hyphens."""
    for word in text.split():
        yield from _AFTER_HYPHEN.split(word) if len(word) > _LONGEST_WHOLE else (word,)


def _width(word: str) -> float:
    return sum(_CAPITAL if letter.isupper() else _LETTER for letter in word)


def _set_padding(grid: DocxTable) -> None:
    """Less than usual at the sides of each cell: there is much to stand beside each other."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(_PADDING / 2 * 56.7)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)  # the schema wants it there


def _keep_whole(row: CT_Row, *, repeated: bool) -> None:
    rules = row.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        rules.append(OxmlElement(name))

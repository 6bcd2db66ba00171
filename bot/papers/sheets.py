"""Tables out, as a workbook or as CSV: numbers stay numbers, and no cell is ever run as a formula."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as Box
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.rules.figures import UNKNOWN, Average, Cell, Figure, Table
from bot.rules.harmless import harmless
from bot.rules.vietnamese import storable

CSV = "text/csv"
CELL = 32_000  # characters; a spreadsheet takes 32,767
_BOM = "\ufeff"  # without it Excel takes Vietnamese for another encoding
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200
_LINE_HEIGHT, _HIGHEST = 16, 160  # points
_FONT, _HEAD_FONT = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
_FILL = PatternFill("solid", fgColor="DCE6F1")
_SIDE = Side(style="thin", color="A6A6A6")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet for each table, its header in sight and repeated on every printed page."""
    book = Workbook(write_only=True)
    for title, table in zip(_sheet_titles(tables), tables, strict=True):
        _add_sheet(cast(Worksheet, book.create_sheet(title)), table)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def write_csv(table: Table) -> bytes:
    """UTF-8 with a mark at its beginning, so that Excel reads it as such."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(map(harmless, table.header))
    for row in table.rows:
        writer.writerow([_plain(cell) for cell in row])
    return (_BOM + out.getvalue()).encode("utf-8", "replace")


def _plain(cell: Cell) -> str | int | float:
    value = _value(cell)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else value


def _value(cell: Cell) -> str | int | float | date | None:
    if isinstance(cell, Figure | Average):
        return UNKNOWN if cell.value is None else cell.value
    return storable(harmless(cell)) if isinstance(cell, str) else cell


def _sheet_titles(tables: Sequence[Table]) -> list[str]:
    """At most 31 characters, none twice."""
    found: list[str] = []
    for number, table in enumerate(tables, start=1):
        title = " ".join(_NOT_IN_TITLES.sub(" ", table.title).split())[:31].strip() or f"Bảng {number}"
        if title.casefold() in (one.casefold() for one in found):
            title = f"{title[:26].strip()} ({number})"
        found.append(title)
    return found


def _add_sheet(sheet: Worksheet, table: Table) -> None:
    widths = list(_widths(table))
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    styles = _Styles(sheet)
    sheet.append([_head(sheet, word, styles) for word in table.header])
    for number, row in enumerate(table.rows, start=2):
        lines = max((_lines(cell, width) for cell, width in zip(row, widths, strict=False)), default=1)
        if lines > 1:  # not every program makes room for them by itself
            sheet.row_dimensions[number].height = min(lines * _LINE_HEIGHT, _HIGHEST)
        sheet.append([_cell(sheet, value, styles) for value in row])
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.header))}{len(table.rows) + 1}"


def _widths(table: Table) -> Iterator[float]:
    for place, word in enumerate(table.header):
        seen = [str(_plain(row[place])) for row in table.rows[:_LOOKED_AT] if place < len(row)]
        longest = max((len(line) for text in (word, *seen) for line in text.splitlines()), default=0)
        yield min(_WIDEST, max(_NARROWEST, longest + 3))


class _Styles:
    """How a sheet's cells look. Made once: to look one up for each cell takes most of the time of a long sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self.head = _styled(sheet, _HEAD_FONT, _MIDDLE, fill=_FILL)
        self.text = _styled(sheet, _FONT, _WRAPPED, form="@")
        self.day = _styled(sheet, _FONT, _WRAPPED, form="dd/mm/yyyy")
        self.number = _styled(sheet, _FONT, _WRAPPED)


def _styled(
    sheet: Worksheet, font: Font, alignment: Alignment, *, form: str = "", fill: PatternFill | None = None
) -> Box:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = font, alignment, _LINE
    if form:
        cell.number_format = form
    if fill:
        cell.fill = fill
    return cell


def _lines(cell: Cell, width: float) -> int:
    """How many a cell of this width needs."""
    if not isinstance(cell, str) or (len(cell) < width and "\n" not in cell):
        return 1
    return sum(ceil((len(line) + 1) / (width - 2)) for line in cell[:CELL].splitlines())


def _head(sheet: Worksheet, word: str, styles: _Styles) -> Box:
    return _dressed(WriteOnlyCell(sheet, harmless(word)), styles.head)


def _cell(sheet: Worksheet, told: Cell, styles: _Styles) -> Box:
    value = _value(told)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value[:CELL])
        cell.data_type = "s"  # whatever it looks like
        return _dressed(cell, styles.text)
    if isinstance(value, date):
        return _dressed(WriteOnlyCell(sheet, datetime.combine(value, time())), styles.day)
    return _dressed(WriteOnlyCell(sheet, value), styles.number)


def _dressed(cell: Box, like: Box) -> Box:
    cell._style = like._style  # type: ignore[attr-defined]  # to copy it is public, and slow
    return cell

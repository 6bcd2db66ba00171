"""A sheet to be filled in: a header that stays in sight, ruled rows, drop-downs, fit for printing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_TEXT = "@"  # what is typed stays as typed: no lost 0 of a phone number, no day and month swapped
_FACE = "Arial"
_PLAIN, _BOLD = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
_GREY = Font(name=_FACE, size=11, italic=True, color="6B6B6B")
_WHITE = Font(name=_FACE, size=11, bold=True, color="FFFFFF")
_HEAD = PatternFill("solid", fgColor="1F4E79")
_SIDE = Side(style="thin", color="BFBFBF")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LINE_HEIGHT, _HIGHEST = 15, 400  # points; a spreadsheet takes 409
_WRAPPED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)


@dataclass(frozen=True)
class Column:
    """`width` in characters; `menu`: what its cells offer to choose from, a quoted list or the name of a range.

    `hint` is shown beside a cell while it is being filled in.
    """

    header: str
    width: int
    menu: str = ""
    hint: str = ""


def add_sheet(book: Workbook, title: str, columns: Sequence[Column]) -> Worksheet:
    """A sheet with its header, which is repeated on every printed page."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.append([column.header for column in columns])
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        cell.font, cell.fill, cell.alignment = _WHITE, _HEAD, _WRAPPED
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[1].height = 27
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def add_row(sheet: Worksheet, values: Sequence[str], *, bold: Sequence[int] = (), grey: Sequence[int] = ()) -> None:
    """A ruled row below the last one; `bold` and `grey` are columns, counted from 1."""
    number = sheet.max_row + 1
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(number, place)
        cell.value = value or None
        cell.number_format, cell.alignment, cell.border = _TEXT, _WRAPPED, _LINE
        cell.font = _BOLD if place in bold else _GREY if place in grey else _PLAIN
    lines = max(_lines(sheet, place, value) for place, value in enumerate(values, start=1))
    if lines > 1:  # not every program makes room for them by itself
        sheet.row_dimensions[number].height = min(lines * _LINE_HEIGHT, _HIGHEST)


def _lines(sheet: Worksheet, place: int, value: str) -> int:
    """How many the column needs for it."""
    width = int(sheet.column_dimensions[get_column_letter(place)].width) - 2
    return sum(max(1, ceil(len(line) / width)) for line in value.splitlines()) or 1


def add_menus(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """The drop-downs and hints, down to the last ruled row."""
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        add_menu(sheet, f"{letter}2:{letter}{sheet.max_row}", column.menu, column.hint)


def add_menu(sheet: Worksheet, cells: str, menu: str, hint: str = "") -> None:
    """A drop-down. It only warns: another name of a unit is as good as its first."""
    if not (menu or hint):
        return
    offer = DataValidation(allow_blank=True)
    if menu:
        offer.type, offer.formula1, offer.errorStyle, offer.showErrorMessage = "list", menu, "warning", True
        offer.errorTitle, offer.error = "Không có trong danh sách", "Vẫn giữ giá trị này?"
    if hint:
        offer.showInputMessage, offer.prompt = True, hint
    offer.add(cells)
    sheet.add_data_validation(offer)

"""Excel workbooks: sheet after sheet, each cell as it shows itself."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.plans.blocks import Block, Cell, Row, Start
from bot.plans.cage import run_caged
from bot.plans.markup import one_line
from bot.plans.opening import PlanRefused, open_package, read_part
from bot.plans.shown import is_month_first, shown, shows_day

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS, MAX_COLUMNS = 10_000, 64
_LARGEST_MERGE = 100_000  # cells
_MERGE = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_TEXT_DATE = re.compile(r"\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})\s*")
_LOST_DATES = range(40_000, 60_000)

SWAPPED = "Cột lẫn ngày kiểu số và ngày kiểu chữ: ngày và tháng của ô này có thể bị Excel đảo."
MONTH_FIRST = "Ô hiển thị theo thứ tự tháng/ngày, dễ đọc nhầm."
UNFORMATTED = "Ô chứa một số, có thể là ngày bị mất định dạng."


def read_xlsx(data: bytes) -> list[Block]:
    """The blocks of a workbook, read in a process of its own. Raises PlanRefused."""
    refuse_huge_merges(data)
    return run_caged(xlsx_blocks, data)


def refuse_huge_merges(data: bytes) -> None:
    """A merged range over a million rows would be unrolled cell by cell."""
    package = open_package(data)
    for name in package.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for left, top, right, bottom in _MERGE.findall(read_part(package, name)):
                wide, high = _column(right) - _column(left) + 1, int(bottom) - int(top) + 1
                if wide * high > _LARGEST_MERGE:
                    raise PlanRefused("Bảng tính có vùng gộp ô quá lớn nên không được mở.")


def xlsx_blocks(data: bytes) -> list[Block]:
    """The blocks of a workbook, read right here; hidden sheets are left out."""
    from openpyxl import load_workbook  # in the other process alone

    book = load_workbook(io.BytesIO(data), data_only=True)
    blocks: list[Block] = []
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            blocks += [Start(sheet.title), *_rows(sheet, number)]
    return blocks


def _rows(sheet: "Worksheet", number: int) -> Iterator[Row]:
    grid = _grid(sheet)
    _mark_swapped(sheet, grid)
    for at, cells in enumerate(grid, 1):
        if any(cell.text for cell in cells):
            yield Row(tuple(cells), f"trang tính {sheet.title}, hàng {at}", number, at == 1)


def _grid(sheet: "Worksheet") -> list[list[Cell]]:
    last = min(sheet.max_column, MAX_COLUMNS)
    grid = [
        [Cell(_text(cell.value, cell.number_format), doubt=_doubt(cell.value, cell.number_format)) for cell in row]
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=last)
    ]
    for merged in sheet.merged_cells.ranges:
        _spread(grid, merged.min_row - 1, merged.max_row, merged.min_col - 1, min(merged.max_col, last))
    return grid


def _spread(grid: list[list[Cell]], top: int, bottom: int, left: int, right: int) -> None:
    """What a merged cell holds counts for every row it covers."""
    for at in range(top, min(bottom, len(grid))):
        for place in range(left, right):
            if place > left:
                grid[at][place] = Cell(across=True)
            elif at > top:
                grid[at][place] = Cell(grid[top][left].text, down=True, doubt=grid[top][left].doubt)


def _text(value: object, number_format: str) -> str:
    lines = shown(value, number_format).split("\n")
    return "\n".join(filter(None, map(one_line, lines)))


def _doubt(value: object, number_format: str) -> str:
    if isinstance(value, date) and is_month_first(number_format):
        return MONTH_FIRST
    if isinstance(value, int) and number_format == "General" and value in _LOST_DATES:
        return UNFORMATTED
    return ""


def _mark_swapped(sheet: "Worksheet", grid: list[list[Cell]]) -> None:
    """Dates typed day first on a computer set month first: 07/01 turns into 1 July, 13/01 stays text."""
    for place in range(len(grid[0]) if grid else 0):
        values = [sheet.cell(at + 1, place + 1) for at in range(len(grid))]
        typed = [isinstance(cell.value, date) for cell in values]
        as_text = [row[place].text for row, is_date in zip(grid, typed, strict=True) if not is_date]
        if not any(map(_TEXT_DATE.fullmatch, as_text)):
            continue
        for cell, row in zip(values, grid, strict=True):
            if row[place].text and _is_ambiguous(cell.value) and shows_day(cell.number_format):
                row[place] = replace(row[place], doubt=SWAPPED)


def _is_ambiguous(value: object) -> bool:
    return isinstance(value, date) and value.day <= 12 and value.day != value.month


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

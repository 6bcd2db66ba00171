"""The cells of a workbook, from a file that is not trusted."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from bot.plans.opening import PlanRefused, kind_of, open_package, read_part

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 30 * 1024 * 1024
MAX_SHEETS = 40
MAX_ROWS = 20_000  # a row number beyond this is a slip or an attack, no office
MAX_FILLED = 2_000
MAX_COLUMNS = 40
# Whatever openpyxl stumbles over in a damaged file; SyntaxError is how both XML parsers say so.
_BROKEN = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError),
    *(SyntaxError, TypeError, ValueError),
    *(BadZipFile, struct.error, zlib.error),
)


@dataclass(frozen=True)
class Sheet:
    """`rows`: row number -> the values of its cells from column A on; rows without any value are left out."""

    title: str
    rows: dict[int, tuple[object, ...]]


def read_sheets(data: bytes) -> list[Sheet]:
    """The visible sheets. PlanRefused where the file is no workbook that is safe to open."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_package(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of styles and menus that we do not need
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return list(_visible_sheets(book))
    except PlanRefused:
        raise
    except (*_BROKEN, InvalidFileException) as error:
        raise PlanRefused("Tệp bị hỏng, không đọc được nội dung.") from error


def _check_package(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise PlanRefused("Tệp lớn hơn 5 MB, không giống tệp mẫu. Hãy điền lại vào tệp mẫu.")
    if kind_of("workbook.xlsx", data) != "xlsx":
        raise PlanRefused("Chỉ nhận tệp .xlsx theo mẫu.")
    package = open_package(data)
    if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
        raise PlanRefused("Tệp quá lớn sau khi giải nén nên không được mở.")
    for name in package.namelist():
        if b"<!DOCTYPE" in read_part(package, name):  # no office program writes one; entities can swell up
            raise PlanRefused("Tệp có phần bất thường nên không được mở.")


def _visible_sheets(book: "Workbook") -> Iterator[Sheet]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(shown) > MAX_SHEETS:
        raise PlanRefused("Tệp có quá nhiều trang, không giống tệp mẫu.")
    for sheet in shown:
        sheet.reset_dimensions()  # the size a file states may be wrong, and would cut rows off
        rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        yield Sheet(sheet.title, _filled(sheet.title, rows))


def _filled(title: str, rows: Iterator[tuple[object, ...]]) -> dict[int, tuple[object, ...]]:
    filled: dict[int, tuple[object, ...]] = {}
    for number, row in enumerate(rows, start=1):
        if any(value is not None for value in row):
            filled[number] = row
        if len(filled) > MAX_FILLED:
            raise PlanRefused(f"Trang “{title}” có hơn 2.000 dòng, không giống tệp mẫu.")
    return filled

"""A file of rows -> its tables, whoever wrote it: .xlsx, .csv in the usual encodings, a web page called .xls."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.plans.blocks import Cell, Row, Start
from bot.plans.html_table import read_html_table
from bot.plans.opening import MAX_BYTES, PlanRefused, kind_of, open_package, read_part
from bot.plans.xlsx import MAX_COLUMNS, MAX_ROWS, read_xlsx
from bot.rules.vietnamese import nfc

SEPARATORS = ",;\t|"
_LONGEST_CELL = 2_000
_ROW_ENDS = re.compile(rb"</(?:\w+:)?row>")
_VALUE = re.compile(rb"<(?:\w+:)?[vt][ >]")
_TABLE = re.compile(r"<table[\s>].*?</table>", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"hàng (\d+)$")


@dataclass(frozen=True)
class Line:
    """A row of a sheet by its number, as a person counts; `title` of the sheet is "" where a file has only one."""

    number: int
    cells: tuple[Cell, ...]
    title: str = ""


Grid = Sequence[Line]


def is_readable(name: str, data: bytes) -> bool:
    """Whether a file may hold a due list at all."""
    return _ending(name) in ("xlsx", "csv", "tsv") or _is_page(name, data)


def read_grids(name: str, data: bytes) -> list[Grid]:
    """The tables of a file; of a .csv one for each way to part its lines. Raises PlanRefused."""
    if len(data) > MAX_BYTES:
        raise PlanRefused("Tệp lớn hơn 20 MB. Vui lòng xuất từng tháng rồi gửi lại.")
    if _ending(name) in ("csv", "tsv"):
        return list(_of_text(decoded(data)))
    if _is_page(name, data):
        return [_of_page(number, table) for number, table in enumerate(_TABLE.findall(decoded(data)))]
    kind_of(name, data)
    _refuse_too_long(data)
    return list(_of_sheets(read_xlsx(data)))


def decoded(data: bytes) -> str:
    """Unicode with its mark or without, else Windows-1258, in which older programs save Vietnamese."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _lines(data.decode("utf-16", "replace"))
    if b"\0" in data[:400]:
        return _lines(data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"))
    try:
        return _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _lines(data.decode("cp1258", "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_page(name: str, data: bytes) -> bool:
    """Many systems export a web page and call it .xls."""
    return _ending(name) == "xls" and b"<table" in data[:100_000].lower().replace(b"\0", b"")


def _refuse_too_long(data: bytes) -> None:
    """Nothing is cut off in silence."""
    package = open_package(data)
    for part in package.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            rows = sum(bool(_VALUE.search(row)) for row in _ROW_ENDS.split(read_part(package, part)))
            _refuse_rows(rows)


def _refuse_rows(rows: int) -> None:
    if rows > MAX_ROWS:
        raise PlanRefused("Bảng có hơn 10.000 dòng. Vui lòng xuất riêng hồ sơ đang giải quyết, hoặc từng tháng.")


def _of_sheets(blocks: Sequence[object]) -> Iterator[Grid]:
    title, lines = "", list[Line]()
    for block in blocks:
        if isinstance(block, Start):
            yield lines
            title, lines = block.title, []
        elif isinstance(block, Row):
            found = _NUMBER.search(block.at)
            lines.append(Line(int(found[1]) if found else len(lines) + 1, block.cells, title))
    yield lines


def _of_page(number: int, table: str) -> Grid:
    rows = read_html_table(table, number)
    _refuse_rows(len(rows))
    return [Line(at + 1, row.cells) for at, row in enumerate(rows)]


def _of_text(text: str) -> Iterator[Grid]:
    for separator in SEPARATORS:
        if separator in text:
            yield _parted(text, separator)


def _parted(text: str, separator: str) -> Grid:
    lines: list[Line] = []
    try:
        for row in (reader := csv.reader(io.StringIO(text), delimiter=separator)):
            if any(cell.strip() for cell in row):
                cells = tuple(Cell(nfc(cell[:_LONGEST_CELL])) for cell in row[:MAX_COLUMNS])
                lines.append(Line(reader.line_num, cells))
                _refuse_rows(len(lines))
    except csv.Error:  # a field longer than any list has
        return []
    return lines

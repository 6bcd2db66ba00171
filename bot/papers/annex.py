"""The annex of a report: every figure with the codes it counts, and every table of the report."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from bot.papers.sheets import write_csv, write_xlsx
from bot.rules.figures import Average, Cell, Figure, Known, Section, Table
from bot.rules.vietnamese import plain

_HEADER = ("Phần", "Số liệu", "Giá trị", "Đơn vị tính", "Số mã", "Mã", "Trên tổng số", "Mã của tổng số")
_LONGEST = 30_000  # characters of codes in one cell; a spreadsheet takes 32,767


def annex_xlsx(sections: Sequence[Section]) -> bytes:
    return write_xlsx(annex_tables(sections))


def annex_csv(sections: Sequence[Section]) -> bytes:
    """A .zip with a .csv for each table."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packing:
        for number, table in enumerate(annex_tables(sections), start=1):
            packing.writestr(f"{number:02}-{_file_name(table.title)}.csv", write_csv(table))
    return held.getvalue()


def annex_tables(sections: Sequence[Section]) -> list[Table]:
    traced = tuple(row for section in sections for row in _traced(section))
    words = tuple((section.title, line) for section in sections for line in section.lines)
    told = [table for section in sections for table in section.tables if table.rows]
    return [Table("Số liệu", _HEADER, traced), *told, Table("Lời báo cáo", ("Phần", "Nội dung"), words)]


def _traced(section: Section) -> Iterator[tuple[Cell, ...]]:
    for figure in section.figures:
        yield from _rows(section.title, figure.title, figure)
    for table in section.tables:
        for row in table.rows:
            name = next((str(cell) for cell in row if isinstance(cell, str) and cell), "")
            for head, cell in zip(table.header, row, strict=False):
                if isinstance(cell, Figure | Average):
                    yield from _rows(table.title, f"{name} – {head}", cell)


def _rows(part: str, title: str, known: Known) -> Iterator[tuple[Cell, ...]]:
    """One row, or as many as the codes need."""
    whole = known.whole if isinstance(known, Figure) else None
    codes = [f"{code}: {mark:g}" for code, mark in known.marks] if isinstance(known, Average) else list(known.codes)
    mine, others = _cells(codes), _cells(list(whole or ()))
    for number in range(max(len(mine), len(others), 1)):
        code = mine[number] if number < len(mine) else ""
        other = others[number] if number < len(others) else ""
        if number == 0:
            total = None if whole is None else len(whole)
            yield part, title, known, known.unit, len(known.codes), code, total, other
        else:
            yield part, f"{title} (tiếp)", None, "", None, code, None, other


def _cells(codes: list[str]) -> list[str]:
    found: list[str] = []
    line = ""
    for code in codes:
        if len(line) + len(code) + 2 > _LONGEST:
            found.append(line)
            line = ""
        line = f"{line}, {code}" if line else code
    return [*found, line] if line else found


def _file_name(title: str) -> str:
    words = normalize("NFC", plain(title))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in words).split())[:60] or "bang"

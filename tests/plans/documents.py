"""Small plan documents made on the spot: text, Word, Excel and PDF with the same rows."""

import io
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.table import Table

from bot.plans.blocks import Block, Line, row_of
from bot.plans.reading import PlanRow, read_drafts
from bot.plans.rows import read_rows
from bot.plans.text import blocks_of
from bot.plans.upright import upright

HEADER = "TT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\tSản phẩm\tGhi chú"


def rows_of(text: str, year: int | None = 2026) -> tuple[PlanRow, ...]:
    """The rows of a tab-separated or Markdown text."""
    return rows_from(blocks_of(text.split("\n")), year)


def rows_from(blocks: Sequence[Block], year: int | None = 2026) -> tuple[PlanRow, ...]:
    walk = read_rows(upright(blocks))
    return read_drafts(walk.drafts, walk.marks, frozenset(walk.chapters), year, None)


def task(no: str = "1", content: str = "Sửa cầu", lead: str = "Phòng Kinh tế", time: str = "30/6/2026") -> str:
    """A line under HEADER."""
    return f"{no}\t{content}\t{lead}\t\t{time}\t\t"


def table_blocks(rows: Sequence[Sequence[str]], before: Sequence[str] = ()) -> list[Block]:
    return [*(Line(text) for text in before), *(row_of(list(row)) for row in rows)]


def places(rows: Sequence[PlanRow]) -> list[str]:
    """Section and number of every row, for short comparisons."""
    return [f"{row.section}|{row.no}" for row in rows]


def word_table(document: Document, rows: Sequence[Sequence[str]]) -> Table:
    table: Table = document.add_table(len(rows), len(rows[0]))
    for at, texts in enumerate(rows):
        for place, text in enumerate(texts):
            table.cell(at, place).text = text
    return table


def word_file(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """Paragraphs and tables in the order given."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            word_table(document, part)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document or an openpyxl workbook."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(rows: Sequence[Sequence[object]], title: str = "Phụ lục") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


Placed = tuple[float, float, str]  # from the left, from the top, text
Ruled = tuple[float, float, float, float]
PAGE_HEIGHT = 842


def pdf_file(*pages: tuple[Sequence[Placed], Sequence[Ruled]]) -> bytes:
    """A PDF with texts and ruled lines at these points, in a font that needs no embedding."""
    font = 3 + 2 * len(pages)
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for at, (texts, lines) in enumerate(pages):
        content = "\n".join([*map(_drawn, texts), *map(_ruled, lines)])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {PAGE_HEIGHT}] /Contents {4 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects += [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [{font + 1} 0 R]"
        f" /ToUnicode {font + 2} 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(_TO_UNICODE)} >>\nstream\n{_TO_UNICODE}\nendstream",
    ]
    return _assembled(objects)


_TO_UNICODE = (
    "begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap"
)


def _drawn(placed: Placed) -> str:
    left, top, text = placed
    codes = "".join(f"{ord(letter):04X}" for letter in text)
    return f"BT /F1 10 Tf {left} {PAGE_HEIGHT - top} Td <{codes}> Tj ET"


def _ruled(line: Ruled) -> str:
    left, top, right, bottom = line
    return f"{left} {PAGE_HEIGHT - top} m {right} {PAGE_HEIGHT - bottom} l S"


def _assembled(objects: Sequence[str]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>"
    return body + f"{end}\nstartxref\n{len(body)}\n%%EOF".encode()


def ruled_page(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    top: float = 100,
    before: Sequence[Placed] = (),
    gaps: Sequence[tuple[int, int]] = (),
) -> tuple[list[Placed], list[Ruled]]:
    """A page with one table; lines of a cell stand apart by a line feed.

    `gaps` are (row, column) pairs whose left border is left out: that cell goes on with the one before it.
    """
    edges = [40.0]
    for width in widths:
        edges.append(edges[-1] + width)
    texts, lines, y = list(before), [(edges[0], top, edges[-1], top)], top
    for at, row in enumerate(rows):
        height = 14.0 * max(text.count("\n") + 1 for text in row) + 6
        for place, text in enumerate(row):
            texts += [(edges[place] + 3, y + 12 + 14 * n, line) for n, line in enumerate(text.split("\n")) if line]
        lines += [(x, y, x, y + height) for place, x in enumerate(edges) if (at, place) not in gaps]
        y += height
        lines.append((edges[0], y, edges[-1], y))
    return texts, lines

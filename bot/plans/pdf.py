"""PDF files: ruled tables cell by cell, other text line by line."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.plans.blocks import Block, Cell, Line, Row
from bot.plans.cage import run_caged
from bot.plans.columns import header_texts, read_columns
from bot.plans.markup import one_line
from bot.plans.opening import PlanRefused

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]
Grid = tuple[float, ...]

MAX_PAGES = 300
_LEAST_LETTERS = 25  # a page; a scan has a signature's few words, or none
_FRAME = 8.0  # points two tables may differ in breadth
_INSIDE = 2.0  # points below a row's upper line


def read_pdf(data: bytes) -> list[Block]:
    """The blocks of a PDF, read in a process of its own. Raises PlanRefused."""
    return run_caged(pdf_blocks, data)


def pdf_blocks(data: bytes) -> list[Block]:
    """The blocks of a PDF, read right here. Raises PlanRefused for a scan or a locked file."""
    import pdfplumber  # in the other process alone
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        locked = "Password" in repr(error) or "Encryption" in repr(error)
        raise PlanRefused(
            "Tệp PDF có đặt mật khẩu. Vui lòng bỏ mật khẩu rồi gửi lại."
            if locked
            else "Tệp PDF bị hỏng, không mở được."
        ) from error
    if len(document.pages) > MAX_PAGES:
        raise PlanRefused(f"Tệp PDF có hơn {MAX_PAGES} trang. Vui lòng chỉ gửi phần kế hoạch.")
    blocks: list[Block] = []
    grid: Grid = ()
    for page in document.pages:
        found, grid = _page(page, grid)
        blocks += found
    if sum(_letters(block) for block in blocks) < _LEAST_LETTERS * len(document.pages):
        raise PlanRefused("Tệp PDF là bản chụp (scan), không có chữ để đọc. Vui lòng gửi bản Word hoặc PDF gốc.")
    return blocks


def _letters(block: Block) -> int:
    texts = [cell.text for cell in block.cells] if isinstance(block, Row) else [getattr(block, "text", "")]
    return sum(letter.isalpha() for text in texts for letter in text)


def _page(page: "Page", grid: Grid) -> tuple[list[Block], Grid]:
    """Lines outside tables and rows of tables, from the top of the page down; and the columns last headed."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    found: list[tuple[float, list[Block]]] = [
        (line["top"], [Line(one_line(line["text"]), f"trang {page.page_number}")])
        for line in page.filter(lambda thing: not _is_inside(thing, boxes)).extract_text_lines(return_chars=False)
    ]
    for at, table in enumerate(tables):
        rows, edges = list(_rows(table, page.page_number * 100 + at)), _edges(table)
        if any(read_columns(header_texts(row)) for row in rows):
            grid = edges
        elif _is_same_frame(edges, grid):
            rows = [_regridded(row, edges, grid) for row in rows]
        found.append((table.bbox[1], [*rows]))
    found.sort(key=lambda pair: pair[0])
    page.close()
    return [block for _, blocks in found for block in blocks], grid


def _edges(table: "Table") -> Grid:
    """Where each column begins, and where the last one ends."""
    return (*sorted({cell[0] for cell in table.cells}), table.bbox[2])


def _is_same_frame(edges: Grid, grid: Grid) -> bool:
    """A table of the same breadth with other columns: merged cells on this page hide some of its lines."""
    outer = [abs(edges[end] - grid[end]) for end in (0, -1)] if edges and grid else [_FRAME]
    return len(edges) != len(grid) and max(outer) < _FRAME


def _regridded(row: Row, edges: Grid, grid: Grid) -> Row:
    """The row on the columns of the page before: each cell where it begins."""
    cells = [Cell(across=True)] * (len(grid) - 1)
    for cell, left in zip(row.cells, edges, strict=False):
        if not cell.across:
            place = min(range(len(cells)), key=lambda at: abs(grid[at] - left))
            cells[place] = cell
    return replace(row, cells=tuple(cells))


def _is_inside(thing: dict[str, float], boxes: Sequence[Box]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)


def _rows(table: "Table", number: int) -> Iterator[Row]:
    texts = table.extract()
    boxes: list[list[Box | None]] = [list(row.cells) for row in table.rows]
    middles = [_middle([row[place] for row in boxes]) for place in range(len(boxes[0]) if boxes else 0)]
    for at, row in enumerate(texts):
        top = min((box[1] for box in boxes[at] if box), default=0.0) + _INSIDE
        cells = [
            Cell("\n".join(filter(None, map(one_line, text.split("\n")))))
            if text is not None
            else _covered(boxes, texts, at, (middles[place], top))
            for place, text in enumerate(row)
        ]
        yield Row(tuple(cells), f"trang {number // 100}", number, at == 0)


def _middle(column: Sequence[Box | None]) -> float:
    """Halfway across a column's narrowest cell."""
    widths = [(box[2] - box[0], (box[0] + box[2]) / 2) for box in column if box]
    return min(widths)[1] if widths else 0.0


def _covered(
    boxes: Sequence[Sequence[Box | None]],
    texts: Sequence[Sequence[str | None]],
    at: int,
    point: tuple[float, float],
) -> Cell:
    """A place without a cell of its own lies under a merged one: beside it or above."""
    for above in range(at, -1, -1):
        for place, box in enumerate(boxes[above]):
            if box and box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
                return Cell(across=True) if above == at else Cell(texts[above][place] or "", down=True)
    return Cell()

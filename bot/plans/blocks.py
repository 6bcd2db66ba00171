"""What every kind of file is turned into: lines of running text and rows of tables, in reading order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One place of a table's grid; lines of the cell stand apart by a line feed."""

    text: str = ""
    across: bool = False  # covered by the merged cell on its left
    down: bool = False  # covered by the merged cell above, whose text it repeats
    doubt: str = ""  # why the reader of the file does not trust this value


@dataclass(frozen=True)
class Line:
    """A paragraph outside tables; `fresh` after a blank line."""

    text: str
    at: str = ""
    fresh: bool = False


@dataclass(frozen=True)
class Row:
    """A row of the table with number `table`; `fresh` after a page break or at a table's start."""

    cells: tuple[Cell, ...]
    at: str = ""
    table: int = 0
    fresh: bool = False


@dataclass(frozen=True)
class Start:
    """A sheet of its own begins: no heading and no column from above reaches below."""

    title: str


Block = Line | Row | Start


def row_of(texts: list[str], at: str = "", table: int = 0, fresh: bool = False) -> Row:
    return Row(tuple(Cell(text) for text in texts), at, table, fresh)


def filled(row: Row) -> list[int]:
    """Places that hold text of their own."""
    return [place for place, cell in enumerate(row.cells) if cell.text.strip() and not cell.across]


def is_one_cell(row: Row) -> bool:
    """One merged cell over the whole width: a title or a heading."""
    return len(row.cells) > 1 and bool(row.cells[0].text.strip()) and all(c.across for c in row.cells[1:])

"""Where a due list's table begins, and which of its columns is what: by meaning, in any order, under any title."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.plans.blocks import Cell
from bot.plans.dossiers.grids import Grid, Line
from bot.rules.dossier_codes import code_within, key_of
from bot.rules.dossier_days import read_moment
from bot.rules.dossier_words import Column, bare, column_called

DAYS = frozenset({"received", "due", "finished"})
_WITHIN = 40  # lines: titles, filters and remarks may stand above
_LOOKED_AT = 200  # lines below the header by which two columns of one meaning are told apart


@dataclass(frozen=True)
class Header:
    """`places`: which column holds what. The table begins after so many lines of the grid (`below`)."""

    places: Mapping[Column, int]
    below: int

    @property
    def is_list(self) -> bool:
        """A list of dossiers that says until when, or how they stand."""
        return "code" in self.places and not {"due", "state", "finished"}.isdisjoint(self.places)

    @property
    def is_sure(self) -> bool:
        return "code" in self.places and "due" in self.places


def find_header(grid: Grid) -> Header | None:
    """The line (or two under each other) that names the most columns; None where none names a list of dossiers."""
    found = [
        header
        for at in range(min(len(grid), _WITHIN))
        for header in (_header(grid, at, 1), _header(grid, at, 2))
        if header is not None and header.is_list
    ]
    return max(found, key=lambda header: (len(header.places), -header.below), default=None)


def texts_of(line: Line) -> list[str]:
    """A header cell over several columns counts for each of them."""
    texts: list[str] = []
    for cell in line.cells:
        texts.append(texts[-1] if cell.across and texts else cell.text)
    return texts


def _header(grid: Grid, at: int, high: int) -> Header | None:
    lines = grid[at : at + high]
    if len(lines) < high or any(map(_holds_values, lines)):
        return None
    texts = _stacked([texts_of(line) for line in lines])
    candidates: dict[Column, list[int]] = {}
    for place, text in enumerate(texts):
        column = column_called(text) if len(text) <= 80 else None
        if column:
            candidates.setdefault(column, []).append(place)
    if "code" not in candidates:
        return None
    below = at + high
    fits = {column: _best(grid, below, column, places, texts) for column, places in candidates.items()}
    return Header({column: place for column, place in fits.items() if place is not None}, below)


def _stacked(rows: list[list[str]]) -> list[str]:
    """ "Thời gian" above "hẹn trả" reads as one."""
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    return [" ".join(dict.fromkeys(text for text in column if text)) for column in zip(*padded, strict=True)]


def _holds_values(line: Line) -> bool:
    """A code or a day stands in it, so it is no header."""
    return any(len(cell.text) <= 60 and (code_within(cell.text) or _is_day(cell.text)) for cell in line.cells)


def _best(grid: Grid, below: int, column: Column, places: list[int], texts: list[str]) -> int | None:
    """Of columns that are called alike, that whose cells fit most; a term in days ("5 ngày") is no due day."""
    lines = grid[below : below + _LOOKED_AT]
    scored = [
        (sum(_fits(column, line.cells[place]) for line in lines if place < len(line.cells)), place) for place in places
    ]
    best = max(scored, key=lambda one: (one[0], "tiep nhan" in bare(texts[one[1]]), -one[1]))
    filled = any(line.cells[best[1]].text for line in lines if best[1] < len(line.cells))
    return None if column in DAYS and filled and not best[0] else best[1]


def _fits(column: Column, cell: Cell) -> bool:
    if column == "code":
        return bool(key_of(cell.text))
    return _is_day(cell.text) if column in DAYS else bool(cell.text)


def _is_day(text: str) -> bool:
    try:
        read_moment(text)
    except ValueError:
        return False
    return True

"""Tables written as HTML in a text file: rows of cells, merged ones unrolled."""

from html.parser import HTMLParser

from bot.plans.blocks import Cell, Row
from bot.plans.markup import cell_lines

_LARGEST_SPAN = 64
_BREAKS = frozenset({"br", "p", "li", "div"})


def read_html_table(markup: str, number: int) -> list[Row]:
    """The rows of one <table> element."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    return [
        Row(tuple(cells), f"bảng {number}, hàng {at + 1}", number, at == 0)
        for at, cells in enumerate(_unrolled(parser.rows))
        if cells
    ]


class _Parser(HTMLParser):
    """Gathers (text, columns, rows) of every cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            spans = dict(attrs)
            self.rows = self.rows or [[]]
            self.rows[-1].append(("", _span(spans.get("colspan")), _span(spans.get("rowspan"))))
            self._open = True
        elif tag in _BREAKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._open = False
        elif tag in _BREAKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(data.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self._open and self.rows and self.rows[-1]:
            before, across, down = self.rows[-1][-1]
            self.rows[-1][-1] = (before + text, across, down)


def _span(text: str | None) -> int:
    return max(1, min(int(text), _LARGEST_SPAN)) if text and text.isdigit() and len(text) < 6 else 1


def _unrolled(rows: list[list[tuple[str, int, int]]]) -> list[list[Cell]]:
    """Every row with all its places; `below` holds what merged cells still cover."""
    below: dict[int, tuple[int, Cell]] = {}
    grid: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = []
        for text, across, down in row:
            _fill(cells, below)
            lines = cell_lines(text)
            for place in range(across):
                if down > 1:
                    below[len(cells)] = (down - 1, Cell(lines, down=True) if not place else Cell(across=True))
                cells.append(Cell(lines) if not place else Cell(across=True))
        _fill(cells, below)
        grid.append(cells)
    width = max(map(len, grid), default=0)
    return [[*cells, *(Cell() for _ in range(width - len(cells)))] for cells in grid]


def _fill(cells: list[Cell], below: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in below:
        place = len(cells)
        left, cell = below.pop(place)
        if left > 1:
            below[place] = (left - 1, cell)
        cells.append(cell)

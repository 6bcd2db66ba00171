"""Twelve months as bars: where each one stands, for the page to draw."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.public_sums import Table

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 220, 34, 26, 10
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """`kind`: "received" or "answered"."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    y: float
    value: int


@dataclass(frozen=True)
class Mark:
    x: float
    words: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    left: int
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def chart_of(sums: Mapping[str, Table[str]]) -> Chart | None:
    """Oldest month first; None where there is nothing to be drawn. What is hidden has no bar."""
    months = list(sums.items())[::-1]
    most = max((value or 0 for _, table in months for value in (table.total.received, table.total.answered)), default=0)
    if not most:
        return None
    step = _step(most)
    top = step * -(-most // step)
    inner, slot = HEIGHT - BOTTOM - TOP, (WIDTH - LEFT) / len(months)

    def y(value: int) -> float:
        return round(TOP + inner * (1 - value / top), 1)

    bars, marks = [], []
    for number, (month, table) in enumerate(months):
        start = LEFT + number * slot
        for place, (kind, value) in enumerate((("received", table.total.received), ("answered", table.total.answered))):
            if value:
                x, width = round(start + slot * (0.18 + 0.33 * place), 1), round(slot * 0.31, 1)
                bars.append(Bar(kind, x, y(value), width, round(HEIGHT - BOTTOM - y(value), 1)))
        marks.append(Mark(round(start + slot / 2, 1), _called(month)))
    lines = tuple(Line(y(value), value) for value in range(0, top + 1, step))
    return Chart(WIDTH, HEIGHT, LEFT, lines, tuple(bars), tuple(marks))


def _step(most: int) -> int:
    """Between lines, so that there are at most five."""
    scale = 1
    while True:
        for step in _STEPS:
            if most <= 5 * step * scale:
                return step * scale
        scale *= 10


def _called(month: str) -> str:
    """ "11"; of the first month of a year "1/26"."""
    year, _, number = month.partition("-")
    return f"1/{year[2:]}" if number == "01" else number.lstrip("0")

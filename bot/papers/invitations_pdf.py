"""The cards of invitations as .pdf: sharp at any size, its words to be copied."""

import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import segno
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from bot.papers.invitations import COLUMNS, HEAD, HIGH, KEEP, MARGIN, QR_MM, ROWS, WIDE, Card, Way, label_of
from bot.rules.vietnamese import storable

_PAGE = (210.0, 297.0)  # millimetres
_INCH = 25.4
_MOST_LINES = 3
_QUIET = 4  # modules around a code


def sheet_pdf(cards: Sequence[Card]) -> bytes:
    held = io.BytesIO()
    per_page = COLUMNS * ROWS
    with rc_context({"pdf.fonttype": 42}), PdfPages(held, metadata={"Title": "Giấy mời"}) as pages:
        for start in range(0, len(cards), per_page):
            pages.savefig(_page(cards[start : start + per_page]))
    return held.getvalue()


def _page(cards: Sequence[Card]) -> Figure:
    """One unit of its axes is a millimetre, from the upper left corner."""
    figure = Figure(figsize=(_PAGE[0] / _INCH, _PAGE[1] / _INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _PAGE[0])
    axes.set_ylim(_PAGE[1], 0)
    for number, card in enumerate(cards):
        _card(axes, MARGIN + WIDE * (number % COLUMNS + 0.5), MARGIN + HIGH * (number // COLUMNS), card)
    _cut(axes, -(-len(cards) // COLUMNS))
    return figure


def _cut(axes: Axes, rows: int) -> None:
    look: dict[str, Any] = {"colors": "#808080", "linewidth": 0.6, "linestyle": (0, (5, 4))}
    right, foot = MARGIN + WIDE * COLUMNS, MARGIN + HIGH * rows
    axes.hlines([MARGIN + HIGH * row for row in range(rows + 1)], MARGIN, right, **look)
    axes.vlines([MARGIN + WIDE * column for column in range(COLUMNS + 1)], MARGIN, foot, **look)


def _card(axes: Axes, middle: float, top: float, card: Card) -> None:
    level = _say(axes, middle, top + 4, card.office.upper(), size=8.5)
    level = _say(axes, middle, level, HEAD, size=9.5, bold=True) + 1
    level = _say(axes, middle, level, card.holder or card.title, size=13, bold=True)
    level = _say(axes, middle, level, card.place if card.holder else card.unit, size=9.5) + 1
    if card.drawn:
        level = _draw(axes, middle, level, card.drawn)
    for step in card.steps:
        level = _say(axes, middle, level, step, size=8.5)
    level = _say(axes, middle, level, f"/lienket {card.code}", size=12, bold=True) + 0.5
    _say(axes, middle, level, f"{card.limit} {KEEP}", size=7.5)


def _say(axes: Axes, middle: float, level: float, words: str, *, size: float, bold: bool = False) -> float:
    """Below `level`; where the next line begins. A letter is about half as wide as it is high."""
    most = int((WIDE - 8) / (size * 0.3528 * (0.66 if bold else 0.58)))
    for line in textwrap.wrap(storable(words), most)[:_MOST_LINES]:
        axes.text(
            middle, level, line, size=size, weight="bold" if bold else "normal", ha="center", va="top", parse_math=False
        )
        level += size * 0.3528 * 1.3
    return level + 0.6


def _draw(axes: Axes, middle: float, level: float, ways: Sequence[Way]) -> float:
    gap = 8.0
    left = middle - (QR_MM * len(ways) + gap * (len(ways) - 1)) / 2
    for way in ways:
        dark = PolyCollection(
            list(_runs(way.address, left, level)), facecolors="black", linewidths=0, antialiased=False
        )
        axes.add_collection(dark, autolim=False)
        _say(axes, left + QR_MM / 2, level + QR_MM, label_of(way), size=8.5, bold=True)
        left += QR_MM + gap
    return level + QR_MM + 5.5


def _runs(address: str, left: float, top: float) -> Iterator[list[tuple[float, float]]]:
    """The dark stretches of each line, as corners."""
    lines = [list(line) for line in segno.make(address, error="m", micro=False).matrix_iter(border=_QUIET)]
    step = QR_MM / len(lines)
    for row, line in enumerate(lines):
        start = 0
        while start < len(line):
            end = start
            while end < len(line) and line[end]:
                end += 1
            if end > start:
                x, right, y = left + start * step, left + end * step, top + row * step
                yield [(x, y), (right, y), (right, y + step), (x, y + step)]
            start = end + 1

"""Charts to be looked at on a phone: bars of what is late, lines of how it goes. PNG, 1080 pixels wide."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _SOFT, _GRID = "#1B1F24", "#57606A", "#D8DEE4"
_BLUE, _RED, _GREEN = "#1F5FA8", "#C4321C", "#1A7F37"
_LOOKS = (
    (_BLUE, "o", "●"),
    ("#B35900", "s", "■"),
    ("#6F42C1", "D", "◆"),
    (_SOFT, "^", "▲"),
)  # told apart without colour
_WIDE, _DPI = 7.2, 150  # inches
_BIG, _MID, _SMALL = 17, 13, 12  # points
_TITLE, _LABEL = 42, 52  # letters that fit in a line
_MOST_MARKS = 7  # dates below a line that can be read side by side


@dataclass(frozen=True)
class Bar:
    """`late` of `value` are drawn apart."""

    label: str
    value: float
    late: float = 0


def bars(title: str, rows: Sequence[Bar], *, names: tuple[str, str] = ("Trễ hạn", "Còn hạn")) -> bytes:
    """A bar for each row, the first on top, its name above it; `names`: what is late, and what is not."""
    titled = textwrap.wrap(title, _TITLE)
    top, foot, step = 0.42 * len(titled) + 0.75, 0.25, 0.78
    figure = _page(top + foot + step * max(1, len(rows)))
    axes = figure.add_axes((0.04, foot / figure.get_figheight(), 0.92, 1 - (top + foot) / figure.get_figheight()))
    axes.set_axis_off()
    most = max((row.value for row in rows), default=0) or 1
    beside = max((_breadth(_told(row, names[0])) for row in rows), default=0) + 0.2
    axes.set_xlim(0, most * _WIDE * 0.92 / (_WIDE * 0.92 - beside))
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    for place, row in enumerate(rows):
        _bar(axes, place, row, most, names[0])
    if not rows:
        _write(axes, 0, 0, "Chưa có số liệu.", size=_MID, color=_SOFT)
    _head(figure, titled)
    _key(figure, len(titled), [(names[0], _RED, "■"), (names[1], _BLUE, "■")] if any(row.late for row in rows) else [])
    return _png(figure)


def lines(
    title: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    target: float | None = None,
    *,
    unit: str = "",
) -> bytes:
    """A line for each of `series` over `labels`, oldest first (None: not known there); `unit` follows each figure."""
    titled = textwrap.wrap(title, _TITLE)
    figure = _page(5.2 + 0.42 * len(titled))
    high = figure.get_figheight()
    levels = _scale(series, target, unit)
    left = 0.3 + max(_breadth(f"{say_figure(level, unit)}") for level in levels)
    axes = figure.add_axes((left / _WIDE, 0.6 / high, 0.95 - left / _WIDE, 1 - (0.42 * len(titled) + 0.8 + 0.6) / high))
    _ground(axes, labels, levels, unit)
    if target is not None:
        axes.axhline(target, color=_GREEN, lw=2.2, ls=(0, (5, 3)))
    for values, (color, marker, _) in zip(series.values(), _LOOKS, strict=False):
        found = [math.nan if value is None else value for value in values]
        axes.plot(range(len(found)), found, color=color, marker=marker, lw=2.6, ms=8, clip_on=False)
    _newest(axes, list(series.values()), unit)
    _head(figure, titled)
    looks = [(name, look[0], look[2]) for name, look in zip(series, _LOOKS, strict=False)]
    aim = [] if target is None else [(f"Mục tiêu {say_figure(target, unit)}", _GREEN, "╍")]
    _key(figure, len(titled), looks + aim)
    return _png(figure)


def _page(high: float) -> Figure:
    from matplotlib.figure import Figure  # takes a third of a second, and most processes draw nothing

    return Figure(figsize=(_WIDE, high), dpi=_DPI, facecolor="white")


def _png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _head(figure: Figure, titled: Sequence[str]) -> None:
    high = figure.get_figheight()
    text = "\n".join(titled)
    figure.text(
        0.04, 1 - 0.2 / high, text, va="top", size=_BIG, weight="bold", color=_INK, linespacing=1.25, parse_math=False
    )


def _key(figure: Figure, titled: int, looks: Sequence[tuple[str, str, str]]) -> None:
    """What the colours mean, in a row below the title."""
    high, left = figure.get_figheight(), 0.04
    level = 1 - (0.42 * titled + 0.4) / high
    for name, color, mark in looks:
        figure.text(left, level, mark, va="center", size=_MID, color=color)
        figure.text(left + 0.032, level, name, va="center", size=_MID, color=_INK, parse_math=False)
        left += 0.08 + 0.0172 * len(name)


def _bar(axes: Axes, place: int, row: Bar, most: float, late: str) -> None:
    """The late part first, so that the worst can be compared from the same edge."""
    _write(axes, 0, place - 0.2, textwrap.shorten(row.label, _LABEL, placeholder="…"), size=_MID)
    axes.barh(place + 0.18, row.late, height=0.34, color=_RED)
    axes.barh(place + 0.18, row.value - row.late, left=row.late, height=0.34, color=_BLUE)
    axes.barh(place + 0.18, 0 if row.value else most * 0.004, height=0.34, color=_GRID)
    _write(
        axes, row.value + most * 0.015, place + 0.18, _told(row, late), size=_SMALL, color=_RED if row.late else _SOFT
    )


def _told(row: Bar, late: str) -> str:
    return f"{say_figure(row.value)} ({late.lower()} {say_figure(row.late)})" if row.late else say_figure(row.value)


def _breadth(words: str) -> float:
    """Inches that small print takes at most."""
    return 0.115 * len(words)


def _ground(axes: Axes, labels: Sequence[str], levels: Sequence[float], unit: str) -> None:
    """The lines behind, and as many of the labels as can be read; the last one always."""
    axes.set_xlim(-0.35, max(1, len(labels)) - 0.6)
    axes.set_ylim(0, levels[-1] * 1.04)
    step = -(-len(labels) // _MOST_MARKS) or 1
    marked = [place for place in range(len(labels)) if (len(labels) - 1 - place) % step == 0]
    axes.set_xticks(marked, [labels[place] for place in marked], size=_SMALL, color=_INK, parse_math=False)
    axes.set_yticks(
        levels, [f"{say_figure(level, unit)}" for level in levels], size=_SMALL, color=_SOFT, parse_math=False
    )
    axes.grid(axis="y", color=_GRID, lw=1)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=8)
    for side in axes.spines.values():
        side.set_visible(False)


def _scale(series: Mapping[str, Sequence[float | None]], target: float | None, unit: str) -> list[float]:
    """Round levels from 0 to above everything, a share of the whole up to 100."""
    known = [value for values in series.values() for value in values if value is not None]
    most = max(target or 0, *known, 0)
    if unit == "%" and most <= 100:
        return [0, 25, 50, 75, 100]
    whole = all(float(value).is_integer() for value in (target or 0, *known))
    top, parts = _top_above(most or 4, whole=whole)
    return [top * part / parts for part in range(parts + 1)]


def _top_above(most: float, *, whole: bool) -> tuple[float, int]:
    """The highest level and into how many it is parted; of what is counted there are no halves."""
    scale = 10.0 ** math.floor(math.log10(most / 4))
    tops = [(step * scale * parts, parts) for step in (1, 2, 5, 10) for parts in (3, 4, 5)]
    return min((top, parts) for top, parts in tops if top >= most and not (whole and top / parts % 1))


def _newest(axes: Axes, series: Sequence[Sequence[float | None]], unit: str) -> None:
    """The newest figure of each line beside its mark: the highest above it, the others below."""
    from matplotlib.patheffects import withStroke

    known = [[(place, value) for place, value in enumerate(values) if value is not None] for values in series]
    last = [(places[-1], look[0]) for places, look in zip(known, _LOOKS, strict=False) if places]
    last.sort(key=lambda one: -one[0][1])
    lifts = label_lifts([value for (_, value), _ in last], axes.get_ylim()[1])
    for ((place, value), color), lift in zip(last, lifts, strict=True):
        axes.annotate(
            f"{say_figure(value, unit)}",
            (place, value),
            xytext=(0, lift),
            textcoords="offset points",
            ha="center",
            va="center",
            size=_MID,
            weight="bold",
            color=color,
            path_effects=[withStroke(linewidth=4, foreground="white")],
            parse_math=False,
            zorder=5,
        )


def label_lifts(values: Sequence[float], top: float) -> list[int]:
    """Points above each mark, the highest value first; below it only where no words stand under the ground line."""
    low = [value < 0.1 * top for value in values]
    return [17 + 21 * sum(low[:rank]) if rank == 0 or low[rank] else -17 for rank in range(len(values))]


def _write(axes: Axes, x: float, y: float, words: str, *, size: float, color: str = _INK) -> None:
    axes.text(x, y, words, va="center", size=size, color=color, parse_math=False)


def say_figure(value: float, unit: str = "") -> str:
    """1.234,56 · 97,5 %"""
    text = f"{value:,.1f}" if unit == "%" else f"{value:,.2f}"
    said = text.rstrip("0").removesuffix(".").translate(str.maketrans(",.", ".,"))
    return f"{said} {unit}".rstrip()

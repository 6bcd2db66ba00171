"""Which row each cell of a loose column speaks of, where their numbers differ: by shared words, in order."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.rules.vietnamese import plain

_MOST = 40_000  # pairs of cells and rows; a page of results has a hundredth
_SHARED = 0.7
_LEAST = 0.16  # of all words, weighed by how rare they are


def aligned(cells: Sequence[str], contents: Sequence[str], shares: Sequence[bool]) -> list[int | None]:
    """For each cell the row it goes with, never back up the page; None where that is anybody's guess.

    `shares` says of each cell whether it may belong to the same row as the one before.
    """
    if len(cells) * len(contents) > _MOST:
        return [None] * len(cells)
    rows = [_words(content) for content in contents]
    weights = _weights(rows)
    likeness = [[_likeness(_words(cell), row, weights) for row in rows] for cell in cells]
    return _with_gaps(_in_order(likeness, shares), len(rows))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{2,}", plain(text)))


def _weights(rows: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for row in rows for word in row)
    return {word: math.log(1 + len(rows) / count) for word, count in counts.items()}


def _likeness(cell: frozenset[str], row: frozenset[str], weights: dict[str, float]) -> float:
    shared = sum(weights.get(word, 0.0) for word in cell & row)
    whole = sum(weights.get(word, 1.0) for word in cell) * sum(weights.get(word, 1.0) for word in row)
    value = shared / math.sqrt(whole) if whole else 0.0
    return value if value >= _LEAST else 0.0


def _in_order(likeness: Sequence[Sequence[float]], shares: Sequence[bool]) -> list[int | None]:
    """The choice with the greatest sum in which rows only go down; to share a row counts less."""
    best: list[tuple[float, tuple[int | None, ...]]] = [(0.0, ())] * (len(likeness[0]) + 1 if likeness else 1)
    for values, shared in zip(likeness, shares, strict=True):
        step = [(best[0][0], (*best[0][1], None))]
        for row, value in enumerate(values):
            apart, same = best[row], best[row + 1]
            choices = [step[-1], (same[0], (*same[1], None)), (apart[0] + value, (*apart[1], row if value else None))]
            if shared and value:
                choices.append((same[0] + value * _SHARED, (*same[1], row)))
            step.append(max(choices, key=lambda choice: choice[0]))
        best = step
    return list(best[-1][1])


def _with_gaps(found: list[int | None], rows: int) -> list[int | None]:
    """Between two cells that found their rows, as many cells as rows go together one by one."""
    filled = [*found]
    ends = [-1, *(at for at, row in enumerate(found) if row is not None), len(found)]
    for first, last in pairwise(ends):
        above = -1 if first < 0 else found[first]
        below = rows if last == len(found) else found[last]
        if above is not None and below is not None and last - first == below - above:
            filled[first + 1 : last] = range(above + 1, below)
    return filled

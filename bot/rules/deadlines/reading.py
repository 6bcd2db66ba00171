"""A deadline cell read for a clerk: what it means, how sure that is, and what has to be asked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.rules.deadlines.cells import Understood, understood
from bot.rules.deadlines.checks import date_doubts, leaves
from bot.rules.deadlines.explaining import explained
from bot.rules.deadlines.tokens import line_of
from bot.rules.schedules import External, From, Nothing, Relative, Schedule

YearSource = Literal["text", "plan", "none"]


@dataclass(frozen=True)
class Reading:
    """`why` are Vietnamese sentences: how the cell was understood, then what is doubtful.

    `year_source` says whether the year of its dates is printed, taken from the plan, or not needed.
    """

    schedule: Schedule
    needs_review: bool
    why: tuple[str, ...]
    confidence: float
    year_source: YearSource


def read(text: str, *, year: int | None, issued: date | None = None) -> Reading:
    """`year` is the plan's, `issued` its date. Never raises; what is not understood needs review."""
    cell = understood(line_of(text, year))
    doubts = (*cell.doubts, *date_doubts(cell.schedule, year, issued))
    said = () if isinstance(cell.schedule, Nothing) else (explained(cell.schedule),)
    return Reading(
        cell.schedule,
        bool(doubts),
        (*said, *cell.notes, *doubts),
        _confidence(cell, len(doubts)),
        _year_source(cell),
    )


def _year_source(cell: Understood) -> YearSource:
    if any(phrase.inferred for phrase in cell.phrases):
        return "plan"
    return "text" if any(phrase.printed for phrase in cell.phrases) else "none"


def _confidence(cell: Understood, doubts: int) -> float:
    # Rough on purpose: it sorts what a clerk looks at first, it decides nothing.
    if isinstance(cell.schedule, Nothing):
        return 0.1
    worded = any(isinstance(leaf, (Relative, External, From)) for leaf in leaves(cell.schedule))
    sure = 0.9 if worded or _year_source(cell) == "plan" or cell.notes else 1.0
    return round(max(0.2, 0.6 - 0.1 * doubts) if doubts else sure, 2)

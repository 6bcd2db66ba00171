"""How an indicator goes: its trend, what the year will come to at this pace, and whether that is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from bot.rules.targets import Goal, is_passed, is_reached

Trend = Literal["up", "down", "flat", ""]
How = Literal["sum", "pace", "stays"]
_STEADY = 3  # figures in a row that go one way are a pace
_FLAT = 0.005  # of the figure before: less is no change


class Standing(StrEnum):
    """`open`: nothing to compare with · `on_way`: not there yet, but at this pace it will be."""

    NONE = "none"
    OPEN = "open"
    MET = "met"
    ON_WAY = "on_way"
    RISK = "risk"
    MISSED = "missed"


WARNED = frozenset({Standing.RISK, Standing.MISSED})


@dataclass(frozen=True)
class Course:
    """A year's figures in order, None where none is known (yet). `adds`: each is of its period alone."""

    values: tuple[float | None, ...]
    adds: bool
    percent: bool = False

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]

    @property
    def now(self) -> float | None:
        """What the year has come to so far."""
        known = self.known
        return (sum(known) if self.adds else known[-1]) if known else None

    @property
    def left(self) -> int:
        """How many periods the projection still has to fill."""
        if self.adds:
            return self.values.count(None)
        known = [place for place, value in enumerate(self.values) if value is not None]
        return len(self.values) - 1 - known[-1] if known else len(self.values)


@dataclass(frozen=True)
class Projection:
    """`step`: what a period adds (or changes, for a pace); `left`: periods to come; `value`: the year's end."""

    value: float
    how: How
    step: float
    left: int


def project(course: Course) -> Projection | None:
    """Counts that add up go on at their average; a level at its pace while its last three go one way, else it stays."""
    known, left = course.known, course.left
    if not known:
        return None
    if course.adds:
        average = sum(known) / len(known)
        return Projection(sum(known) + average * left, "sum", average, left)
    step = _pace(known)
    if step is None or not left:
        return Projection(known[-1], "stays", 0.0, left)
    value = known[-1] + step * left
    return Projection(min(max(value, 0.0), 100.0) if course.percent else value, "pace", step, left)


def _pace(known: Sequence[float]) -> float | None:
    """The average change over the last figures, where each went the same way."""
    last = known[-_STEADY:]
    steps = [after - before for before, after in pairwise(last)]
    same_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return sum(steps) / len(steps) if len(last) == _STEADY and same_way else None


def trend(known: Sequence[float]) -> Trend:
    """The last figure against the average of up to three before it; "" where there is none before."""
    before = list(known[-4:-1])
    if not before:
        return ""
    average = sum(before) / len(before)
    change = known[-1] - average
    if abs(change) <= abs(average) * _FLAT:
        return "flat"
    return "up" if change > 0 else "down"


def standing(goal: Goal | None, course: Course) -> Standing:
    now, ahead = course.now, project(course)
    if goal is None:
        return Standing.OPEN
    if now is None or ahead is None:
        return Standing.NONE
    if not course.left:
        return Standing.MET if is_reached(goal, now) else Standing.MISSED
    if course.adds and is_passed(goal, now):
        return Standing.MISSED
    if is_reached(goal, ahead.value):
        return Standing.MET if is_reached(goal, now) and _stays_reached(goal, course) else Standing.ON_WAY
    return Standing.RISK


def _stays_reached(goal: Goal, course: Course) -> bool:
    """Of counts that add up only what has to be reached can be met before the year is over."""
    return not course.adds or ("max" not in goal and goal["op"] not in ("<=", "<") and goal.get("value") != 0)

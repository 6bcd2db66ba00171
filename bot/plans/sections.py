"""Under which headings a row stands."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from bot.plans.numbering import Number, as_letter, read_number

Place = Literal["outside", "merged", "column"]
CHAPTERS = ("roman", "capital")


@dataclass(frozen=True)
class Step:
    """A numbered heading or row on the way from the outermost heading to here."""

    number: Number
    place: Place
    title: str = ""
    is_heading: bool = True
    open_below: bool = False  # a row that also heads the unnumbered rows below it

    def counts_for(self, number: Number | None) -> bool:
        """Whether this step is a heading of a row with that number."""
        if self.is_heading:
            return True
        if number is None:
            return self.open_below or self.number.style in CHAPTERS
        return is_part(number, self.number) or (self.number.style in CHAPTERS and number.style not in CHAPTERS)


Path = tuple[Step, ...]


def is_part(number: Number, whole: Number) -> bool:
    """4.1 is a part of 4, 2.2.1 of 2.2."""
    return (
        number.style == "decimal"
        and whole.style in ("decimal", "arabic", *CHAPTERS)
        and number.value[:-1] == whole.value
    )


def above(path: Path, number: Number, place: Place) -> Path:
    """The part of the path that stays above a heading or row with this number."""
    if place == "outside":
        path = tuple(step for step in path if step.place == "outside")
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        if is_part(number, step.number):
            return path[:depth]
        if _is_sibling(step, number, place):
            return path[: depth - 1]
    return path


def heads(path: Path, number: Number) -> Path:
    """The part of the path that heads a heading: rows do not, unless it is a part of them."""
    while path and not path[-1].is_heading and not path[-1].counts_for(number):
        path = path[:-1]
    return path


def numbered(path: Path, number: Number) -> Number:
    """The number, read as a letter where it goes on a row of letters (A, B, C …)."""
    letters = [step.number for step in path if step.number.style == "capital"]
    letter = as_letter(number)
    if letters and letter.style == "capital" and letters[-1].value[-1] + 1 == letter.value[-1]:
        return letter
    return number


def heading_numbers(path: Path, number: Number | None) -> tuple[str, ...]:
    """What a row with this number has as its section, outermost first."""
    below = [step.number for step in path[1:]] + [number]
    return tuple(step.number.bare for step, next_ in zip(path, below, strict=False) if step.counts_for(next_))


def parent_of(path: Path, number: Number | None) -> Step | None:
    """The heading whose number this one continues: 6 for 6.1."""
    return next((step for step in reversed(path) if number and is_part(number, step.number)), None)


def _is_sibling(step: Step, number: Number, place: Place) -> bool:
    if step.number.style != number.style or len(step.number.value) != len(number.value):
        return False
    if step.place != place:
        # A chapter line that fell out of its table between two pages.
        return number.style in CHAPTERS and number.value[-1] == step.number.value[-1] + 1
    if step.number.style == "decimal":
        return step.number.value[:-1] == number.value[:-1]
    return number.style != "arabic" or number.value > step.number.value


def part_names(marks: Sequence[str | None], used: Set[int]) -> tuple[str, ...]:
    """What each part of a plan adds to the sections: "PL2", "Phụ lục", or nothing.

    `marks` holds None for a part that is no appendix, else the appendix's printed number or "".
    """
    appendices = [part for part in sorted(used) if marks[part] is not None]
    if len(appendices) == len(used) == 1:
        return ("",) * len(marks)
    names = {part: f"PL{_order(marks[part] or '', at)}" for at, part in enumerate(appendices, 1)}
    if len(names) == 1 and not marks[appendices[0]]:
        names = {appendices[0]: "Phụ lục"}
    return tuple(names.get(part, "") for part in range(len(marks)))


def _order(mark: str, otherwise: int) -> str:
    """Figures for an appendix printed with a Roman number."""
    number = read_number(mark.upper()) if mark else None
    if number and number.style in ("roman", "capital"):
        return str(number.value[-1]) if number.style == "roman" else mark.upper()
    return mark.lstrip("0") or str(otherwise)

"""Measuring side by side: rounds in which everyone has a turn, medians, ratios, and a table of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Sample = TypeVar("Sample")


@dataclass(frozen=True)
class Row:
    """`ratio`: to the peer that the bar names, None for that peer itself and where there is none."""

    name: str
    figure: str
    ratio: float | None = None


@dataclass(frozen=True)
class Bar:
    """What was promised, and whether it holds. `unshown`: why this run cannot tell."""

    text: str
    holds: bool
    unshown: str = ""

    @property
    def verdict(self) -> str:
        return f"not shown, {self.unshown}" if self.unshown else "holds" if self.holds else "**missed**"


@dataclass(frozen=True)
class Table:
    title: str
    unit: str
    rows: Sequence[Row]
    bars: Sequence[Bar] = ()
    notes: str = ""


def interleaved(rounds: int, turns: Mapping[str, Callable[[int], Sample]]) -> dict[str, list[Sample]]:
    """What each measured; in every round each has one turn, which is told the round's number."""
    found: dict[str, list[Sample]] = {name: [] for name in turns}
    for number in range(rounds):
        names = list(turns)
        for name in names if number % 2 else reversed(names):
            found[name].append(turns[name](number))
    return found


def medians(measured: Mapping[str, Sequence[Sample]], which: Callable[[Sample], float]) -> dict[str, float]:
    return {name: median(map(which, samples)) for name, samples in measured.items()}


def compared(found: Mapping[str, float], peer: str, form: str = "{:,.0f}") -> list[Row]:
    """Rows whose ratio is to the peer's figure."""
    ratios = {name: None if name == peer else figure / found[peer] for name, figure in found.items()}
    return [Row(name, form.format(figure), ratios[name]) for name, figure in found.items()]


def markdown(table: Table) -> str:
    lines = [f"## {table.title}", ""]
    if table.notes:
        lines += [table.notes, ""]
    lines += [f"| | {table.unit} | ratio |", "| --- | ---: | ---: |"]
    for row in table.rows:
        lines.append(f"| {row.name} | {row.figure} | {'' if row.ratio is None else f'{row.ratio:.2f}'} |")
    lines += ["", *(f"- {bar.text}: {bar.verdict}" for bar in table.bars)]
    return "\n".join(lines).rstrip() + "\n"

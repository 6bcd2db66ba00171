"""What a report is made of: figures that are counted from the codes behind them, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.rules.numbers import half_up, read_number

UNKNOWN = "……"  # what nobody has said stays to be seen
NOTHING = "Trong kỳ không phát sinh."
_DUTY = "NV-"


@dataclass(frozen=True)
class Window:
    """The days that a report covers, both included. `title`: "Quý III/2026". `coming`: the days it looks ahead to."""

    first: date
    last: date
    title: str
    coming: tuple[date, date] | None = None

    def has(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Figure:
    """So many of these codes; with `whole`, how many per cent of those.

    A duty's code is "NV-42", an indicator's "CT-7"; a case and a dossier have their own.
    """

    key: str
    title: str
    codes: tuple[str, ...]
    whole: tuple[str, ...] | None = None

    @property
    def value(self) -> float | None:
        """None: per cent of nothing."""
        if self.whole is None:
            return len(self.codes)
        return half_up(100 * len(self.codes) / len(self.whole), 1) if self.whole else None

    @property
    def unit(self) -> str:
        return "" if self.whole is None else "%"


@dataclass(frozen=True)
class Average:
    """The mean of marks, each with the code it was given to."""

    key: str
    title: str
    marks: tuple[tuple[str, float], ...]
    unit: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.marks)

    @property
    def value(self) -> float | None:
        return half_up(sum(mark for _, mark in self.marks) / len(self.marks), 2) if self.marks else None


Known = Figure | Average
Cell = str | int | float | date | Known | None


@dataclass(frozen=True)
class Table:
    """The first column of a row is the code of what it tells; "" in a row of sums, whose cells are figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a report: `lines` are sentences, each figure is told with its codes."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    figures: tuple[Known, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def is_empty(self) -> bool:
        """There are figures, and none of them counts anything."""
        return bool(self.figures) and not any(map(_counted, self.figures))


def _counted(known: Known) -> bool:
    return bool(known.codes or (isinstance(known, Figure) and known.whole))


def duty_code(number: int) -> str:
    """Of an occurrence."""
    return f"{_DUTY}{number}"


def duty_number(code: str) -> int | None:
    """The occurrence that a code names; None for another kind of code."""
    return read_number(code.removeprefix(_DUTY)) if code.startswith(_DUTY) else None


def known_in(section: Section) -> Iterator[Known]:
    """Every figure of a part, also those that stand in its tables."""
    yield from section.figures
    for table in section.tables:
        for row in table.rows:
            yield from (cell for cell in row if isinstance(cell, Figure | Average))


def said_value(known: Known) -> str:
    """ "12", "87,5 %", "4,25"; "……" where there is nothing to count."""
    return UNKNOWN if known.value is None else f"{known.value:.10g} {known.unit}".rstrip().replace(".", ",")

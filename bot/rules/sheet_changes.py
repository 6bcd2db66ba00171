"""How the sheets of an office differ before and after an import: in the words of the sheets themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_LONGEST = 60  # letters of a cell that are shown


@dataclass(frozen=True)
class Line:
    """A row that is the same one as long as its `key` is, whatever its cells say; its first cells name it."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A sheet. `named_by`: how many of the first columns a row is known by."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    named_by: int = 1


def changes(before: Mapping[str, Listing], after: Mapping[str, Listing]) -> Iterator[str]:
    """A sentence for each row that is new, gone or otherwise, sheet by sheet."""
    for title, listing in after.items():
        old = {line.key: line for line in before[title].lines}
        new = {line.key: line for line in listing.lines}
        for key, line in new.items():
            if key not in old:
                yield f"{title}: thêm {_name(line, listing)}"
            elif line != old[key]:
                yield f"{title}: {_name(old[key], listing)}: {'; '.join(_cells(old[key], line, listing.columns))}"
        yield from (f"{title}: bỏ {_name(line, listing)}" for key, line in old.items() if key not in new)


def _name(line: Line, listing: Listing) -> str:
    return ", ".join(_short(cell) for cell in line.cells[: listing.named_by] if cell)


def _cells(old: Line, new: Line, columns: Sequence[str]) -> Iterator[str]:
    """What each cell said and says; a sheet of two columns needs no word for the second."""
    for column, was, now in zip(columns, old.cells, new.cells, strict=True):
        if was != now:
            about = "" if len(columns) == 2 else f"{column} "
            yield f"{about}{_quoted(was)} → {_quoted(now)}"


def _quoted(text: str) -> str:
    return f"“{_short(text)}”" if text else "trống"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

"""Which rows of a plan's new version are which rows of the old one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from bot.rules.naming import comparable

ENOUGH = 0.62  # of the words of two rows have to agree
ENOUGH_IN_PLACE = 0.45  # where section and number agree too
_PLACE_WEIGHT = 0.05


@dataclass(frozen=True)
class Row:
    """What a row is known by. `kind` "task" or "indicator": one never becomes the other."""

    content: str
    section: str = ""
    no: str = ""
    kind: str = "task"

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(comparable(self.content).split())

    @cached_property
    def place(self) -> tuple[str, str]:
        return self.section, self.no.strip(" .)")


@dataclass(frozen=True)
class _Pair:
    score: float
    new: int
    old: int


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Position in `new` -> position in `old`, each used once; rows without a counterpart are left out.

    Equal wording goes first (of equal rows the one in the same place), then the likest of what is left.
    """
    found: dict[int, int] = {}
    _take(found, _equal(old, new))
    _take(found, _alike(old, new, found))
    return found


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how far two texts have the same words in the same order."""
    return _ratio(tuple(comparable(one).split()), tuple(comparable(other).split()))


def _take(found: dict[int, int], pairs: Iterator[_Pair]) -> None:
    used = set(found.values())
    for pair in sorted(pairs, key=lambda pair: (-pair.score, abs(pair.new - pair.old), pair.new, pair.old)):
        if pair.new not in found and pair.old not in used:
            found[pair.new] = pair.old
            used.add(pair.old)


def _equal(old: Sequence[Row], new: Sequence[Row]) -> Iterator[_Pair]:
    places: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, row in enumerate(old):
        places.setdefault((row.kind, row.words), []).append(number)
    for number, row in enumerate(new):
        for there in places.get((row.kind, row.words), []):
            yield _Pair(1 + _nearness(row, old[there]), number, there)


def _alike(old: Sequence[Row], new: Sequence[Row], found: dict[int, int]) -> Iterator[_Pair]:
    used = set(found.values())
    rest = [number for number in range(len(old)) if number not in used]
    for number, row in enumerate(new):
        if number in found:
            continue
        for there in rest:
            score = _score(row, old[there])
            if score:
                yield _Pair(score, number, there)


def _score(row: Row, other: Row) -> float:
    """0 where the two cannot be one row."""
    enough = ENOUGH_IN_PLACE if row.place == other.place and row.place[1] else ENOUGH
    if row.kind != other.kind or _most(row.words, other.words) < enough:
        return 0
    ratio = _ratio(row.words, other.words)
    return ratio + _nearness(row, other) if ratio >= enough else 0


def _nearness(row: Row, other: Row) -> float:
    return _PLACE_WEIGHT * sum(one == two for one, two in zip(row.place, other.place, strict=True))


def _most(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """No likeness is above this; much cheaper to know."""
    shared = len(set(one) & set(other))
    repeated = len(one) - len(set(one)) + len(other) - len(set(other))
    return min(1.0, (2 * shared + repeated) / ((len(one) + len(other)) or 1))


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def parent_position(rows: Sequence[Mapping[str, Any]], position: int) -> int | None:
    """The row that a row stands below: the nearest one above whose number closes this row's section."""
    number = str(rows[position]["section"]).rpartition(" / ")[2]
    above = range(position - 1, -1, -1)
    found = (at for at in above if number and str(rows[at]["no"]).rstrip(".") == number)
    return next(found, None)

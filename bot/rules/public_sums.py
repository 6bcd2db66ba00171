"""Sums that everybody may read: none from which a single person could be made out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.rules.numbers import half_up

LEAST = 3  # fewer are not told apart
Key = TypeVar("Key")


@dataclass(frozen=True)
class Sums:
    """Of a month: `on_time` of the answered, by the date that was promised first; `stars` of all `rated` together."""

    received: int = 0
    answered: int = 0
    on_time: int = 0
    rated: int = 0
    stars: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(mine + theirs for mine, theirs in zip(_values(self), _values(other), strict=True)))


@dataclass(frozen=True)
class Told:
    """The same as it is told: None where it is not. `satisfaction` is the average of `rated` ratings, 1 to 5."""

    received: int | None
    answered: int | None
    on_time: int | None
    rated: int | None
    satisfaction: float | None


@dataclass(frozen=True)
class Table(Generic[Key]):
    rows: Mapping[Key, Told]
    total: Told


def told(rows: Mapping[Key, Sums]) -> Table[Key]:
    """Every row and their total. What is hidden cannot be had by subtracting the rest from the total either."""
    total = sum(rows.values(), Sums())
    hidden = {name: _hidden({key: getattr(row, name) for key, row in rows.items()}) for name in _BASES}
    shown = {key: _told(row, {name for name in _BASES if key in hidden[name]}) for key, row in rows.items()}
    whole = {name for name in _BASES if 0 < sum(getattr(rows[key], name) for key in hidden[name]) < LEAST}
    return Table(shown, _told(total, whole))


_BASES = ("received", "answered", "rated")  # of how many cases a figure tells


def _values(sums: Sums) -> tuple[int, ...]:
    return sums.received, sums.answered, sums.on_time, sums.rated, sums.stars


def _hidden(counts: Mapping[Key, int]) -> set[Key]:
    """The rows that are too small, and as many of the next ones as it takes to hide them together."""
    ordered = sorted((key for key in counts if counts[key]), key=lambda key: counts[key])
    hidden = {key for key in ordered if counts[key] < LEAST}
    for key in ordered:
        if not hidden or sum(counts[one] for one in hidden) >= LEAST:
            break
        hidden.add(key)
    return hidden


def _told(sums: Sums, hidden: set[str]) -> Told:
    answered, rated = "answered" not in hidden, "rated" not in hidden
    return Told(
        received=sums.received if "received" not in hidden else None,
        answered=sums.answered if answered else None,
        on_time=sums.on_time if answered else None,
        rated=sums.rated if rated else None,
        satisfaction=half_up(sums.stars / sums.rated, 1) if rated and sums.rated else None,
    )

"""Two linear models over named features, of kinds and of topics: their weights in one table, and what decided."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from struct import Struct
from typing import NamedTuple

from bot.rules.sorting.features import Features
from bot.rules.sorting.packed import PackedRows
from bot.rules.sorting.spelling import Place
from bot.rules.sorting.words import read_data

ALWAYS = "s!always"  # the feature of every message: what each label starts with
# A weight is one character of the data file: finer near nothing, where most weights are.
_ZERO = ord("P")
_STEPS_UP = 46
_LARGEST = 12.0
_STEP = _LARGEST / _STEPS_UP**2
_MOST_STEPS = _STEPS_UP**2
_STEPS_OF = [(1 if code > _ZERO else -1) * min((code - _ZERO) ** 2, _MOST_STEPS) for code in range(256)]
_HIGH, _LOW = (bytes(part) for part in zip(*(divmod(_MOST_STEPS + steps, 256) for steps in _STEPS_OF), strict=True))
# Totals are whole numbers of steps, so fine that nothing is lost of a float; a place holds those of any message.
_PLACE = 8  # bytes
_MIDDLE = 1 << 8 * _PLACE - 1
_FINE = 1 << 40
_REMEMBERED = 48_000  # of what a thousand messages hold
_LEAST_REASON = 0.25  # of the strongest reason; what is weaker says nothing to a reader


class Sums(NamedTuple):
    """The weights of the names of a place, each label's added up."""

    words: int
    skips: int
    letters: int


@dataclass(frozen=True)
class Weights:
    """For each feature a weight for every label of both models, side by side: what is in a message is sought once."""

    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    rows: Mapping[str, bytes]

    def sums(self, spelling: Iterable[Place]) -> list[Sums]:
        of = self.of
        return [Sums(sum(map(of, one.words)), sum(map(of, one.skips)), sum(map(of, one.letters))) for one in spelling]

    @cached_property
    def of(self) -> Callable[[str], int]:
        """The weights of a feature, a number with a place for each label."""
        return _Numbers(self.rows).__getitem__

    @cached_property
    def models(self) -> tuple["Model", "Model"]:
        """Of the kinds, and of the topics."""
        return Model(self.kinds, self, 0), Model(self.topics, self, len(self.kinds))

    def apart(self, total: int, amount: int) -> tuple[int, ...]:
        """What stands in each place, all raised by an amount, so that no place borrows from the next."""
        raised = total + _level(len(self.kinds) + len(self.topics), amount)
        return self._places.unpack(raised.to_bytes(self._places.size, "little"))

    @cached_property
    def _places(self) -> Struct:
        return Struct(f"<{len(self.kinds) + len(self.topics)}Q")


class _Numbers(dict[str, int]):
    """Rows as numbers; most features come again soon, and a table that forgets all at once is the quickest to ask."""

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._rows = rows

    def __missing__(self, name: str) -> int:
        row = self._rows.get(name)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[name] = number = _side_by_side(row) if row else 0
        return number


@dataclass(frozen=True)
class Model:
    """Scores labels, whose weights begin at a place of each row."""

    labels: tuple[str, ...]
    weights: Weights
    begin: int

    def scores(self, seen: Features, sums: list[Sums], pulls: Mapping[str, float]) -> dict[str, float]:
        """What each label scores, `pulls` added; a label that only pulls know starts as low as the lowest.

        `sums`: those of the spelling of the same message.
        """
        totals = [one * _STEP / _FINE for one in self._own(self._total(seen, sums))]
        scores = dict.fromkeys(pulls, min(totals)) | dict(zip(self.labels, totals, strict=True))
        return {label: score + pulls.get(label, 0.0) for label, score in scores.items()}

    def reasons(self, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The words that speak for the label, strongest first: against one rival or against all others."""
        if label not in self.labels:
            return []
        of, apart, mine = self.weights.of, self.weights.apart, self.begin + self.labels.index(label)
        others = [self.labels.index(rival)] if rival in self.labels else range(len(self.labels))
        first, last = self.begin + others[0], self.begin + others[-1] + 1
        pull: dict[str, float] = {}
        for name, value, sources in seen.telling():
            row = of(name)
            if row:
                weights = apart(row, _MOST_STEPS)
                lead = _STEP * (weights[mine] * len(others) - sum(weights[first:last])) / len(others)
                for source in sources:
                    pull[source] = pull.get(source, 0.0) + value * lead / len(sources)
        least = _LEAST_REASON * max(pull.values(), default=0.0)
        return [word for word in sorted(pull, key=lambda word: (-round(pull[word], 9), word)) if pull[word] > least]

    def knows(self, name: str) -> bool:
        return any(self._own(self.weights.of(name)))

    @cached_property
    def _end(self) -> int:
        return self.begin + len(self.labels)

    def _total(self, seen: Features, sums: list[Sums]) -> int:
        of, strengths = self.weights.of, seen.strengths
        total = sum(of(name) * int(value * _FINE) for name, value in seen.named.items())
        if not seen.fading:  # every place is worth the same
            strengths, sums = strengths[:1], [Sums(*map(sum, zip(*sums, strict=True)))]
        for strength, found in zip(strengths, sums, strict=True):
            total += sum(one * int(worth * _FINE) for one, worth in zip(found, strength, strict=True) if one)
        return total

    def _own(self, total: int) -> list[int]:
        """What stands in the places of these labels."""
        return [one - _MIDDLE for one in self.weights.apart(total, _MIDDLE)[self.begin : self._end]]


def probabilities(scores: Mapping[str, float]) -> dict[str, float]:
    """The scores as shares of one."""
    top = max(scores.values())
    raised = {label: math.exp(score - top) for label, score in scores.items()}
    whole = sum(raised.values())
    return {label: part / whole for label, part in raised.items()}


def packed(weights: Iterable[float]) -> bytes:
    """One character for each weight; the largest that fits is `_LARGEST`."""
    steps = (
        round(_STEPS_UP * min(1.0, abs(weight) / _LARGEST) ** 0.5) * (1 if weight > 0 else -1) for weight in weights
    )
    return bytes(_ZERO + step for step in steps)


def _side_by_side(row: bytes) -> int:
    """One number with a place for each label: a sum of such numbers adds up all labels at once."""
    places = bytearray(_PLACE * len(row))
    places[::_PLACE], places[1::_PLACE] = row.translate(_LOW), row.translate(_HIGH)
    return int.from_bytes(places, "little") - _level(len(row), _MOST_STEPS)


@cache
def _level(count: int, amount: int) -> int:
    """The same amount in every place."""
    return sum(amount << 8 * _PLACE * at for at in range(count))


@cache
def packaged_weights() -> Weights:
    """The trained weights; below a remark the first row names the labels."""
    _, labels, rows = read_data("weights.tsv").split(b"\n", 2)
    kinds, topics = (tuple(names.split()) for names in labels.decode().removeprefix("labels\t").split("\t"))
    return Weights(kinds, topics, PackedRows(rows, len(kinds) + len(topics)))

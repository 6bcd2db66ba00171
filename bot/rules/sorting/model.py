"""A linear model over named features: its weights in one table, and the words that decided."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from bot.rules.sorting.features import Features
from bot.rules.sorting.packed import PackedRows
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
_PLACE = 10  # bytes
_MIDDLE = 1 << 8 * _PLACE - 1
_FINE = 1 << 40
_REMEMBERED = 16_000
# Features whose words mean something alone: concepts, phrases, pairs of words; not "ở" or "rồi".
_TELLING = ("c:", "p:", "b:", "B:")
_LEAST_REASON = 0.25  # of the strongest reason; what is weaker says nothing to a reader


@dataclass(frozen=True)
class Model:
    """Scores labels: for each feature a weight for every label, packed."""

    labels: tuple[str, ...]
    base: Mapping[str, bytes]

    def scores(self, values: Mapping[str, float], pulls: Mapping[str, float]) -> dict[str, float]:
        """What each label scores, `pulls` added; a label that only pulls know starts as low as the lowest."""
        totals = _apart(self._sum(values), len(self.labels))
        scores = dict.fromkeys(pulls, min(totals)) | dict(zip(self.labels, totals, strict=True))
        return {label: score + pulls.get(label, 0.0) for label, score in scores.items()}

    def reasons(self, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The words that speak for the label, strongest first: against one rival or against all others."""
        if label not in self.labels:
            return []
        pull: dict[str, float] = {}
        for name, value in seen.values.items():
            sources = set(seen.sources[name]) if name in seen.sources and name.startswith(_TELLING) else ()
            row = self.base.get(name) if sources else None
            if row:
                push = value * self._lead(row, label, rival) / len(sources)
                pull.update({source: pull.get(source, 0.0) + push for source in sources})
        least = _LEAST_REASON * max(pull.values(), default=0.0)
        return [word for word in sorted(pull, key=lambda word: (-round(pull[word], 9), word)) if pull[word] > least]

    def _sum(self, values: Mapping[str, float]) -> int:
        """The totals of all labels side by side."""
        row_of, total = self._rows, 0
        for name, value in values.items():
            row = row_of(name)
            if row:
                total += row * int(value * _FINE)
        return total

    @cached_property
    def _rows(self) -> Callable[[str], int]:
        """The weights of a feature side by side, 0 where it has none; most features come again soon."""

        @lru_cache(maxsize=_REMEMBERED)
        def row_of(name: str) -> int:
            row = self.base.get(name)
            return _side_by_side(row) if row else 0

        return row_of

    def _lead(self, row: bytes, label: str, rival: str | None) -> float:
        weights = [_STEP * _STEPS_OF[code] for code in row]
        other = weights[self.labels.index(rival)] if rival in self.labels else sum(weights) / len(weights)
        return weights[self.labels.index(label)] - other


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


def _apart(total: int, count: int) -> list[float]:
    """The scores that stand in these places."""
    raised = total + _level(count, _MIDDLE)  # so that no place borrows from the next
    places = raised.to_bytes(_PLACE * count, "little")
    whole = (int.from_bytes(places[at : at + _PLACE], "little") for at in range(0, len(places), _PLACE))
    return [(one - _MIDDLE) * _STEP / _FINE for one in whole]


@cache
def _level(count: int, amount: int) -> int:
    """The same amount in every place."""
    return sum(amount << 8 * _PLACE * at for at in range(count))


@cache
def packaged_model(name: str) -> Model:
    """The trained weights of `kinds` or `topics`; below a remark the first row names the labels."""
    _, labels, rows = read_data(f"{name}.tsv").split(b"\n", 2)
    named = tuple(labels.decode().removeprefix("labels\t").split())
    return Model(named, PackedRows(rows, len(named)))

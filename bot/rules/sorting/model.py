"""A linear model over named features: its weights in one table, and the words that decided."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.rules.sorting.features import Features
from bot.rules.sorting.packed import PackedRows
from bot.rules.sorting.words import read_data

ALWAYS = "s!always"  # the feature of every message: what each label starts with
# A weight is one character of the data file: finer near nothing, where most weights are.
_ZERO = ord("P")
_STEPS_UP = 46
_LARGEST = 12.0
_WEIGHT_OF = tuple(
    (1 if code > _ZERO else -1) * _LARGEST * (abs(code - _ZERO) / _STEPS_UP) ** 2
    for code in range(_ZERO + _STEPS_UP + 1)
)
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
        totals = [0.0] * len(self.labels)
        for name, value in values.items():
            row = self.base.get(name)
            if row:
                totals = [total + weight * value for total, weight in zip(totals, _weights(row), strict=True)]
        scores = dict.fromkeys(pulls, min(totals)) | dict(zip(self.labels, totals, strict=True))
        return {label: score + pulls.get(label, 0.0) for label, score in scores.items()}

    def reasons(self, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The words that speak for the label, strongest first: against one rival or against all others."""
        if label not in self.labels:
            return []
        pull: dict[str, float] = {}
        for name, value in seen.values.items():
            sources = set(seen.sources.get(name, ())) if name.startswith(_TELLING) else ()
            row = self.base.get(name) if sources else None
            if row:
                push = value * self._lead(_weights(row), label, rival) / len(sources)
                pull.update({source: pull.get(source, 0.0) + push for source in sources})
        least = _LEAST_REASON * max(pull.values(), default=0.0)
        return [word for word in sorted(pull, key=lambda word: (-pull[word], word)) if pull[word] > least]

    def _lead(self, row: Sequence[float], label: str, rival: str | None) -> float:
        other = row[self.labels.index(rival)] if rival in self.labels else sum(row) / len(row)
        return row[self.labels.index(label)] - other


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


@lru_cache(maxsize=2_000)
def _weights(row: bytes) -> tuple[float, ...]:
    return tuple(_WEIGHT_OF[code] for code in row)


@cache
def packaged_model(name: str) -> Model:
    """The trained weights of `kinds` or `topics`; below a remark the first row names the labels."""
    _, labels, rows = read_data(f"{name}.tsv").split(b"\n", 2)
    named = tuple(labels.decode().removeprefix("labels\t").split())
    return Model(named, PackedRows(rows, len(named)))

"""A linear model over named features: weights in one table, what clerks taught laid over it."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.rules.sorting.features import Features
from bot.rules.sorting.words import read_table

ALWAYS = "s!always"  # the feature of every message: what each label starts with
# A weight is one character of the data file: finer near nothing, where most weights are.
_ZERO = ord("P")
_STEPS_UP = 46
_LARGEST = 12.0
_WEIGHT_OF = tuple(
    (1 if code > _ZERO else -1) * _LARGEST * (abs(code - _ZERO) / _STEPS_UP) ** 2
    for code in range(_ZERO + _STEPS_UP + 1)
)
_STEPS = 12
_MARGIN = 3.0
_LARGEST_STEP = 2.0
_LEARNABLE = ("p:", "b:", "u:", "U:")
_LOCAL = 4.0  # what no example holds
# Features whose words mean something alone: concepts, phrases, pairs of words; not "ở" or "rồi".
_TELLING = ("c:", "p:", "b:", "B:")
_LEAST_REASON = 0.25  # of the strongest reason; what is weaker says nothing to a reader


@dataclass(frozen=True)
class Model:
    """Scores labels. `base` is shared by all; `taught` belongs to this one."""

    labels: tuple[str, ...]
    base: Mapping[str, bytes]
    taught: Mapping[str, list[float]] = field(default_factory=dict)

    def scores(self, values: Mapping[str, float]) -> list[float]:
        totals = [0.0] * len(self.labels)
        for name, value in values.items():
            for row in self._rows(name):
                totals = [total + weight * value for total, weight in zip(totals, row, strict=True)]
        return totals

    def _rows(self, name: str) -> Iterator[Sequence[float]]:
        if packed_row := self.base.get(name):
            yield _weights(packed_row)
        if taught_row := self.taught.get(name):
            yield taught_row

    def probabilities(self, values: Mapping[str, float]) -> dict[str, float]:
        scores = self.scores(values)
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        whole = sum(raised)
        return {label: part / whole for label, part in zip(self.labels, raised, strict=True)}

    def taught_by(self, lessons: Iterable[tuple[Mapping[str, float], str]]) -> "Model":
        """A model that also gives each lesson its label; cost grows with the lessons only."""
        taught = {name: list(row) for name, row in self.taught.items()}
        pupil = Model(self.labels, self.base, taught)
        for values, label in lessons:
            particular = {name: value * self._particular(name) for name, value in values.items()}
            for _ in range(_STEPS):
                if not _teach(pupil, taught, values, particular, self.labels.index(label)):
                    break
        return pupil

    def _particular(self, name: str) -> float:
        """How much a feature tells this message from any other: local words most, everyday words not at all."""
        if not name.startswith(_LEARNABLE):
            return 0.0
        return 1.0 if name in self.base else _LOCAL

    def reasons(self, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The words that speak for the label, strongest first: against one rival or against all others."""
        pull: dict[str, float] = {}
        for name, value in seen.values.items():
            sources = set(seen.sources.get(name, ())) if name.startswith(_TELLING) else ()
            for row in self._rows(name):
                push = value * self._lead(row, label, rival) / max(1, len(sources))
                pull.update({source: pull.get(source, 0.0) + push for source in sources})
        least = _LEAST_REASON * max(pull.values(), default=0.0)
        return [word for word in sorted(pull, key=lambda word: (-pull[word], word)) if pull[word] > least]

    def _lead(self, row: Sequence[float], label: str, rival: str | None) -> float:
        other = row[self.labels.index(rival)] if rival else sum(row) / len(row)
        return row[self.labels.index(label)] - other


def _teach(
    pupil: Model,
    taught: dict[str, list[float]],
    values: Mapping[str, float],
    particular: Mapping[str, float],
    right: int,
) -> bool:
    """One passive-aggressive step; False when the lesson already holds with a margin."""
    scores = pupil.scores(values)
    rival = max((c for c in range(len(scores)) if c != right), key=lambda c: (scores[c], -c))
    loss = _MARGIN - scores[right] + scores[rival]
    if loss <= 0:
        return False
    length = sum(value * particular[name] for name, value in values.items()) or 1.0
    step = min(_LARGEST_STEP, loss / (2 * length))
    for name, value in particular.items():
        if not value:
            continue
        row = taught.setdefault(name, [0.0] * len(scores))
        row[right] += step * value
        row[rival] -= step * value
    return True


def packed(weights: Iterable[float]) -> bytes:
    """One character for each weight; the largest that fits is `_LARGEST`."""
    steps = (
        round(_STEPS_UP * min(1.0, abs(weight) / _LARGEST) ** 0.5) * (1 if weight > 0 else -1) for weight in weights
    )
    return bytes(_ZERO + step for step in steps)


@lru_cache(maxsize=20_000)
def _weights(row: bytes) -> tuple[float, ...]:
    return tuple(_WEIGHT_OF[code] for code in row)


@cache
def packaged_model(name: str) -> Model:
    """The trained weights of `kinds` or `topics`; the first row names the labels."""
    (_, labels), *rows = read_table(f"{name}.tsv")
    return Model(tuple(labels.split()), {feature: weights.encode() for feature, weights in rows})

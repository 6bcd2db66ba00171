"""A linear model over named features: weights in one table, what clerks taught laid over it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.rules.sorting.features import Features
from bot.rules.sorting.words import read_table

WEIGHT_UNIT = 100  # the data files hold hundredths
_STEPS = 12
_MARGIN = 1.0
_LARGEST_STEP = 0.25
# Features whose words mean something alone: concepts, phrases, pairs of words; not "ở" or "rồi".
_TELLING = ("c:", "p:", "b:", "B:")
_LEAST_REASON = 0.25  # of the strongest reason; what is weaker says nothing to a reader


@dataclass(frozen=True)
class Model:
    """Scores labels. `base` is shared by all; `taught` belongs to this one."""

    labels: tuple[str, ...]
    base: Mapping[str, tuple[float, ...]]
    taught: Mapping[str, list[float]] = field(default_factory=dict)

    def scores(self, values: Mapping[str, float]) -> list[float]:
        totals = [0.0] * len(self.labels)
        for table in (self.base, self.taught):
            for name, value in values.items():
                row = table.get(name)
                if row:
                    totals = [total + weight * value for total, weight in zip(totals, row, strict=True)]
        return totals

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
            for _ in range(_STEPS):
                if not _teach(pupil, taught, values, self.labels.index(label)):
                    break
        return pupil

    def reasons(self, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The words that speak for the label, strongest first: against one rival or against all others."""
        pull: dict[str, float] = {}
        for name, value in seen.values.items():
            sources = set(seen.sources.get(name, ())) if name.startswith(_TELLING) else ()
            for row in filter(None, (self.base.get(name), self.taught.get(name))):
                push = value * self._lead(row, label, rival) / max(1, len(sources))
                pull.update({source: pull.get(source, 0.0) + push for source in sources})
        least = _LEAST_REASON * max(pull.values(), default=0.0)
        return [word for word in sorted(pull, key=lambda word: (-pull[word], word)) if pull[word] > least]

    def _lead(self, row: Sequence[float], label: str, rival: str | None) -> float:
        other = row[self.labels.index(rival)] if rival else sum(row) / len(row)
        return row[self.labels.index(label)] - other


def _teach(pupil: Model, taught: dict[str, list[float]], values: Mapping[str, float], right: int) -> bool:
    """One passive-aggressive step; False when the lesson already holds with a margin."""
    scores = pupil.scores(values)
    rival = max((c for c in range(len(scores)) if c != right), key=lambda c: (scores[c], -c))
    loss = _MARGIN - scores[right] + scores[rival]
    if loss <= 0:
        return False
    length = sum(value * value for value in values.values()) or 1.0
    step = min(_LARGEST_STEP, loss / (2 * length))
    for name, value in values.items():
        row = taught.setdefault(name, [0.0] * len(scores))
        row[right] += step * value
        row[rival] -= step * value
    return True


@cache
def packaged_model(name: str) -> Model:
    """The trained weights of `kinds` or `topics`; the first row names the labels."""
    (_, labels), *rows = read_table(f"{name}.tsv")
    base = {feature: tuple(int(weight) / WEIGHT_UNIT for weight in weights.split()) for feature, weights in rows}
    return Model(tuple(labels.split()), base)

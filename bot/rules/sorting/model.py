"""Two linear models over named features, of kinds and of topics: their weights in one table, and what decided."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from bot.rules.sorting.columns import MOST_STEPS, STEPS_UP, ZERO, Columns
from bot.rules.sorting.features import FADE_WORDS, FADING_WORDS, Features
from bot.rules.sorting.packed import PackedRows
from bot.rules.sorting.spelling import Spelling, Strand
from bot.rules.sorting.words import Known, read_data

ALWAYS = "s!always"  # the feature of every message: what each label starts with
_LARGEST = 12.0
STEP = _LARGEST / MOST_STEPS
_FINE = 1 << 40  # parts of a step in which totals are added up: so fine that nothing is lost of a float
_REMEMBERED = 64_000  # of what two thousand messages hold
_LARGE_REMEMBERED = 3_000


class Sum(NamedTuple):
    """A strand's weights, each label's added up: as they are, and faded by their places (`FADE_WORDS` fold)."""

    whole: tuple[int, ...]
    faded: tuple[int, ...]


@dataclass(frozen=True)
class Weights:
    """For each feature a weight for every label of both models, side by side: what is in a message is sought once."""

    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    rows: Mapping[str, bytes]

    def sums(self, spelling: Spelling) -> list[Sum]:
        """Of words, skips and letters."""
        return [self._sum(strand) for strand in spelling[1:]]

    def _sum(self, strand: Strand) -> Sum:
        running = [0, *accumulate(map(self.of, strand.names))]
        whole, fades = running[-1], min(len(strand.ends) - 1, FADING_WORDS)
        # Whatever was said before a word counts once more with it, as long as anything fades.
        faded = sum(map(running.__getitem__, strand.ends[:fades])) + (FADE_WORDS - fades) * whole
        return Sum(self.columns.apart(whole), self.columns.apart(faded))

    def named(self, values: Mapping[str, float]) -> tuple[int, ...]:
        """The weights of features by their values, each label's added up."""
        of = self._large
        return self._large_columns.apart(sum(of[name] * int(value * _FINE) for name, value in values.items()))

    @cached_property
    def of(self) -> Callable[[str], int]:
        """The weights of a feature, small: for a sum of those of a message."""
        return Known(self._numbers(self.columns), _REMEMBERED).__getitem__

    @cached_property
    def columns(self) -> Columns:
        # Four bytes hold sixty thousand rows of what fades no more: as many as there are of any strand.
        return Columns(len(self.kinds) + len(self.topics), "I")

    @cached_property
    def _large(self) -> Known[int]:
        return Known(self._numbers(self._large_columns), _LARGE_REMEMBERED)

    def _numbers(self, columns: Columns) -> Callable[[str], int]:
        row_of, number = self.rows.get, columns.number
        return lambda name: number(row) if (row := row_of(name)) else 0

    @cached_property
    def _large_columns(self) -> Columns:
        return Columns(len(self.kinds) + len(self.topics), "Q")

    @cached_property
    def models(self) -> tuple["Model", "Model"]:
        """Of the kinds, and of the topics."""
        return Model(self.kinds, self, 0), Model(self.topics, self, len(self.kinds))


@dataclass(frozen=True)
class Model:
    """Scores labels, whose weights begin at a place of each row."""

    labels: tuple[str, ...]
    weights: Weights
    begin: int

    def scores(self, seen: Features, sums: list[Sum], pulls: Mapping[str, float]) -> dict[str, float]:
        """What each label scores, `pulls` added; a label that only pulls know starts as low as the lowest.

        `sums`: those of the spelling of the same message.
        """
        totals = self._totals(seen, sums)
        scores = dict(zip(self.labels, totals, strict=True))
        if not pulls:
            return scores
        scores = dict.fromkeys(pulls, min(totals)) | scores
        return {label: score + pulls.get(label, 0.0) for label, score in scores.items()}

    def knows(self, name: str) -> bool:
        row = self.weights.rows.get(name) or b""
        return bool(row[self.begin : self.begin + len(self.labels)].strip(bytes([ZERO])))

    def _totals(self, seen: Features, sums: list[Sum]) -> list[float]:
        times, own = FADE_WORDS if seen.fading else 1, slice(self.begin, self.begin + len(self.labels))
        word, skip, letter = (int(scale * _FINE) for scale in seen.scales)
        parts = [self.weights.named(seen.named), *(one.faded if seen.fading else one.whole for one in sums)]
        counts = [part[-1] for part in parts]
        raised = (counts[0] * times + counts[1] * word + counts[2] * skip + counts[3] * letter) * MOST_STEPS
        return [
            (named * times + words * word + skips * skip + letters * letter - raised) * STEP / (_FINE * times)
            for named, words, skips, letters in zip(*(part[own] for part in parts), strict=True)
        ]


def probabilities(scores: Mapping[str, float]) -> dict[str, float]:
    """The scores as shares of one."""
    top = max(scores.values())
    raised = [math.exp(score - top) for score in scores.values()]
    whole = sum(raised)
    return dict(zip(scores, [part / whole for part in raised], strict=True))


def packed(weights: Iterable[float]) -> bytes:
    """One character for each weight; the largest that fits is `_LARGEST`."""
    steps = (
        round(STEPS_UP * min(1.0, abs(weight) / _LARGEST) ** 0.5) * (1 if weight > 0 else -1) for weight in weights
    )
    return bytes(ZERO + step for step in steps)


@cache
def packaged_weights() -> Weights:
    """The trained weights; below a remark the first row names the labels."""
    _, labels, rows = read_data("weights.tsv").split(b"\n", 2)
    kinds, topics = (tuple(names.split()) for names in labels.decode().removeprefix("labels\t").split("\t"))
    return Weights(kinds, topics, PackedRows(rows, len(kinds) + len(topics)))

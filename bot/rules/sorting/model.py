"""Two linear models over named features, of kinds and of topics: their weights in one table, and what decided."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from operator import mul
from typing import NamedTuple

from bot.rules.sorting.columns import MOST_STEPS, STEPS_UP, ZERO, Columns
from bot.rules.sorting.features import FADE_WORDS, FADING_WORDS, Features
from bot.rules.sorting.packed import PackedRows
from bot.rules.sorting.spelling import Letters, Places, Spelling
from bot.rules.sorting.words import Known, read_data

ALWAYS = "s!always"  # the feature of every message: what each label starts with
_LARGEST = 12.0
STEP = _LARGEST / MOST_STEPS
_FINE = 1 << 40  # parts of a step in which totals are added up: so fine that nothing is lost of a float
_REMEMBERED = 48_000  # of what a thousand messages hold


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
        return [self._sum(spelling.words), self._sum(spelling.skips), self._sum_of_letters(spelling.letters)]

    def _sum(self, places: Places) -> Sum:
        rows = [*map(self.of, places)]
        left = (max(FADE_WORDS - at, FADE_WORDS - FADING_WORDS) for at in places.values())
        return Sum(self.columns.apart(sum(rows)), self.columns.apart(sum(map(mul, rows, left))))

    def _sum_of_letters(self, letters: Letters) -> Sum:
        totals = [0, *accumulate(map(self.of, letters.names))]
        whole, fades = totals[-1], min(len(letters.ends) - 1, FADING_WORDS)
        # Whatever was said before a word counts once more with it, as long as anything fades.
        faded = sum(map(totals.__getitem__, letters.ends[:fades])) + (FADE_WORDS - fades) * whole
        return Sum(self.columns.apart(whole), self.columns.apart(faded))

    def named(self, values: Mapping[str, float]) -> tuple[int, ...]:
        """The weights of features by their values, each label's added up."""
        of = self._large
        return self._large_columns.apart(sum(of[name] * int(value * _FINE) for name, value in values.items()))

    @cached_property
    def of(self) -> Callable[[str], int]:
        """The weights of a feature, small: for a sum of those of a message."""
        return Known(lambda name: self._number(name, self.columns), _REMEMBERED).__getitem__

    @cached_property
    def columns(self) -> Columns:
        return Columns(len(self.kinds) + len(self.topics), "I")

    @cached_property
    def _large(self) -> Known[int]:
        return Known(lambda name: self._number(name, self._large_columns), _REMEMBERED // 16)

    @cached_property
    def _large_columns(self) -> Columns:
        return Columns(len(self.kinds) + len(self.topics), "Q")

    def _number(self, name: str, columns: Columns) -> int:
        row = self.rows.get(name)
        return columns.number(row) if row else 0

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
        times = FADE_WORDS if seen.fading else 1
        words, skips, letters = (int(scale * _FINE) for scale in seen.scales)
        parts = [self.weights.named(seen.named), *((one.faded if seen.fading else one.whole) for one in sums)]
        *totals, raised = [
            named * times + word * words + skip * skips + letter * letters
            for named, word, skip, letter in zip(*map(self._own, parts), strict=True)
        ]
        return [(total - raised * MOST_STEPS) * STEP / (_FINE * times) for total in totals]

    def _own(self, part: tuple[int, ...]) -> tuple[int, ...]:
        return (*part[self.begin : self.begin + len(self.labels)], part[-1])


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

"""What a citizen's message is, and what it is about: learnt from examples of our own, told with the words that decided.

A naive Bayes model over words, pairs of words and topics (lists of words for one thing), all without accents so that
hurried typing counts alike. It is made in well under a second when the program starts and learns by adding counts.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bot.rules.vietnamese import nfc, plain

PAKN = ("phan_anh", "kien_nghi")
SMOOTHING = 0.03
TOPIC_WEIGHT = 4
# Measured on messages that the examples do not hold: above both bars, 97 of 100 are right in kind and category.
SURE_OF_KIND = 2.0
SURE_OF_CATEGORY = 5.0
_WORD = re.compile(r"\w+")
Weights = dict[str, float]


@dataclass(frozen=True)
class Sorted:
    """`auto`: no person needs to be asked. `why` names the words that decided."""

    kind: str
    category: str | None
    also: tuple[str, ...]
    confidence: float
    auto: bool
    why: tuple[str, ...]


class Model:
    """Counts of features per label; `score` is the log odds of each label against all others."""

    def __init__(self) -> None:
        self._of: dict[str, Counter[str]] = {}
        self._all: Counter[str] = Counter()

    def add(self, features: Iterable[str], label: str) -> None:
        own = self._of.setdefault(label, Counter())
        for feature in features:
            own[feature] += 1
            self._all[feature] += 1

    def copy(self) -> "Model":
        twin = Model()
        twin._of = {label: Counter(own) for label, own in self._of.items()}
        twin._all = Counter(self._all)
        return twin

    def score(self, features: Mapping[str, float]) -> Weights:
        known = {feature: weight for feature, weight in features.items() if feature in self._all}
        total, size = sum(self._all.values()), len(self._all)
        return {label: self._score(own, known, total, size) for label, own in self._of.items()}

    def _score(self, own: Counter[str], known: Mapping[str, float], total: int, size: int) -> float:
        mine = sum(own.values())
        inside, outside = mine + SMOOTHING * size, total - mine + SMOOTHING * size
        return sum(weight * self._odds(own, feature, inside, outside) for feature, weight in known.items())

    def _odds(self, own: Counter[str], feature: str, inside: float, outside: float) -> float:
        here = (own[feature] + SMOOTHING) / inside
        return math.log(here / ((self._all[feature] - own[feature] + SMOOTHING) / outside))

    def deciding(self, features: Mapping[str, float], label: str) -> list[str]:
        """The features that speak most for a label, strongest first."""
        own = self._of[label]
        total, size = sum(self._all.values()), len(self._all)
        mine = sum(own.values())
        inside, outside = mine + SMOOTHING * size, total - mine + SMOOTHING * size
        odds = {one: self._odds(own, one, inside, outside) for one in features if own[one]}
        return sorted((one for one in odds if odds[one] > 0), key=lambda one: (-odds[one], one))


class Sorter:
    """Sorts messages; `learn` gives another sorter that knows more."""

    def __init__(self, kinds: Model, categories: Model) -> None:
        self._kinds, self._categories = kinds, categories

    @classmethod
    @cache
    def packaged(cls) -> "Sorter":
        """The sorter made from the packaged examples."""
        kinds, categories = Model(), Model()
        _teach(kinds, categories, _examples())
        return cls(kinds, categories)

    def learn(self, corrections: Iterable[tuple[str, str, str | None]]) -> "Sorter":
        """A sorter that also knows these: (text, kind, category)."""
        kinds, categories = self._kinds.copy(), self._categories.copy()
        _teach(kinds, categories, corrections)
        return Sorter(kinds, categories)

    def sort(self, text: str) -> Sorted:
        features = read_features(text)
        kinds = self._kinds.score(features)
        kind = max(sorted(kinds), key=lambda one: kinds[one])
        scale = math.sqrt(max(1, len(features)))
        pakn = max(kinds[one] for one in PAKN)
        others = max(score for one, score in kinds.items() if one not in PAKN)
        if kind not in PAKN:
            why = _why(self._kinds, text, features, kind)
            return Sorted(kind, None, (), _share(others - pakn, scale), False, why)
        return self._about(text, kind, features, (pakn - others) / scale, scale)

    def _about(self, text: str, kind: str, features: Mapping[str, float], surely: float, scale: float) -> Sorted:
        scores = self._categories.score(features)
        first, second = sorted(scores, key=lambda one: (-scores[one], one))[:2]
        margin = (scores[first] - scores[second]) / scale
        auto = surely >= SURE_OF_KIND and margin >= SURE_OF_CATEGORY
        also = (second,) if scores[second] > 0 and margin < SURE_OF_CATEGORY else ()
        why = _why(self._categories, text, features, first)
        return Sorted(kind, first, also, _share(min(margin, surely), 1.0), auto, why)


def _why(model: Model, text: str, features: Mapping[str, float], label: str) -> tuple[str, ...]:
    """The sender's own words that decided: first those of a topic, then others that are no mere chance."""
    deciding = model.deciding(features, label)
    words = _WORD.findall(plain(text))
    phrases: dict[str, str] = {}
    for topic, phrase in _topics(words):
        phrases.setdefault(f"#{topic}", phrase)
    shown = [phrases.get(one, "") for one in deciding] or deciding
    told = [_as_written(text, one) for one in shown if one] or [
        _as_written(text, one) for one in deciding if " " in one
    ]
    found = tuple(dict.fromkeys(_as_written(text, one) for one in told))[:3]
    return ("vì có " + ", ".join(f"“{one}”" for one in found),) if found else ()


def read_features(text: str) -> Weights:
    """Words, pairs of words and topics ("#rac") of a message, with their weights."""
    words = _WORD.findall(plain(text))
    found: Weights = dict.fromkeys(words, 1.0)
    found |= dict.fromkeys((f"{one} {two}" for one, two in pairwise(words)), 1.0)
    for topic, times in Counter(topic for topic, _ in _topics(words)).items():
        found[f"#{topic}"] = float(TOPIC_WEIGHT * min(times, 2))
    return found


def _topics(words: list[str]) -> Iterator[tuple[str, str]]:
    """(topic, the phrase that told it), longest phrases first, none inside another."""
    phrases, longest = _phrases()
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            topics = phrases.get(tuple(words[at : at + size]))
            if topics and (size > 1 or len(words[at]) > 2):
                yield from ((topic, " ".join(words[at : at + size])) for topic in topics)
                at += size - 1
                break
        at += 1


def _teach(kinds: Model, categories: Model, examples: Iterable[tuple[str, str, str | None]]) -> None:
    for text, kind, category in examples:
        features = list(read_features(text))
        kinds.add(features, kind)
        if category:
            categories.add(features, category)


def _share(margin: float, scale: float) -> float:
    return 1 / (1 + math.exp(-max(min(margin / scale, 30), -30) / 2))


def _as_written(text: str, feature: str) -> str:
    """The feature's words as the sender wrote them."""
    written = nfc(text)
    found = [(match.group().casefold(), plain(match.group())) for match in _WORD.finditer(written)]
    wanted = feature.split(" ")
    for at in range(len(found) - len(wanted) + 1):
        if [folded for _, folded in found[at : at + len(wanted)]] == wanted:
            return " ".join(word for word, _ in found[at : at + len(wanted)])
    return feature


def _read_table(name: str) -> list[dict[str, str]]:
    text = files("bot.rules").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _examples() -> list[tuple[str, str, str | None]]:
    return [(row["text"], row["kind"], row["category"] or None) for row in _read_table("sorting_examples.tsv")]


@cache
def _phrases() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    """Phrase (words without accents) -> topics, and the longest phrase's number of words."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in _read_table("sorting_words.tsv"):
        for phrase in row["words"].split(", "):
            words = tuple(_WORD.findall(plain(phrase)))
            if words:
                found[words] = tuple(dict.fromkeys((*found.get(words, ()), row["topic"])))
    return found, max(map(len, found))

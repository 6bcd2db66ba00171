"""What decided: the words of a message that speak for a label, told in a sentence."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter, sub

from bot.rules.sorting.features import Features, Reading
from bot.rules.sorting.model import STEP, Model, Weights
from bot.rules.sorting.words import shown

_LEAST = 0.25  # of the strongest reason; what is weaker says nothing to a reader
_MOST = 4


class Reasons:
    """Those of one message; "ở" or "rồi" tells a reader nothing. The weights are sought once for all that is asked."""

    def __init__(self, reading: Reading, weights: Weights, told: Iterable[str]) -> None:
        """`told`: the features that may be reasons beside the pairs of words."""
        of, forms, pairs = weights.of, reading.words.forms, reading.spelling.pairs
        texts = [*forms[:1], *map(" ".join, pairwise(forms)), *forms[-1:]]
        self._told = {name: row for name in told if (row := of(name))}
        self._pairs = [(name, row, at, texts[at]) for name, at in pairs if (row := of(name))] if forms else []
        self._rows = [*self._told.values(), *{name: row for name, row, *_ in self._pairs}.values()]
        self._columns = weights.columns
        self._column = self._columns.of(self._rows)

    def words_for(self, model: Model, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The strongest first, of those of `told` that are `seen`: against one rival or against all others."""
        if label not in model.labels:
            return []
        leads = self._leads(model, label, rival)
        pull: dict[str, float] = defaultdict(float)
        for name, lead in zip(self._told, leads, strict=False):
            for text in (words := seen.told.get(name, ())):
                pull[text] += seen.named[name] * lead / len(words)
        for (value, text), lead in zip(self._strongest(seen), leads[len(self._told) :], strict=True):
            pull[text] += value * lead
        least = _LEAST * max(pull.values(), default=0.0)
        strong = [word for word, strength in pull.items() if strength > least]
        return sorted(strong, key=lambda word: (-round(pull[word], 9), word))

    def _strongest(self, seen: Features) -> Iterable[tuple[float, str]]:
        """Of each pair the value and its words where it says most, the last of several by the letters."""
        scale, fades = seen.scales[0], seen.fades
        values = [(scale * fades[at], text) for *_, at, text in self._pairs]
        if len(self._rows) == len(self._told) + len(values):
            return values
        said = list(zip((name for name, *_ in self._pairs), values, strict=True))
        return (dict(said) | dict(sorted(said, key=itemgetter(1)))).values()

    def _leads(self, model: Model, label: str, rival: str | None) -> list[float]:
        """How much more each row speaks for the label than for its rival, or than for all on average."""
        at = model.labels.index
        own = self._column(model.begin + at(label))
        if rival in model.labels:
            return [STEP * lead for lead in map(sub, own, self._column(model.begin + at(rival)))]
        count = len(model.labels)
        others = self._columns.added(self._rows, model.begin, count)
        return [STEP * (mine * count - theirs) / count for mine, theirs in zip(own, others, strict=True)]


def told(what: str, words: list[str]) -> str:
    quoted = ", ".join(f"“{shown(word)}”" for word in _without_parts(words)[:_MOST])
    return f"{what} vì có {quoted}" if quoted else f"{what} theo cách viết chung của tin"


def _without_parts(words: list[str]) -> list[str]:
    """Of "đèn đường" and "đèn" only the longer one is worth telling."""
    kept: list[str] = []
    for word in [f" {word} " for word in words[: 3 * _MOST] if word != "0"]:
        if word not in "|".join(kept):
            kept = [*(other for other in kept if other not in word), word]
    return [word.strip() for word in kept]

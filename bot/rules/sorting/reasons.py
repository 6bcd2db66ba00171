"""What decided: the words of a message that speak for a label, told in a sentence."""

from collections import defaultdict

from bot.rules.sorting.features import Features, Reading
from bot.rules.sorting.model import STEP, Model, Weights
from bot.rules.sorting.words import shown

_LEAST = 0.25  # of the strongest reason; what is weaker says nothing to a reader
_MOST = 4


class Reasons:
    """Those of one message; "ở" or "rồi" tells a reader nothing. The weights are sought once for all that is asked."""

    def __init__(self, reading: Reading, weights: Weights, told: dict[str, list[str]]) -> None:
        """`told`: the features that may be reasons beside the pairs of words, with the words that gave them."""
        forms, pairs = reading.words.forms, reading.spelling.pairs if reading.words.forms else []
        named = {name: weights.of(name) for name in (*told, *(name for name, _ in pairs))}
        self._rows = {name: row for name, row in named.items() if row}
        self._pairs = [(name, at, " ".join(forms[max(0, at - 1) : at + 1])) for name, at in pairs if named[name]]
        self._columns = weights.columns
        self._column = self._columns.of(self._rows.values())

    def words_for(self, model: Model, seen: Features, label: str, rival: str | None = None) -> list[str]:
        """The strongest first, of those of `told` that are `seen`: against one rival or against all others."""
        if label not in model.labels:
            return []
        leads = self._leads(model, label, rival)
        pull: dict[str, float] = defaultdict(float)
        for name, words in seen.told.items():
            if name in leads:
                different = set(words)
                for text in different:
                    pull[text] += seen.named[name] * leads[name] / len(different)
        for name, (value, text) in self._strongest(seen).items():
            pull[text] += value * leads[name]
        least = _LEAST * max(pull.values(), default=0.0)
        strong = [word for word, strength in pull.items() if strength > least]
        return sorted(strong, key=lambda word: (-round(pull[word], 9), word))

    def _strongest(self, seen: Features) -> dict[str, tuple[float, str]]:
        """The pairs, each with its value and its words where it says most, the last of several by the letters."""
        found: dict[str, tuple[float, str]] = {}
        for name, at, text in self._pairs:
            here = seen.scales[0] * seen.fade(at), text
            if name not in found or here > found[name]:
                found[name] = here
        return found

    def _leads(self, model: Model, label: str, rival: str | None) -> dict[str, float]:
        """How much more each feature speaks for the label than for its rival, or than for all on average."""
        at = model.labels.index
        own = self._column(model.begin + at(label))
        if rival in model.labels:
            others, count = self._column(model.begin + at(rival)), 1
        else:
            others, count = self._columns.added(self._rows.values(), model.begin, len(model.labels)), len(model.labels)
        leads = [STEP * (mine * count - theirs) / count for mine, theirs in zip(own, others, strict=True)]
        return dict(zip(self._rows, leads, strict=True))


def told(what: str, words: list[str]) -> str:
    quoted = ", ".join(f"“{shown(word)}”" for word in _without_parts(words)[:_MOST])
    return f"{what} vì có {quoted}" if quoted else f"{what} theo cách viết chung của tin"


def _without_parts(words: list[str]) -> list[str]:
    """Of "đèn đường" and "đèn" only the longer one is worth telling."""
    kept: list[str] = []
    for word in (f" {word} " for word in words[: 3 * _MOST] if word != "0"):
        if not any(word in other for other in kept):
            kept = [other for other in kept if other not in word] + [word]
    return [word.strip() for word in kept]

"""Phrases that mean something here: longest match first, with accents where the writer typed them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.rules.sorting.words import Word, Words, read_table, spelled_words
from bot.rules.vietnamese import spelled

# Concepts of this prefix tell what the writer is doing (asking, accusing …).
SPEECH = "k_"
# Concepts of this prefix hold the everyday words of a topic, telling by their number. All others name a thing.
VOCABULARY = "w_"
_NEUTRAL = "_"  # words that only look like a concept: "yêu cầu" is no bridge
_LEAST_SHARE = 0.15
_DENIABLE = frozenset({"k_thamnhung", "k_bao_hanh", "k_nan", "k_chay"})


@dataclass(frozen=True, slots=True)
class Phrase:
    words: tuple[Word, ...]
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """`length` words from `start`; `weight` < 1 where an unaccented word may well be another one."""

    start: int
    length: int
    concepts: frozenset[str]
    weight: float


class Lexicon:
    """Three layers of phrases, things, speech and vocabulary, each matched on its own."""

    def __init__(self, rows: Iterable[tuple[str, str]], shares: dict[str, float]) -> None:
        """`rows`: a concept and its phrases in the one spelling."""
        self._shares = shares
        concepts: dict[tuple[Word, ...], set[str]] = defaultdict(set)
        for concept, phrases in rows:
            for phrase in phrases.split(", "):
                concepts[tuple(spelled_words(phrase))].add(concept)
        self._layers = {layer: _index(concepts, layer) for layer in ("", SPEECH, VOCABULARY)}

    def things(self, words: Words) -> list[Match]:
        return list(self._matches(words, self._layers[""]))

    def speech(self, words: Words) -> list[Match]:
        return list(self._matches(words, self._layers[SPEECH]))

    def vocabulary(self, words: Words) -> list[Match]:
        return list(self._matches(words, self._layers[VOCABULARY]))

    def _matches(self, words: Words, index: dict[str, list[Phrase]]) -> Iterator[Match]:
        start = 0
        accented = words.accented
        while start < len(words):
            found = self._longest(words, start, index, accented)
            if found and found.concepts and not _is_denied(words, found):
                yield found
            start += found.length if found else 1

    def _longest(self, words: Words, start: int, index: dict[str, list[Phrase]], accented: bool) -> Match | None:
        best: Match | None = None
        for phrase in index.get(words[start].plain, ()):
            length = len(phrase.words)
            if best and length < best.length:
                break
            weight = self._weight(words[start : start + length], phrase.words, accented)
            if weight and (best is None or weight > best.weight):
                best = Match(start, length, phrase.concepts, weight)
        return best

    def _weight(self, seen: tuple[Word, ...], meant: tuple[Word, ...], accented: bool) -> float:
        if len(seen) < len(meant) or any(a.plain != b.plain for a, b in zip(seen, meant, strict=True)):
            return 0.0
        exact = sum(a.form == b.form for a, b in zip(seen, meant, strict=True))
        if exact == len(meant) and accented:
            return 1.0
        if accented:
            return 0.9 if _is_slip(seen, meant, exact) else 0.0
        share = 1.0 if len(meant) > 1 else self._shares.get(meant[0].form, 1.0)
        return share if share >= _LEAST_SHARE else 0.0


def _is_denied(words: Words, found: Match) -> bool:
    """ "không đòi tiền", "không phải ngập": named in order to be ruled out."""
    before = [word.plain for word in words[max(0, found.start - 2) : found.start]]
    if before == ["khong", "phai"]:
        return True
    return found.concepts <= _DENIABLE and before[-1:] in (["khong"], ["chua"])


def _is_slip(seen: tuple[Word, ...], meant: tuple[Word, ...], exact: int) -> bool:
    """A phrase with a word or two typed without accents; in a long one also a single wrong accent."""
    bare = sum(a.form != b.form and a.form == b.plain for a, b in zip(seen, meant, strict=True))
    wrong = len(meant) - exact - bare
    return exact > 0 and (wrong == 0 or (wrong == 1 and len(meant) > 2))


def _layer(concept: str) -> str:
    return next((prefix for prefix in (SPEECH, VOCABULARY) if concept.startswith(prefix)), "")


def _index(concepts: dict[tuple[Word, ...], set[str]], layer: str) -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    shared: dict[frozenset[str], frozenset[str]] = {}  # thousands of phrases have the same few
    for words, names in concepts.items():
        here = {name for name in names if _layer(name) == layer or (name == _NEUTRAL and layer != VOCABULARY)}
        if here:
            meant = frozenset(here - {_NEUTRAL})
            index[words[0].plain].append(Phrase(words, shared.setdefault(meant, meant)))
    for phrases in index.values():
        phrases.sort(key=lambda phrase: (-len(phrase.words), phrase.words))
    return index


@cache
def packaged_lexicon() -> Lexicon:
    shares = {form: float(share) for form, share in read_table("shares.tsv")}
    return Lexicon(((concept, spelled(phrases)) for concept, phrases in read_table("lexicon.tsv")), shares)

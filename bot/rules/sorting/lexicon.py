"""Phrases that mean something here: longest match first, with accents where the writer typed them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bot.rules.sorting.words import Word, Words, read_table, spelled_words
from bot.rules.vietnamese import spelled

# Concepts of this prefix tell what the writer is doing (asking, accusing …).
SPEECH = "k_"
# Concepts of this prefix hold the everyday words of a topic, telling by their number. All others name a thing.
VOCABULARY = "w_"
_NEUTRAL = "_"  # words that only look like a concept: "yêu cầu" is no bridge
_LEAST_SHARE = 0.15
_DENIABLE = frozenset({"k_thamnhung", "k_bao_hanh", "k_nan", "k_chay"})


class Phrase(NamedTuple):
    words: tuple[Word, ...]
    concepts: frozenset[str]


class Match(NamedTuple):
    """`length` words from `start`; `weight` < 1 where an unaccented word may well be another one."""

    start: int
    length: int
    concepts: frozenset[str]
    weight: float


class _Index(NamedTuple):
    """`lengths`: of the phrases that begin with a word, the longest first; `phrases`: by all of them; unaccented."""

    lengths: dict[str, tuple[int, ...]]
    phrases: dict[str, tuple[Phrase, ...]]


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

    def _matches(self, words: Words, index: _Index) -> Iterator[Match]:
        start, plains, lengths_of = 0, words.plains, index.lengths.get
        while start < len(plains):
            lengths = lengths_of(plains[start])
            found = self._longest(words, start, index, lengths) if lengths else None
            if found and found.concepts and not _is_denied(words, found):
                yield found
            start += found.length if found else 1

    def _longest(self, words: Words, start: int, index: _Index, lengths: Iterable[int]) -> Match | None:
        """Of the longest phrases that stand here the one that is meant most surely, the first of several."""
        plains, weight_of = words.plains, self._slip_weight if words.accented else self._bare_weight
        for length in lengths:
            here = index.phrases.get(" ".join(plains[start : start + length]) if length > 1 else plains[start])
            weight, best = 0.0, None
            for phrase in here or ():
                sure = weight_of(words, start, phrase.words)
                if sure > weight:
                    weight, best = sure, phrase
            if best:
                return Match(start, len(best.words), best.concepts, weight)
        return None

    def _bare_weight(self, _words: Words, _start: int, meant: tuple[Word, ...]) -> float:
        """How surely words without accents, the same as those that are meant, are these."""
        share = 1.0 if len(meant) > 1 else self._shares.get(meant[0].form, 1.0)
        return share if share >= _LEAST_SHARE else 0.0

    def _slip_weight(self, words: Words, start: int, meant: tuple[Word, ...]) -> float:
        """The same of words that have their accents from `start` on."""
        seen = words[start : start + len(meant)]
        if seen == meant:
            return 1.0
        return 0.9 if len(meant) > 1 and _is_slip(seen, meant) else 0.0


def _is_denied(words: Words, found: Match) -> bool:
    """ "không đòi tiền", "không phải ngập": named in order to be ruled out."""
    before = words.plains[max(0, found.start - 2) : found.start]
    if before == ["khong", "phai"]:
        return True
    return found.concepts <= _DENIABLE and before[-1:] in (["khong"], ["chua"])


def _is_slip(seen: tuple[Word, ...], meant: tuple[Word, ...]) -> bool:
    """A phrase with a word or two typed without accents; in a long one also a single wrong accent."""
    exact = sum(a.form == b.form for a, b in zip(seen, meant, strict=True))
    bare = sum(a.form != b.form and a.form == b.plain for a, b in zip(seen, meant, strict=True))
    wrong = len(meant) - exact - bare
    return exact > 0 and (wrong == 0 or (wrong == 1 and len(meant) > 2))


def _layer(concept: str) -> str:
    return next((prefix for prefix in (SPEECH, VOCABULARY) if concept.startswith(prefix)), "")


def _index(concepts: dict[tuple[Word, ...], set[str]], layer: str) -> _Index:
    lengths: dict[str, set[int]] = defaultdict(set)
    phrases: dict[str, tuple[Phrase, ...]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}  # thousands of phrases have the same few
    for words, names in sorted(concepts.items()):
        here = {name for name in names if _layer(name) == layer or (name == _NEUTRAL and layer != VOCABULARY)}
        if here:
            meant = frozenset(here - {_NEUTRAL})
            lengths[words[0].plain].add(len(words))
            bare = " ".join(word.plain for word in words)
            phrases[bare] = (*phrases.get(bare, ()), Phrase(words, shared.setdefault(meant, meant)))
    orders = {found: tuple(sorted(found, reverse=True)) for found in map(frozenset, lengths.values())}
    return _Index({first: orders[frozenset(found)] for first, found in lengths.items()}, phrases)


@cache
def packaged_lexicon() -> Lexicon:
    shares = {form: float(share) for form, share in read_table("shares.tsv")}
    return Lexicon(((concept, spelled(phrases)) for concept, phrases in read_table("lexicon.tsv")), shares)

"""Phrases that mean something here: longest match first, with accents where the writer typed them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.rules.sorting.words import Known, Words, forms_in, read_table
from bot.rules.vietnamese import plain, spelled

# Concepts of this prefix tell what the writer is doing (asking, accusing …).
SPEECH = "k_"
# Concepts of this prefix hold the everyday words of a topic, telling by their number. All others name a thing.
VOCABULARY = "w_"
_LAYERS = ("", SPEECH, VOCABULARY)
_NEUTRAL = "_"  # words that only look like a concept: "yêu cầu" is no bridge
_LEAST_SHARE = 0.15
_REMEMBERED = 6_000  # texts of phrases, of whatever meaning
_DENIABLE = frozenset({"k_thamnhung", "k_bao_hanh", "k_nan", "k_chay"})


class Phrase(NamedTuple):
    text: str
    layer: int
    concepts: frozenset[str]


class Meaning(NamedTuple):
    layer: int
    concepts: frozenset[str]
    sure: float


class Match(NamedTuple):
    """Words from `start` on, as written and as a feature calls them.

    `sure` < 1 where an unaccented word may well be another one.
    """

    start: int
    text: str
    name: str
    concepts: frozenset[str]
    sure: float


class Found(NamedTuple):
    """What a message names, what its writer is doing, and its everyday words."""

    things: list[Match]
    speech: list[Match]
    vocabulary: list[Match]


class Lexicon:
    """Three layers of phrases, each matched on its own, found in one walk through a message."""

    def __init__(self, rows: Iterable[tuple[str, str]], shares: dict[str, float]) -> None:
        """`rows`: a concept and its phrases in the one spelling."""
        self._shares = shares
        concepts: dict[str, set[str]] = defaultdict(set)
        for concept, phrases in rows:
            for phrase in phrases.split(", "):
                concepts[" ".join(forms_in(phrase))].add(concept)
        self._phrases = _by_bare_words(concepts)
        self._lengths = _of_longer_ones(self._phrases)
        self._written = Known(self._meant_in_writing, _REMEMBERED)
        self._unmarked = Known(self._meant_unmarked, _REMEMBERED)

    def find(self, words: Words) -> Found:
        found = Found([], [], [])
        free = [0] * len(_LAYERS)  # from which word on each layer has found nothing yet
        for start, bare in self._standing(words.plains):
            self._take(words, start, bare, found, free)
        return found

    def _standing(self, plains: list[str]) -> Iterator[tuple[int, str]]:
        """The phrases that may be meant and where they begin, of each place the longest first."""
        phrases, lengths = self._phrases, self._lengths
        for start, (one, following) in enumerate(pairwise([*plains, ""])):
            two = f"{one} {following}"
            for length in lengths.get(two, ()):
                longer = " ".join(plains[start : start + length])
                if longer in phrases:
                    yield start, longer
            if two in phrases:
                yield start, two
            if one in phrases:
                yield start, one

    def _take(self, words: Words, start: int, bare: str, found: Found, free: list[int]) -> None:
        """What is meant by the phrases that stand here, of each layer where none is longer."""
        end = start + bare.count(" ") + 1
        text = " ".join(words.forms[start:end])
        for layer, concepts, sure in self._written[text] if words.accented else self._unmarked[bare]:
            if free[layer] <= start:
                free[layer] = end
                if concepts and not _is_denied(words.plains, start, concepts):
                    found[layer].append(Match(start, text, f"p:{bare.replace(' ', '_')}", concepts, sure))

    def _meant(self, bare: str, weight: Callable[[str], float]) -> tuple[Meaning, ...]:
        """Of the phrases of each layer the one that is meant most surely, the first of several."""
        surest: dict[int, Meaning] = {}
        for meant, layer, concepts in self._phrases[bare]:
            sure = weight(meant)
            if sure and (layer not in surest or sure > surest[layer].sure):
                surest[layer] = Meaning(layer, concepts, sure)
        return tuple(surest.values())

    def _meant_in_writing(self, text: str) -> tuple[Meaning, ...]:
        bare = plain(text)
        return self._meant(bare, lambda meant: _slip_weight(text, bare, meant))

    def _meant_unmarked(self, bare: str) -> tuple[Meaning, ...]:
        return self._meant(bare, lambda meant: self._bare_weight(bare, meant))

    def _bare_weight(self, bare: str, meant: str) -> float:
        """How surely words without accents, the same as those that are meant, are these."""
        share = 1.0 if " " in bare else self._shares.get(meant, 1.0)
        return share if share >= _LEAST_SHARE else 0.0


def _is_denied(plains: list[str], start: int, concepts: frozenset[str]) -> bool:
    """ "không đòi tiền", "không phải ngập": named in order to be ruled out."""
    before = plains[start - 1] if start else ""
    if before == "phai":
        return plains[max(0, start - 2)] == "khong"
    return before in ("khong", "chua") and concepts <= _DENIABLE


def _slip_weight(text: str, bare: str, meant: str) -> float:
    """How surely words that have their accents are those that are meant."""
    if text == meant:
        return 1.0
    return 0.9 if " " in bare and _is_slip(text, bare, meant) else 0.0


def _is_slip(text: str, bare: str, meant: str) -> bool:
    """A phrase with a word or two typed without accents; in a long one also a single wrong accent."""
    words = list(zip(text.split(), bare.split(), meant.split(), strict=True))
    exact = sum(a == b for a, _, b in words)
    unmarked = sum(a == unaccented != b for a, unaccented, b in words)
    wrong = len(words) - exact - unmarked
    return exact > 0 and (wrong == 0 or (wrong == 1 and len(words) > 2))


def _by_bare_words(concepts: dict[str, set[str]]) -> dict[str, tuple[Phrase, ...]]:
    phrases: dict[str, tuple[Phrase, ...]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}  # thousands of phrases have the same few
    for text, names in sorted(concepts.items()):
        bare = plain(text)
        for layer, meant in _meanings(names):
            phrases[bare] = (*phrases.get(bare, ()), Phrase(text, layer, shared.setdefault(meant, meant)))
    return phrases


def _meanings(names: set[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """By layer; nothing where words only look as if they meant something."""
    for layer, prefix in enumerate(_LAYERS):
        here = {name for name in names if _prefix(name) == prefix or (name == _NEUTRAL and prefix != VOCABULARY)}
        if here:
            yield layer, frozenset(here - {_NEUTRAL})


def _prefix(concept: str) -> str:
    return next((prefix for prefix in (SPEECH, VOCABULARY) if concept.startswith(prefix)), "")


def _of_longer_ones(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words those of more than two have, the longest first, by the two with which they begin."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for bare in phrases:
        words = bare.split()
        if len(words) > 2:
            lengths[" ".join(words[:2])].add(len(words))
    orders = {found: tuple(sorted(found, reverse=True)) for found in map(frozenset, lengths.values())}
    return {first: orders[frozenset(found)] for first, found in lengths.items()}


@cache
def packaged_lexicon() -> Lexicon:
    shares = {form: float(share) for form, share in read_table("shares.tsv")}
    return Lexicon(((concept, spelled(phrases)) for concept, phrases in read_table("lexicon.tsv")), shares)

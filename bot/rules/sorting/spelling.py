"""The words, pairs of words and stretches of letters of a message, each by the place where it stands first."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from bot.rules.sorting.words import Known, Words

# Stretches of letters inside a word and across two, for typing errors and kinds of words never seen.
_LETTERS = (3, 4, 5)
_REMEMBERED = 4_000


class Strand(NamedTuple):
    """Names of features in the order in which they are said first; `ends`: how many there are after each place."""

    names: dict[str, None]
    ends: list[int]

    def places(self) -> dict[str, int]:
        return {name: bisect_right(self.ends, at) for at, name in enumerate(self.names)}


class Spelling(NamedTuple):
    """A place for each word, and one for the end.

    `pairs`: as often as they are said, and where · `words`: with pairs of words · `skips`: pairs with a word between.
    """

    pairs: list[tuple[str, int]]
    words: Strand
    skips: Strand
    letters: Strand


def spelling_of(words: Words) -> Spelling:
    return Spelling(*_pairs_and_words(words), _skips(words.plains), _letters(words.plains))


def _pairs_and_words(words: Words) -> tuple[list[tuple[str, int]], Strand]:
    pairs: list[tuple[str, int]] = []
    names: dict[str, None] = {}
    ends: list[int] = []
    before, bare_before = "^", "^"
    for at, (form, bare) in enumerate(zip([*words.forms, "$"], [*words.plains, "$"], strict=True)):
        pair = f"b:{bare_before}_{bare}"
        pairs.append((pair, at))
        names[pair] = names[f"u:{bare}"] = None
        if words.accented and (form != bare or before != bare_before):
            pair = f"B:{before}_{form}"
            pairs.append((pair, at))
            names[pair] = None
            if form != bare:
                names[f"U:{form}"] = None
        ends.append(len(names))
        before, bare_before = form, bare
    del names["u:$"]
    ends[-1] -= 1
    return pairs, Strand(names, ends)


def _skips(bares: list[str]) -> Strand:
    names: dict[str, None] = {}
    ends = [0]
    for first, second in zip(["^", *bares], [*bares, "$"][1:], strict=False):
        names[f"s:{first}_{second}"] = None
        ends.append(len(names))
    return Strand(names, ends)


def _letters(bares: list[str]) -> Strand:
    """Those of a word and of the next have the same place; none stand at the end."""
    stretches = [*map(_STRETCHES.__getitem__, bares)]
    names = dict(stretches[0].within) if stretches else {}
    ends: list[int] = []
    for (_, (one, two, three), _), (within, _, (a, b, c)) in pairwise(stretches):
        if within:  # a mark that no letter bears is a word without letters
            names |= within
            names[one + a] = names[one + b] = names[one + c] = names[two + a] = names[two + b] = names[three + a] = None
        ends.append(len(names))
    return Strand(names, [*ends, *[len(names)] * (2 if bares else 1)])


class _Stretches(NamedTuple):
    """Of a word: those within, and how those across begin and end there."""

    within: dict[str, None]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


def _stretches(word: str) -> _Stretches:
    edged = f"_{word}_"
    within = (f"g:{edged[at : at + size]}" for size in _LETTERS for at in range(len(edged) - size + 1))
    return _Stretches(dict.fromkeys(within), _BEGINS[edged[-4:]], _ENDS[edged[1:4]])


def _across_from(ended: str) -> tuple[str, ...]:
    return tuple(f"g:{ended[at:]}" for at in (-2, -3, -4))


def _across_to(begun: str) -> tuple[str, ...]:
    return tuple(begun[:size] for size in (1, 2, 3))


_BEGINS, _ENDS = Known(_across_from, _REMEMBERED), Known(_across_to, _REMEMBERED)  # many words share them
_STRETCHES = Known(_stretches, _REMEMBERED)

"""The words, pairs of words and stretches of letters of a message, each by the place where it stands first."""

from collections.abc import Iterable
from itertools import pairwise
from operator import add
from typing import NamedTuple

from bot.rules.sorting.words import Known, Words

# Stretches of letters inside a word and across two, for typing errors and kinds of words never seen.
_LETTERS = (3, 4, 5)
_REMEMBERED = 4_000

Places = dict[str, int]  # names of features, and the place where each stands first: of each word, and of the end


class Letters(NamedTuple):
    """Stretches in the order in which they are said first; `ends`: how many there are after each place."""

    names: dict[str, None]
    ends: list[int]


class Spelling(NamedTuple):
    """`pairs`: of words, place by place, as often as said, then once more as written ("" where that is the same)."""

    pairs: list[str]
    words: Places  # and pairs of words
    skips: Places  # pairs with a word between
    letters: Letters


def spelling_of(words: Words) -> Spelling:
    bares = ["^", *words.plains, "$"]
    bare_pairs = [*map("_".join, pairwise(bares))]
    pairs = [f"b:{pair}" for pair in bare_pairs]
    places = _places(pairs) | _places([f"u:{bare}" for bare in words.plains])
    if words.accented:
        forms = ["^", *words.forms, "$"]
        marked = _marked("B:", map("_".join, pairwise(forms)), bare_pairs)
        places |= _places(marked) | _places(_marked("U:", words.forms, words.plains))
        pairs += marked
    skips = [f"s:{first}_{second}" for first, second in zip(bares, bares[2:], strict=False)]
    return Spelling(pairs, places, _places(["", *skips]), _letters(words.plains))


def _marked(what: str, written: Iterable[str], bare: Iterable[str]) -> list[str]:
    return [what + form if form != plain else "" for form, plain in zip(written, bare, strict=True)]


def _places(names: list[str]) -> Places:
    found = dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))  # the first of several comes last
    found.pop("", None)
    return found


def _letters(bares: list[str]) -> Letters:
    """Those of a word and of the next have the same place; none stand at the end."""
    stretches = [*map(_STRETCHES.__getitem__, bares)]
    names = dict(stretches[0].within) if stretches else {}
    ends: list[int] = []
    for (_, begins, _), (within, _, ends_there) in pairwise(stretches):
        names |= within
        names |= dict.fromkeys(map(add, begins, ends_there))
        ends.append(len(names))
    return Letters(names, [*ends, *[len(names)] * (2 if bares else 1)])


class _Stretches(NamedTuple):
    """Of a word: those within, and how those across begin and end there."""

    within: dict[str, None]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


def _stretches(word: str) -> _Stretches:
    edged = f"_{word}_"
    within = (f"g:{edged[at : at + size]}" for size in _LETTERS for at in range(len(edged) - size + 1))
    return _Stretches(dict.fromkeys(within), _BEGINS[edged[-4:]], _ENDS[edged[1:4]])


# Of those across: so many letters of the one word, and so many of the next.
_ACROSS = ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1))


def _across_from(ended: str) -> tuple[str, ...]:
    return tuple(f"g:{ended[-size - 1 :]}" for size, _ in _ACROSS)


def _across_to(begun: str) -> tuple[str, ...]:
    return tuple(begun[:size] for _, size in _ACROSS)


_BEGINS, _ENDS = Known(_across_from, _REMEMBERED), Known(_across_to, _REMEMBERED)  # many words share them
_STRETCHES = Known(_stretches, _REMEMBERED)

"""The words, pairs of words and stretches of letters of a message, each by the place where it stands first."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.rules.sorting.words import Words

# Stretches of letters inside a word and across two, for typing errors and kinds of words never seen.
_LETTERS = (3, 4, 5)
_REMEMBERED = 4_000
_FRAME = "^$ "


class Place(NamedTuple):
    """Names of features that nothing before gave: of words and pairs, of pairs with a word between, of letters."""

    words: list[str]
    skips: list[str]
    letters: frozenset[str]


class Pair(NamedTuple):
    """A pair of words as features call it, and as it stands in the message after `at` words."""

    at: int
    names: tuple[str, ...]
    text: str


def places_of(words: Words) -> list[Place]:
    """One for each word, and one for the end."""
    forms, bares = ["^", *words.forms, "$"], ["^", *words.plains, "$"]
    seen: set[str] = set()
    places = []
    for here in range(1, len(forms)):
        names = [name for name in _names(forms, bares, here, accented=words.accented) if name not in seen]
        seen.update(names)
        skip = f"s:{bares[here - 2]}_{bares[here]}" if here > 1 else ""
        skips = [skip] if skip and skip not in seen else []
        seen.update(skips)
        letters = _letters(bares, here).difference(seen)
        seen |= letters
        places.append(Place(names, skips, letters))
    return places


def pairs_of(words: Words) -> Iterator[Pair]:
    forms, bares = ["^", *words.forms, "$"], ["^", *words.plains, "$"]
    for here in range(1, len(forms)):
        text = f"{forms[here - 1]} {forms[here]}".strip(_FRAME)
        if text:
            yield Pair(here - 1, _pair_names(forms, bares, here, accented=words.accented), text)


def _names(forms: list[str], bares: list[str], here: int, *, accented: bool) -> tuple[str, ...]:
    pair = _pair_names(forms, bares, here, accented=accented)
    if here == len(forms) - 1:
        return pair
    word = f"u:{bares[here]}"
    if accented and forms[here] != bares[here]:
        return (*pair, word, f"U:{forms[here]}")
    return (*pair, word)


def _pair_names(forms: list[str], bares: list[str], here: int, *, accented: bool) -> tuple[str, ...]:
    bare = f"b:{bares[here - 1]}_{bares[here]}"
    if accented and (forms[here] != bares[here] or forms[here - 1] != bares[here - 1]):
        return bare, f"B:{forms[here - 1]}_{forms[here]}"
    return (bare,)


def _letters(bares: list[str], here: int) -> frozenset[str]:
    """Of this word and the next; none at the end."""
    last = len(bares) - 1
    if here == last:
        return frozenset()
    word, following = bares[here], bares[here + 1] if here + 1 < last else ""
    if not following:
        return _within(word)
    return _within(word).union(_within(following), _across(f"_{word}", f"{following}_"))


@lru_cache(maxsize=_REMEMBERED)
def _within(word: str) -> frozenset[str]:
    edged = f"_{word}_"
    return frozenset(f"g:{edged[at : at + size]}" for size in _LETTERS for at in range(len(edged) - size + 1))


def _across(ended: str, begun: str) -> set[str]:
    """Those that hold the end of a word and the beginning of the next; of short words some come twice."""
    return {
        *(f"g:{ended[-1:]}_{begun[:1]}", f"g:{ended[-1:]}_{begun[:2]}", f"g:{ended[-1:]}_{begun[:3]}"),
        *(f"g:{ended[-2:]}_{begun[:1]}", f"g:{ended[-2:]}_{begun[:2]}", f"g:{ended[-3:]}_{begun[:1]}"),
    }

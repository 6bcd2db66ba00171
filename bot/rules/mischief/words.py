"""Words as they stand behind dots, stars, doubled letters and digits for letters."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from bot.rules.vietnamese import plain, spelled

_LETTER = "a-zà-ỹđ"
_APART = re.compile(rf"(?<![{_LETTER}])[{_LETTER}](?:[.\-_·,+][{_LETTER}])+(?![{_LETTER}])")
_SPACED = re.compile(rf"(?<![{_LETTER}\d])[{_LETTER}](?: [{_LETTER}]){{1,4}}(?![{_LETTER}\d])")
_WITHIN = re.compile(rf"(?<=[{_LETTER}])[.\-_·+](?=[{_LETTER}])")
_DIGIT_WITHIN = re.compile(rf"(?<=[{_LETTER}])[01!3@](?=[{_LETTER}])")
_DIGITS = {"0": "o", "1": "i", "!": "i", "3": "e", "@": "a"}
_TOKEN = re.compile(rf"[{_LETTER}*]*[{_LETTER}][{_LETTER}*]*")
_DRAWN_OUT = 3
_NOT_COMPARED = re.compile(r"[^a-z0-9]+")


class Phrase(NamedTuple):
    """`tokens` as spelled; `bare`: the same without accents where nothing else is spelled so, else empty."""

    shown: str
    tokens: tuple[str, ...]
    bare: tuple[str, ...]
    weight: int


def bare(text: str) -> str:
    """The letters and digits alone: what is the same here was sent twice."""
    return _NOT_COMPARED.sub("", plain(text))


def tokens(text: str) -> list[str]:
    """The words one by one; "đ.m", "đ m" and "ngu như c.h.ó" come out whole, a star stands for any letter."""
    low = _DIGIT_WITHIN.sub(lambda m: _DIGITS[m[0]], spelled(text))
    low = _APART.sub(lambda m: _joined(m[0]), low)
    low = _SPACED.sub(lambda m: _joined(m[0]), low)
    return _TOKEN.findall(_once(_WITHIN.sub(" ", low)))


def _once(text: str) -> str:
    """ "bòooo" -> "bò": a letter drawn out is one letter, the one that bears the accent."""
    runs = ("".join(run) for _, run in groupby(text, _base))
    return "".join(run if len(run) < _DRAWN_OUT else max(run, key=ord) for run in runs)


@cache
def _base(letter: str) -> str:
    return plain(letter) if letter.isalpha() else letter


def _joined(letters: str) -> str:
    return re.sub(rf"[^{_LETTER}]", "", letters)


def found(phrases: tuple[Phrase, ...], said: list[str]) -> list[Phrase]:
    """The phrases that stand in these tokens, longer ones first; a word counts once."""
    used: set[int] = set()
    hits = []
    for phrase in _possible(phrases, said):
        for at in range(len(said) - len(phrase.tokens) + 1):
            place = range(at, at + len(phrase.tokens))
            if used.isdisjoint(place) and _stands(phrase, said[at : at + len(phrase.tokens)]):
                used.update(place)
                hits.append(phrase)
    return hits


def _possible(phrases: tuple[Phrase, ...], said: list[str]) -> Iterable[Phrase]:
    """Of hundreds those whose first word was said: a look at each place for each would take longer than the sorting."""
    if any("*" in word for word in said):
        return phrases
    words = set(said)
    return (one for one in phrases if one.tokens[0] in words or (one.bare and one.bare[0] in words))


def _stands(phrase: Phrase, words: list[str]) -> bool:
    if all(_is(word, token) for word, token in zip(words, phrase.tokens, strict=True)):
        return True
    return bool(phrase.bare) and all(_is(word, token) for word, token in zip(words, phrase.bare, strict=True))


def _is(word: str, token: str) -> bool:
    if "*" not in word:
        return word == token
    return len(word) == len(token) and len(word) > 1 and all(a in (b, "*") for a, b in zip(word, token, strict=True))


@cache
def read_phrases(name: str, *, always_bare: bool = False) -> tuple[Phrase, ...]:
    """A data file beside this module: phrase, weight, "x" where it is unmistakable without accents."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    read = [_phrase(row[0], int(row[1]), always_bare or row[2:] == ["x"]) for row in rows]
    return tuple(sorted(read, key=lambda phrase: -len(phrase.tokens)))


def _phrase(shown: str, weight: int, is_clear: bool) -> Phrase:
    spelt = tuple(spelled(shown).split())
    return Phrase(shown, spelt, tuple(plain(shown).split()) if is_clear else (), weight)

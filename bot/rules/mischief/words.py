"""Words as they stand behind dots, stars, doubled letters and digits for letters."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.rules.vietnamese import Letters, plain, spelled

_LETTER = "a-zà-ỹđ"
_APART = re.compile(rf"(?<![{_LETTER}])[{_LETTER}](?:[.\-_·,+][{_LETTER}])+(?![{_LETTER}])")
_SPACED = re.compile(rf"(?<![{_LETTER}\d])[{_LETTER}](?: [{_LETTER}]){{1,4}}(?![{_LETTER}\d])")
_WITHIN = re.compile(rf"[.\-_·+](?<=[{_LETTER}].)(?=[{_LETTER}])")
_DIGIT_WITHIN = re.compile(rf"[01!3@](?<=[{_LETTER}].)(?=[{_LETTER}])")
_DIGITS = {"0": "o", "1": "i", "!": "i", "3": "e", "@": "a"}
_TOKEN = re.compile(rf"[{_LETTER}*]*[{_LETTER}][{_LETTER}*]*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}", re.DOTALL)
_NOT_COMPARED = re.compile(r"[^a-z0-9]+")


class Phrase(NamedTuple):
    """`tokens` as spelled; `bare`: the same without accents where nothing else is spelled so, else empty."""

    shown: str
    tokens: tuple[str, ...]
    bare: tuple[str, ...]
    weight: int


class Phrases(NamedTuple):
    """The longer ones first; `beginning`: where in `every` those are that begin with a word."""

    every: tuple[Phrase, ...]
    beginning: Mapping[str, list[int]]

    def possible(self, said: list[str]) -> list[tuple[Phrase, int]]:
        """Of hundreds those whose first word was said, and where; all of them everywhere, where a star may hide one."""
        if any("*" in word for word in said):
            return [(phrase, at) for phrase in self.every for at in range(len(said) - len(phrase.tokens) + 1)]
        places = sorted((number, at) for at, word in enumerate(said) for number in self.beginning.get(word, ()))
        return [(self.every[number], at) for number, at in places]


def bare(text: str) -> str:
    """The letters and digits alone: what is the same here was sent twice."""
    return _NOT_COMPARED.sub("", plain(text))


@lru_cache(maxsize=1)  # of one message both insults and advertising are asked
def tokens(text: str) -> list[str]:
    """The words one by one; "đ.m", "đ m" and "ngu như c.h.ó" come out whole, a star stands for any letter."""
    low = _DIGIT_WITHIN.sub(lambda m: _DIGITS[m[0]], spelled(text))
    low = _APART.sub(lambda m: _joined(m[0]), low)
    low = _SPACED.sub(lambda m: _joined(m[0]), low)
    return _TOKEN.findall(_once(_WITHIN.sub(" ", low)))


def _once(text: str) -> str:
    """ "bòooo" -> "bò": a letter drawn out is one letter, the one that bears the accent."""
    once, done = "", 0
    for run in _DRAWN_OUT.finditer(text.translate(_BASES)):
        once += text[done : run.start()] + max(text[run.start() : run.end()], key=ord)
        done = run.end()
    return once + text[done:]


def _base(letter: str) -> str:
    """Without its accent, still one character."""
    base = plain(letter) if letter.isalpha() else letter
    return base if len(base) == 1 else letter


_BASES = Letters(_base)


def _joined(letters: str) -> str:
    return re.sub(rf"[^{_LETTER}]", "", letters)


def found(phrases: Phrases, said: list[str]) -> list[Phrase]:
    """The phrases that stand in these tokens, longer ones first; a word counts once."""
    used: set[int] = set()
    hits = []
    for phrase, at in phrases.possible(said):
        place = range(at, at + len(phrase.tokens))
        if _stands(phrase, said[at : place.stop]) and used.isdisjoint(place):
            used.update(place)
            hits.append(phrase)
    return hits


def _stands(phrase: Phrase, words: list[str]) -> bool:
    if tuple(words) in (phrase.tokens, phrase.bare):
        return True
    starred = any("*" in word for word in words)
    return starred and any(meant and all(map(_is, words, meant)) for meant in (phrase.tokens, phrase.bare))


def _is(word: str, token: str) -> bool:
    if "*" not in word:
        return word == token
    return len(word) == len(token) and len(word) > 1 and all(a in (b, "*") for a, b in zip(word, token, strict=True))


@cache
def read_phrases(name: str, *, always_bare: bool = False) -> Phrases:
    """A data file beside this module: phrase, weight, "x" where it is unmistakable without accents."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    read = [_phrase(row[0], int(row[1]), always_bare or row[2:] == ["x"]) for row in rows]
    every = tuple(sorted(read, key=lambda phrase: -len(phrase.tokens)))
    beginning: dict[str, list[int]] = defaultdict(list)
    for at, phrase in enumerate(every):
        for first in {phrase.tokens[0], *phrase.bare[:1]}:
            beginning[first].append(at)
    return Phrases(every, dict(beginning))


def _phrase(shown: str, weight: int, is_clear: bool) -> Phrase:
    spelt = tuple(spelled(shown).split())
    return Phrase(shown, spelt, tuple(plain(shown).split()) if is_clear else (), weight)

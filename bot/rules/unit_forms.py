"""The ways people shorten a unit's name: "phòng kinh tế", "kinh tế", "phòng KT", "PKT"; "VH-XH", "vhxh"."""

import re
from collections.abc import Iterator, Mapping

from bot.rules.vietnamese import nfc, plain

Words = tuple[str, ...]
_WORD = re.compile(r"\w+")
_HEADS = ("phong", "ban", "trung tam", "van phong", "tram", "doi", "bo phan")
_TAILS = ("xa", "phuong")
_WHOLE = frozenset({"hdnd", "ubnd", "mttq", "qs", "chqs"})  # short already
_LONGEST_JOINED = 8


def plain_words(text: str) -> tuple[list[str], list[str]]:
    """The words of a text as written, and each as `plain`."""
    words = _WORD.findall(nfc(text))
    return words, [plain(word) for word in words]


def unit_forms(units: Mapping[int, tuple[str, ...]]) -> dict[Words, tuple[int, ...]]:
    """Form -> the units it may mean. Where one unit bears a name, what only shortens another's does not count."""
    borne: dict[Words, set[int]] = {}
    short: dict[Words, set[int]] = {}
    for unit, names in units.items():
        for name in names:
            words = _named(name)
            borne.setdefault(words, set()).add(unit)
            for form in _shortened(words):
                short.setdefault(form, set()).add(unit)
    merged = short | borne
    return {form: tuple(sorted(found)) for form, found in merged.items() if form}


def _named(name: str) -> Words:
    return tuple(word for word in plain_words(name)[1] if word != "va")


def _shortened(words: Words) -> Iterator[Words]:
    for form in (words, _without_tail(words)):
        yield form
        for rest in (form, _without_head(form)):
            yield rest
            yield from _initials(rest)
            joined = "".join(rest)
            if len(joined) <= _LONGEST_JOINED:
                yield (joined,)


def _without_tail(words: Words) -> Words:
    return words[:-1] if len(words) > 2 and words[-1] in _TAILS else words


def _without_head(words: Words) -> Words:
    for head in _HEADS:
        begin = tuple(head.split())
        if words[: len(begin)] == begin and len(words) > len(begin):
            return words[len(begin) :]
    return words


def _initials(words: Words) -> Iterator[Words]:
    """ "phong kinh te" -> "phong kt", "p kt", "pkt"; the first words in full, the others by their letters."""
    for kept in range(len(words) - 1):
        letters = "".join(word if word in _WHOLE else word[0] for word in words[kept:])
        yield (*words[:kept], letters)
    if len(words) > 2:
        yield (words[0][0], "".join(word if word in _WHOLE else word[0] for word in words[1:]))

"""Sentences that tell of one person's illness or need, or of a child: never for the public (Luật 91/2025/QH15)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from bot.rules.vietnamese import plain, spelled

_ENDS = re.compile(r"(?<=[!?;\n])|(?<=\.)(?!\d)")  # the dot of "1.200" ends nothing


def sentences(text: str) -> list[str]:
    """The text in pieces that together are the text again."""
    return [piece for piece in _ENDS.split(text) if piece]


def is_private(sentence: str) -> bool:
    """Whether it speaks of a child, or of the health or the circumstances of one person."""
    words = spelled(sentence)
    form = plain if words == plain(words) else spelled
    left = _pattern("nobody", form is plain).sub(" # ", form(sentence))
    if _pattern("child", form is plain).search(left) or _is_a_child(left, form is plain):
        return True
    return bool(_pattern("state", form is plain).search(left) and _pattern("person", form is plain).search(left))


def _is_a_child(text: str, bare: bool) -> bool:
    before = _pattern("several", bare)
    found = (text[: match.start()].rstrip() for match in _pattern("alone", bare).finditer(text))
    return not bare and any(not (last := list(before.finditer(head))) or last[-1].end() < len(head) for head in found)


@cache
def _pattern(name: str, bare: bool) -> re.Pattern[str]:
    words: Iterable[str] = _lists()[name]
    spell = plain if bare else spelled
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted((re.escape(spell(one)) for one in words), reverse=True))})(?!\w)")


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(files("bot.rules").joinpath("private_matters.toml").read_text("utf-8"))

"""Whether an answer to a citizen says enough: what was done, when, by whom, or why not."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.rules.vietnamese import plain, spelled

# 12/11, 5-9-2026, ngày 5, tháng 12, quý I, 16 giờ, 16h30, tuần 2
_DATE = re.compile(
    r"\b(\d{1,2}[/.-]\d{1,2}"
    r"|(ngày|ngay|tháng|thang|quý|quy|tuần|tuan) (\d|[ivx]+\b)"
    r"|\d{1,2} ?(giờ|gio|h)(\d|\b))"
)
_OTHER = re.compile(r"[^\w/.-]|[.-](?!\d)")  # neither word, number nor what dates are written with


class Lack(StrEnum):
    """What a citizen would miss in an answer."""

    DEED = "deed"
    WHEN = "when"
    WHO = "who"
    REASON = "reason"
    PHOTO = "photo"


def lacks(answer: str, category: str, photos: int, units: Iterable[str] = ()) -> tuple[Lack, ...]:
    """What is missing, in the order in which it is told; empty for an answer that holds.

    `units` are names of the office's own units, `photos` how many pictures of the result go with it. It is a
    reader of words, not of truth: that the answer is true is for who approves it.
    """
    words = _Words(answer)
    if words.any("nots") and words.any("reasons"):
        return ()
    if words.any("over") and words.any("deeds"):
        found = {Lack.WHEN: not words.tells_when, Lack.WHO: not (words.any("doers") or words.has(units))}
        found[Lack.PHOTO] = category in _lists()["seen"] and photos == 0
        return tuple(lack for lack, missing in found.items() if missing)
    return (Lack.REASON,) if words.any("nots") else (Lack.DEED,)


class _Words:
    """An answer as it is searched: by its accents if it has any."""

    def __init__(self, answer: str) -> None:
        text = spelled(answer)
        self._form = plain if text == plain(text) else spelled
        self._text = _spaced(text)

    def has(self, wanted: Iterable[str]) -> bool:
        return any(_spaced(self._form(one)) in self._text for one in wanted)

    def any(self, name: str) -> bool:
        return self.has(_lists()[name])

    @property
    def tells_when(self) -> bool:
        return bool(_DATE.search(self._text)) or self.any("whens")


def _spaced(text: str) -> str:
    """Only words, numbers and what dates are written with, each word between two blanks."""
    return f" {' '.join(_OTHER.sub(' ', text).split())} "


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(files("bot.rules").joinpath("answers.toml").read_text("utf-8"))

"""Vietnamese spelling: one form for texts that differ only in how they were typed."""

import re
import unicodedata
from collections.abc import Callable
from itertools import filterfalse

_LAST_OF_OURS = ord("ỹ")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# The tone mark of oa, oe, uy may sit on either letter; both spellings are in daily use.
_TONE_PAIRS = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_LATER_TONES = re.compile("|".join(_TONE_PAIRS))
_PERIODIC = re.compile(r"hằng (?<=\bhằng )(?=ngày|tuần|tháng|quý|năm)")  # begins with letters that are quickly sought


def nfc(text: str) -> str:
    """Compose letters and marks, drop invisible characters and fold every blank run to one space."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(c for c in composed if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    return " ".join(composed.split())


def storable(text: str) -> str:
    """The words without what no database or paper keeps: control characters and halves of surrogate pairs."""
    return _CONTROLS.sub("", text)


def spelled(text: str) -> str:
    """Lower case in one spelling: hòa = hoà, ủy = uỷ, hằng (periodic) = hàng. For comparing, not for showing."""
    low = _LATER_TONES.sub(lambda found: _TONE_PAIRS[found[0]], nfc(text).casefold())
    return _PERIODIC.sub("hàng ", low)


def plain(text: str) -> str:
    """Lower case without accents, as typed on a phone in a hurry: "Tình hình" -> "tinh hinh"."""
    low = nfc(text).casefold()
    return low if low.isascii() else low.translate(_PLAIN)


class Letters(dict[int, str]):
    """For `str.translate`: what stands for a letter is found out once, as long as it is one of ours."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, code: int) -> str:
        found = self._find(chr(code))
        if code <= _LAST_OF_OURS:
            self[code] = found
        return found


def _without_accents(letter: str) -> str:
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", letter.replace("đ", "d"))))


_PLAIN = Letters(_without_accents)

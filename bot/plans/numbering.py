"""Numbers of rows and headings: "IV", "3.", "4.1", "a)", "B"."""

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["roman", "capital", "arabic", "decimal", "small"]

_ROMAN = re.compile(r"(?=[IVXLC])(C{0,2})(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
_WHOLE: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("roman", re.compile(r"([IVX]+|[IVXLC]{2,})[.)/:]?")),
    ("capital", re.compile(r"([A-HK-UĐ])[.)/:]?")),
    ("arabic", re.compile(r"\(?(\d{1,3})[.)/:]?")),
    ("decimal", re.compile(r"((?:\d{1,3}|[IVX]+|[A-HĐ])(?:\.\d{1,3})+)[.)]?")),
    ("small", re.compile(r"([a-zđ]|\d{1,2}\.?[a-eđ])[.)]?")),
)
_LEADING = re.compile(
    r"(?P<number>(?:[IVX]+|[IVXLC]{2,}|[A-HK-UĐ])[.)/:](?!\w)|(?:[IVX]+|[IVXLC]{2,})(?=\s+[A-ZÀ-ỸĐ])"
    r"|(?:\d{1,3}|[IVX]+)(?:\.\d{1,3})+[.)]?(?=\s*[^\W\d])|\d{1,3}[.)](?=\s*[^\W\d])|[a-zđ]\))"
    r"\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Number:
    """A number as printed, its style, and its value (one figure for every level)."""

    text: str
    style: Style
    value: tuple[int, ...]

    @property
    def bare(self) -> str:
        """Without the final dot: what a section is called."""
        return self.text.rstrip(".:/ ")


def read_number(text: str) -> Number | None:
    """The number a cell holds and nothing else."""
    text = text.strip()
    for style, pattern in _WHOLE:
        found = pattern.fullmatch(text)
        value = _value(style, found[1]) if found else None
        if value:
            return Number(text, style, value)
    return None


def split_number(text: str) -> tuple[Number, str] | None:
    """A leading number and what follows: "1. Cải cách thể chế", "VI Tài chính công"."""
    found = _LEADING.match(text.strip())
    number = read_number(found["number"]) if found else None
    return (number, found["rest"].strip()) if found and number else None


def as_letter(number: Number) -> Number:
    """A single C, D, I … that goes on after a B is a letter, not a Roman number."""
    if number.style == "roman" and len(number.bare) == 1:
        return Number(number.text, "capital", (_letter(number.bare),))
    return number


def _value(style: Style, text: str) -> tuple[int, ...] | None:
    if style == "roman":
        return (_roman(text),) if _ROMAN.fullmatch(text) else None
    if style in ("capital", "small"):
        return (*(int(digits) for digits in re.findall(r"\d+", text)), _letter(text[-1]))
    parts = text.split(".")
    if not parts[0].isdigit():
        parts[0] = str(_roman(parts[0]) if _ROMAN.fullmatch(parts[0]) else _letter(parts[0]))
    return tuple(int(part) for part in parts)


def _roman(text: str) -> int:
    values = [_DIGITS[letter] for letter in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _letter(letter: str) -> int:
    return _LETTERS.index(letter.lower()) + 1

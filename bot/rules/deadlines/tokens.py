"""A cell or a sentence as tokens: words in one spelling, numbers, dates, document numbers, marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.rules.deadlines.words import accented, canonical, mended, unglued
from bot.rules.vietnamese import nfc, plain

# A document's sign ("61/2018/NĐ-CP") must be known before its numbers can be taken for a date.
_SIGN = r"[A-ZĐ]{2,}\d*"
_DAY = r"(?:\d{1,2}|[0-3OoIl]\d|\d[OoIl])"
_MONTH = r"(?:\d{1,2}|[01OoIl]\d|\d[OoIl])"
_PATTERN = re.compile(
    rf"""
      (?P<code>\d+\s?/\s?(?:\d{{4}}\s?/\s?)?{_SIGN}(?:\s?[-–&]\s?[A-ZĐ]\w*)+
             | \d+\s?-\s?[A-Z]{{2,}}/[A-ZĐ]{{2,}}
             | \d+/(?:\d{{4}}/)?(?:NQ|QĐ|NĐ|TT|KH|CV|CT|TB|BC|UBND|HĐND)\b)
    | (?P<iso>(?<!\d)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))
    | (?P<date>(?<![\d.,/]){_DAY}\s?(?P<sep>[/.\-])\s?{_MONTH}\s?(?P=sep)
             \s?(?:\d{{4}}|\d[Oo]\d\d|(?:(?<=[/-])|(?<=[/-]\s))\d{{2}})(?![\d%]))
    | (?P<month>(?<![\d.,/])\d{{1,2}}\s?[/.\-]\s?(?:19|20)\d{{2}}(?![\d%]))
    | (?P<clock>(?<!\d)\d{{1,2}}(?:\s?[hH]\s?\d{{0,2}}(?![^\W\d_])|:\d{{2}}(?!\d)
             |\s?(?i:giờ|gio)(?![^\W\d_])(?:\s?\d{{2}}(?!\d)(?:\s?phút)?)?))
    | (?P<percent>\d+(?:[.,]\d+)?\s?%)
    | (?P<pair>(?<![\d.,/])\d{{1,2}}(?:\s?/\s?\d{{1,2}}|\.\d{{1,2}})(?![\d%]|[.,/]\d))
    | (?P<number>\d{{1,3}}(?:\.\d{{3}})+(?!\d)|\d+)
    | (?P<word>[^\W\d_]+)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
# Scanners read 0 as O and 1 as l or I.
_LOOKALIKES = str.maketrans("OoIl", "0011")


@dataclass(frozen=True)
class Token:
    """`word` is what the grammar compares; `start` and `end` count letters of the text; `guessed`: mended.

    Kinds: word, number, roman, date (day, month, year), month (month, year), pair (two numbers joined by a
    stroke or dot), clock (hour, minute), code (a document's number), percent, mark.
    """

    kind: str
    word: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    guessed: bool = False


@dataclass(frozen=True)
class Line:
    """A text with its tokens. `year` is the plan's, for dates printed without one."""

    text: str
    tokens: tuple[Token, ...]
    year: int | None

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def numbers(self, at: int) -> tuple[int, ...]:
        return self.tokens[at].numbers if 0 <= at < len(self.tokens) else ()

    def touches(self, at: int) -> bool:
        """No blank between this token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def printed(self, start: int, end: int) -> str:
        """The tokens from `start` up to but not including `end`, as they stand in the text."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def said(self, start: int, end: int) -> str:
        """The words between these places as the grammar compares them."""
        return " ".join(self.word(n) for n in range(start, end))

    def starts_capital(self, at: int) -> bool:
        return at < len(self.tokens) and self.text[self.tokens[at].start].isupper()

    def past(self, at: int, *phrases: str) -> int | None:
        """The place after the longest of these phrases that stands at `at`; None if none does."""
        ends = (at + len(words) for words in _by_first_word(phrases).get(self.word(at), ()) if self._says(at, words))
        return max(ends, default=None)

    def _says(self, at: int, words: tuple[str, ...]) -> bool:
        return all(self.word(at + n) == word for n, word in enumerate(words))


@lru_cache(maxsize=512)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in map(tuple, map(str.split, phrases)):
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def line_of(text: str, year: int | None) -> Line:
    composed = nfc(text)
    raw = list(_raw(composed))
    bare = plain(composed) == composed.casefold()
    return Line(composed, tuple(_understood(raw, n, bare) for n in range(len(raw))), year)


def _raw(text: str) -> Iterator[Token]:
    for found in _PATTERN.finditer(text):
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        printed, start = found.group(), found.start()
        if kind == "word":
            yield from _words(printed, start)
        elif kind in ("iso", "date"):
            yield _date(printed, kind, start)
        else:
            yield Token(kind, printed.casefold(), start, found.end(), _numbers(printed, kind))


def _numbers(printed: str, kind: str) -> tuple[int, ...]:
    digits = printed.replace(".", "") if kind == "number" else printed
    return tuple(int(n[:9]) for n in re.findall(r"\d+", digits))


def _date(printed: str, kind: str, start: int) -> Token:
    clean = printed.translate(_LOOKALIKES)
    day, month, year = _numbers(clean, kind)
    if kind == "iso":
        day, year = year, day
    year += 2000 if year < 100 else 0
    return Token("date", printed, start, start + len(printed), (day, month, year), clean != printed)


def _words(printed: str, start: int) -> Iterator[Token]:
    for piece in unglued(printed) or (printed,):
        shown = printed if piece is printed else piece
        roman = _ROMAN.get(shown.upper() if piece is not printed else shown)
        kind, numbers = ("roman", (roman,)) if roman else ("word", ())
        yield Token(kind, canonical(piece), start, start + len(piece), numbers)
        start += len(piece)


def _understood(raw: list[Token], at: int, bare: bool) -> Token:
    token = raw[at]
    if token.kind != "word":
        return token
    before = plain(raw[at - 1].word) if at else ""
    after = plain(raw[at + 1].word) if at + 1 < len(raw) else ""
    if bare:
        return replace(token, word=accented(token.word, before, after))
    if word := mended(token.word, before, after):
        return replace(token, word=word, guessed=True)
    return token

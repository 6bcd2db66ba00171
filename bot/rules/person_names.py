"""Finding personal names in Vietnamese text: after a title, after a surname, or "Bảy Tặng"."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

Span = tuple[int, int]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MOST_NAME_WORDS = 4
# Surnames too common as plain words to trust without accents.
_LEAST_BARE_SURNAME = 3


class Token(NamedTuple):
    text: str
    low: str
    bare: str
    start: int
    end: int
    glued: bool
    """Only a blank (or the dot of an initial) lies between this word and the one before."""

    @property
    def named(self) -> bool:
        return self.text[0].isupper()


class Names(NamedTuple):
    """The word lists; each also knows its words without accents."""

    words: dict[str, frozenset[str]]

    def has(self, use: str, token: Token) -> bool:
        return token.low in self.words[use] or (token.low == token.bare and token.bare in self.words[f"{use} bare"])


def bare_text(text: str) -> str:
    """Lower case without accents, character for character as long as the text."""
    return "".join(normalize("NFD", c)[0].lower()[:1].replace("đ", "d") or c for c in text)


def name_spans(text: str) -> list[Span]:
    """Where names of persons stand in a composed (NFC) text; titles before them stay."""
    tokens = _read_tokens(text)
    shouting = text.isupper()
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        first, end = _name_at(tokens, at, shouting)
        if end > at:
            spans.append((tokens[first].start, tokens[end - 1].end))
        at = max(end, at + 1)
    return spans


def _read_tokens(text: str) -> list[Token]:
    bare = bare_text(text)
    tokens: list[Token] = []
    last = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        between = text[last:start] if last >= 0 else ""
        glued = last >= 0 and (between.isspace() or between in (".", ". ") and len(tokens[-1].text) == 1)
        tokens.append(Token(match.group(), match.group().lower(), bare[start:end], start, end, glued))
        last = end
    return tokens


def _name_at(tokens: list[Token], at: int, shouting: bool) -> Span:
    """The name that begins at, or right after the title at, this token; an empty span when none does."""
    names = _names()
    here = tokens[at]
    is_place = at > 0 and here.glued and names.has("place", tokens[at - 1])
    if names.has("title", here) and not is_place and at + 1 < len(tokens) and tokens[at + 1].glued:
        end = _titled_end(names, tokens, at + 1, shouting)
        if end:
            return at + 1, end
    if is_place:
        return at, at
    return at, _surname_end(names, tokens, at, shouting) or _order_end(names, tokens, at, shouting) or at


def _titled_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """After "ông", "chị" …: words with capitals, a common given name, or a birth order."""
    if names.has("unnamed", tokens[at]):
        return 0
    if tokens[at].named and not shouting:
        return _capitals_end(tokens, at)
    if names.has("surname", tokens[at]) and _surname_end(names, tokens, at, shouting):
        return _surname_end(names, tokens, at, shouting)
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].glued else None
    if names.has("order", tokens[at]):
        return 0 if following and names.has("counted", following) else at + 1
    return at + 1 if tokens[at].low in names.words["given"] else 0


def _surname_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    here = tokens[at]
    if not names.has("surname", here) or (here.low == here.bare and len(here.bare) < _LEAST_BARE_SURNAME - 1):
        return 0
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].glued else None
    if following is None:
        return 0
    if following.low in names.words["middle"] or following.bare in ("van", "thi"):
        rest = at + 2 < len(tokens) and tokens[at + 2].glued
        return _capitals_end(tokens, at) if here.named and not shouting else at + 3 if rest else 0
    if shouting or not (here.named and following.named) or _is_region(names, tokens, at):
        return 0
    return _capitals_end(tokens, at)


def _order_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """ "Bảy Tặng": born seventh, called Tặng."""
    end = _capitals_end(tokens, at)
    return end if not shouting and tokens[at].named and names.has("order", tokens[at]) and end > at + 1 else 0


def _capitals_end(tokens: list[Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < _MOST_NAME_WORDS and tokens[end].glued and tokens[end].named:
        end += 1
    return end


def _is_region(names: Names, tokens: list[Token], at: int) -> bool:
    return any(
        "_".join(token.bare for token in tokens[at : at + length]) in names.words["region bare"] for length in (2, 3)
    )


@cache
def _names() -> Names:
    text = files(__package__).joinpath("person_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    words = {use: frozenset(entries.lower().split()) for use, entries in rows}
    bare = {f"{use} bare": frozenset(map(bare_text, entries)) for use, entries in words.items()}
    return Names(words | bare)

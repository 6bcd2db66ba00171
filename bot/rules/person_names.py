"""Finding personal names in Vietnamese text: after a title, after a surname, or "Bảy Tặng"."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

from bot.rules.vietnamese import Letters

Span = tuple[int, int]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TRIBAL = re.compile(r"[hky]['’]")  # "H'Ngăn", "K'Brể"
_MOST_NAME_WORDS = 5
_CLEAR_TITLES = ("ong", "anh")  # without accents "ba" may be three and "co" may be "there is"


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
    """Word lists by their use, all with accents or all without, as the text is."""

    words: dict[str, frozenset[str]]

    def has(self, use: str, token: Token) -> bool:
        return token.low in self.words[use]

    def pair(self, tokens: list["Token"], at: int, use: str = "pair") -> bool:
        """Whether this token and the next belong together."""
        if at < 0 or at + 1 >= len(tokens) or not tokens[at + 1].glued:
            return False
        return f"{tokens[at].low}_{tokens[at + 1].low}" in self.words[use]


def bare_text(text: str) -> str:
    """Lower case without accents, character for character as long as the text."""
    return text.translate(_BARE)


def low_text(text: str) -> str:
    """Lower case, character for character as long as the text."""
    low = text.lower()
    if len(low) == len(text) and "Σ" not in text:  # which alone is lowered by what follows it
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _bare_letter(letter: str) -> str:
    return normalize("NFD", letter)[0].lower()[:1].replace("đ", "d") or letter


_BARE = Letters(_bare_letter)


def name_spans(text: str) -> list[Span]:
    """Where names of persons stand in a composed (NFC) text; titles before them stay."""
    tokens = _read_tokens(text)
    names = _names(accented=any(token.low != token.bare for token in tokens))
    shouting = text.isupper()
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        first, end = _name_at(names, tokens, at, shouting)
        if end > first:
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
        glued = last >= 0 and (between.isspace() or (between in (".", ". ") and len(tokens[-1].text) == 1))
        tokens.append(Token(match.group(), match.group().lower(), bare[start:end], start, end, glued))
        last = end
    return tokens


def _name_at(names: Names, tokens: list[Token], at: int, shouting: bool) -> Span:
    """The name that begins at, or right after the title at, this token; an empty span when none does."""
    here = tokens[at]
    if _is_after_role(names, tokens, at, shouting):
        return at, _capitals_end(names, tokens, at)
    if at > 0 and here.glued and names.has("place", tokens[at - 1]) and here.named:
        end = _capitals_end(names, tokens, at)
        return end, end
    if names.has("title", here) and at + 1 < len(tokens) and tokens[at + 1].glued:
        end = _titled_end(names, tokens, at + 1, shouting)
        if end:
            return at + 1, end
    found = (rule(names, tokens, at, shouting) for rule in (_surname_end, _order_end, _inner_end, _self_end))
    return at, next(filter(None, found), at)


def _titled_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """After "ông", "chị" …: words with capitals, a surname, a birth order or a common given name."""
    here = tokens[at]
    if names.pair(tokens, at - 2) or names.pair(tokens, at):
        return 0
    if _is_office(names, tokens, at) or (names.has("place", tokens[at - 1]) and not here.named):
        return 0
    if here.named and not shouting:
        return _capitals_end(names, tokens, at)
    whole = _surname_end(names, tokens, at, shouting)
    return whole or (at + 1 if _is_called(names, tokens, at) else 0)


def _is_office(names: Names, tokens: list[Token], at: int) -> bool:
    """ "Hiệu trưởng" holds an office, "Hiệu" is called so."""
    following = _next(tokens, at)
    held = following is None or names.has("held", following)
    return names.has("unnamed", tokens[at]) and (held or not tokens[at].named)


def _is_called(names: Names, tokens: list[Token], at: int) -> bool:
    """ "bà sáu", "anh tuấn" without capitals; "anh hai lần" and "anh nhân viên" are none."""
    following = _next(tokens, at)
    title, here = tokens[at - 1], tokens[at]
    if names is _names(accented=False) and title.low not in _CLEAR_TITLES:
        return False
    if names.has("order", here) and names.has("elder", title):
        return not (following and names.has("counted", following))
    return names.has("given", here) and names.has("familiar", title)


def _surname_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    here, following = tokens[at], _next(tokens, at)
    if not names.has("surname", here) or following is None:
        return 0
    capitals = here.named and following.named and not shouting
    if names.has("middle", following) and (capitals or not names.has("rare", here)):
        return _capitals_end(names, tokens, at) if capitals else _middle_end(names, tokens, at)
    if not capitals or _is_region(names, tokens, at):
        return 0
    end = _capitals_end(names, tokens, at)
    return end if end - at > 2 or not names.has("rare", here) else 0


def _middle_end(names: Names, tokens: list[Token], at: int) -> int:
    """ "trần văn bảy". Without accents "duong thi ngap" is a flooded road, so more must speak for a name."""
    given = _next(tokens, at + 1)
    if names.pair(tokens, at - 1) or given is None or names.has("no_given", given):
        return 0
    before = tokens[at - 1] if at > 0 and tokens[at].glued else None
    called = before is not None and (names.has("elder", before) or names.has("self", before))
    return at + 3 if names is _names(accented=True) or not names.has("unsure", tokens[at]) or called else 0


def _self_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """ "tôi trịnh công sự không đồng ý": a whole name without capitals, where people tell their own."""
    if names is _names(accented=False) or at == 0 or not tokens[at].glued or not names.has("self", tokens[at - 1]):
        return 0
    plain = shouting or not tokens[at].named
    if not plain or not names.has("surname", tokens[at]) or names.has("rare", tokens[at]):
        return 0
    third = at + 2 < len(tokens) and tokens[at + 1].glued and tokens[at + 2].glued
    after = _next(tokens, at + 2) if third else None
    return at + 3 if third and (after is None or names.has("goes_on", after)) else 0


def _is_after_role(names: Names, tokens: list[Token], at: int, shouting: bool) -> bool:
    """ "bác sĩ Minh", "trưởng thôn Phạm Văn Đức"; "cán bộ Tư pháp" is nobody."""
    here = tokens[at]
    if (
        shouting
        or not here.named
        or not here.glued
        or names.has("body", here)
        or not names.pair(tokens, at - 2, "role")
    ):
        return False
    return not here.text.isupper() or len(here.text) == 1


def _order_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """ "Bảy Tặng": born seventh, called Tặng."""
    end = _capitals_end(names, tokens, at)
    if shouting or not tokens[at].named or (at > 0 and names.has("counting", tokens[at - 1])):
        return 0
    return end if names.has("order", tokens[at]) and end > at + 1 and not _is_region(names, tokens, at) else 0


def _inner_end(names: Names, tokens: list[Token], at: int, shouting: bool) -> int:
    """Names told by a word inside them, whatever the surname: "Vàng A Páo", "Viên Thị Lụa", "Y Sa Niê", "H'Ngăn"."""
    end = _capitals_end(names, tokens, at)
    run = tokens[at:end]
    if shouting or not run[0].named or names.has("place", run[0]):
        return 0
    marked = [names.has("middle", token) or names.has("joiner", token) for token in run[1:]]
    begins = [_TRIBAL.match(run[0].low) is not None, len(run) > 1 and names.has("before", run[0])]
    given = [not names.has("no_given", token) for token in run[1:]]
    inside = any(mark and known for mark, known in zip(marked, given[1:], strict=False))
    return end if inside or begins[0] or (begins[1] and given[0]) else 0


def _next(tokens: list[Token], at: int) -> Token | None:
    return tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].glued else None


def _capitals_end(names: Names, tokens: list[Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < _MOST_NAME_WORDS and tokens[end].glued and tokens[end].named:
        if names.has("stop", tokens[end]):
            break
        end += 1
    return end


def _is_region(names: Names, tokens: list[Token], at: int) -> bool:
    return any("_".join(token.low for token in tokens[at : at + length]) in names.words["region"] for length in (2, 3))


@cache
def _names(*, accented: bool) -> Names:
    text = files(__package__).joinpath("person_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    spell = low_text if accented else bare_text
    words = {use: frozenset(spell(entries).split()) for use, entries in rows}
    return Names(words if accented else words | {"title": words["title"] - words["accented"]})

"""What a message says beside its topic: where, that it comes again, that it holds several matters."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from bot.rules.person_names import bare_text, low_text
from bot.rules.vietnamese import plain

# What may lead to the name of a place; kept when it does: "trước cổng trường …".
_LEADING = (
    "trước|sau|gần|cạnh|đối diện|đầu|cuối|dưới chân|chân|bên hông|ngay|khu vực|khúc|đoạn|góc|dọc|cổng|cổng sau|ngã ba|"
    "ngã tư|mặt|trong|bờ|phía sau|phía trước"
)
_PLACE = (
    "đường|nhà số|căn hộ|vòng xoay|tổ dân phố|khu phố|khu dân cư|khu tái định cư|khu công nghiệp|khu đô thị|chung cư|"
    "nhà văn hóa|trạm y tế|trạm bơm|bệnh viện|trường tiểu học|trường mầm non|trường|thcs|thpt|trường thcs|trường thpt|"
    "bờ kè|bãi biển|bãi rác|bãi xe|công viên|nghĩa trang|sân vận động|sân bóng|bến đò|bến xe|bến tàu|phố|xóm|bản|buôn|"
    "khu|chùa|đình|đền|miếu|chợ|cầu|cống|sông|suối|kênh|kinh|rạch|hồ|đập|đèo|đồi|cồn|bãi|đê|phường|xã|làng|giáo xứ"
)
_NUMBERED = (
    "số nhà|tổ|tổ dân phố|khu phố|khu|ấp|thôn|xóm|khóm|hẻm|ngõ|ngách|kiệt|đường|quốc lộ|tỉnh lộ|hương lộ|km|bản|căn hộ|"
    "đường số|nhà số|lô"
)
_MOST_NAME_WORDS = 5


class _Mention(NamedTuple):
    """`shown`: the text with its capitals, where they mark names · `low`: its words to compare with the lists."""

    shown: str
    spans: list[tuple[int, int]]
    low: list[str]

    def is_glued(self, at: int) -> bool:
        """Only blanks lie between this word and the one before."""
        return at > 0 and self.shown[self.spans[at - 1][1] : self.spans[at][0]].isspace()


_WORD = re.compile(r"\w+(?:[/.-]\w+)*")
_REPEAT = re.compile(
    r"\b(?:lan (?:thu )?(?:\d+|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b(?=.{0,25}(?:bao|phan anh|goi|hoi|gui|noi|nhan))"
    r"|(?:bao|phan anh|goi|hoi|gui|kien nghi|nhan)(?: tin| don| len| xa| phuong| roi| hoai)* (?:toi )?lan (?:thu )?"
    r"(?:\d+|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b"
    r"|(?:da|tung) (?:bao|phan anh|gui|goi|hoi|kien nghi|noi)\b.{0,40}?\b(?:lan|roi|truoc|hoai|ma chua|ma khong|van)\b"
    r"|(?:bao|phan anh|goi|noi|keu) (?:hoai|mai|nhieu lan|may lan|bao nhieu lan|bao lan)\b"
    r"|lan truoc\b.{0,40}?\b(?:hua|tra loi|noi|bao|sua|hen)\b"
    r"|nhac lai\b|bao lai\b|gui lai\b)"
)
_MANY = re.compile(
    r"\b(?:voi lai|ngoai ra|nhan tien|nhan day|tien the|them nua|chuyen thu hai|viec thu hai|thu hai la|hai viec|"
    r"hai chuyen|ba viec|ba chuyen|may viec|may chuyen)\b|\(2\)|(?:^|\s)2[.)/] |; ?\(?b\)|\b1\W.{5,}\b2[.)]"
)


def place_of(text: str) -> str | None:
    """The first place named, word for word as written; best effort, None when no place has a name."""
    composed = normalize("NFC", text)
    low = low_text(composed)
    bare = bare_text(composed) == low
    seen = _read(composed, low)
    named, numbered = _beginning(_PLACE, bare=bare), _beginning(_NUMBERED, bare=bare)
    for at, first in enumerate(seen.low):
        end = (first in named or first in numbered) and _mention_end(seen, at, bare=bare)
        end = end and _further(seen, end, bare=bare)
        if end:
            start = _chain_start(seen, at, _entries(f"{_LEADING}|{_PLACE}|{_NUMBERED}", bare=bare))
            return composed[seen.spans[start][0] : seen.spans[end - 1][1]]
    return None


def is_repeat(text: str) -> bool:
    """The writer says it was reported before: "lần 3 tôi báo", "gọi hoài"."""
    return bool(_REPEAT.search(plain(text)))


def is_many(text: str) -> bool:
    """The message announces a second matter; silence proves nothing."""
    return bool(_MANY.search(plain(text)))


def _read(text: str, low: str) -> _Mention:
    spans = [match.span() for match in _WORD.finditer(text)]
    # In a text all in capitals they mark no name; numbers still do.
    return _Mention(low if text.isupper() else text, spans, [low[a:b] for a, b in spans])


@cache
def _entries(words: str, *, bare: bool) -> list[list[str]]:
    """The longest first, so that "tổ dân phố" is not read as "tổ"."""
    listed = (bare_text(words) if bare else words).split("|")
    return sorted((entry.split() for entry in listed), key=len, reverse=True)


@cache
def _beginning(words: str, *, bare: bool) -> dict[str, list[list[str]]]:
    """The same by their first word."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for entry in _entries(words, bare=bare):
        found[entry[0]].append(entry)
    return dict(found)


def _mention_end(seen: _Mention, at: int, *, bare: bool) -> int:
    first = seen.low[at]
    return max(
        _name_end(seen, at, _beginning(_PLACE, bare=bare).get(first, ()), numbered=False),
        _name_end(seen, at, _beginning(_NUMBERED, bare=bare).get(first, ()), numbered=True),
    )


def _further(seen: _Mention, end: int, *, bare: bool) -> int:
    """On from "số nhà 5" through "đường Lam Sơn"."""
    while end < len(seen.low) and seen.is_glued(end) and (following := _mention_end(seen, end, bare=bare)):
        end = following
    return end


def _name_end(seen: _Mention, at: int, entries: Iterable[list[str]], *, numbered: bool) -> int:
    """The position after "chợ Bàu Sen" or "tổ 21" beginning at `at`; 0 when none does."""
    length = next((len(entry) for entry in entries if seen.low[at : at + len(entry)] == entry), 0)
    start = end = at + length
    while length and end < len(seen.low) and end - start < _MOST_NAME_WORDS and seen.is_glued(end):
        first = seen.shown[seen.spans[end][0]]
        if not (first.isupper() or (numbered and end == start and first.isdigit())):
            break
        end += 1
    return end if end > start else 0


def _chain_start(seen: _Mention, at: int, entries: list[list[str]]) -> int:
    start = at
    while seen.is_glued(start):
        back = next((len(e) for e in entries if start >= len(e) and seen.low[start - len(e) : start] == e), 0)
        if not back:
            break
        start -= back
    return start

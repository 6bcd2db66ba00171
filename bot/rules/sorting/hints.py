"""What a message says beside its topic: where, that it comes again, that it holds several matters."""

import re
from unicodedata import normalize

from bot.rules.vietnamese import plain

# Words that open the name of a place; matched without accents, so both spellings are found.
_OPENING = "truoc|sau|gan|canh|doi dien|dau|cuoi|duoi chan|chan|ben hong|ngay|khu vuc|khuc|doan|trong|goc|doc|cong"
_PLACE = (
    "so nha|nha so|can ho|nga ba|nga tu|nga nam|vong xoay|to dan pho|khu pho|khu dan cu|khu tai dinh cu|"
    "khu cong nghiep|khu do thi|chung cu|quoc lo|tinh lo|huong lo|nha van hoa|tram y te|tram bom|benh vien|"
    "truong tieu hoc|truong mam non|truong|thcs|thpt|bo ke|bo kenh|bo song|bai bien|bai rac|bai xe|cong vien|"
    "nghia trang|san van dong|san bong|ben do|ben xe|ben tau|duong|pho|hem|ngo|ngach|kiet|thon|xom|ap|ban|buon|"
    "khom|to|khu|chua|dinh|den|mieu|cho|cau|cong|song|suoi|kenh|kinh|rach|ho|dap|deo|doi|con|bai|de|lo|ky ot"
)
# A name: words with a capital, or numbers such as 12/3B.
_NAME = r"(?:\d[\w/.-]*|[A-ZĐÀ-ỸÁ-Ứ][\w'-]*)"
_WORD = re.compile(r"[\w/.-]*\w", re.UNICODE)
_NAMED = re.compile(rf"^{_NAME}$")
_MOST_NAME_WORDS = 5
_PLACE_WORDS = tuple(tuple(entry.split()) for entry in sorted(_PLACE.split("|"), key=len, reverse=True))
_OPENING_WORDS = tuple(tuple(entry.split()) for entry in sorted(_OPENING.split("|"), key=len, reverse=True))

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
    spans = [match.span() for match in _WORD.finditer(composed)]
    words = [composed[start:end] for start, end in spans]
    bare = [plain(word) for word in words]
    for at in range(len(words)):
        length = _starts(bare, at, _PLACE_WORDS)
        end = _name_end(composed, spans, words, at + length) if length else 0
        if end:
            start = _chain_start(composed, spans, bare, at)
            return composed[spans[start][0] : spans[end - 1][1]]
    return None


def is_repeat(text: str) -> bool:
    """The writer says it was reported before: "lần 3 tôi báo", "gọi hoài"."""
    return bool(_REPEAT.search(plain(text)))


def is_many(text: str) -> bool:
    """The message announces a second matter; silence proves nothing."""
    return bool(_MANY.search(plain(text)))


def _starts(bare: list[str], at: int, entries: tuple[tuple[str, ...], ...]) -> int:
    return next((len(entry) for entry in entries if tuple(bare[at : at + len(entry)]) == entry), 0)


def _name_end(text: str, spans: list[tuple[int, int]], words: list[str], at: int) -> int:
    """The position after the name that begins at `at`; 0 when none does."""
    end = at
    while end < len(words) and end - at < _MOST_NAME_WORDS and _NAMED.match(words[end]):
        if end > at and not _is_joined(text, spans, end):
            break
        end += 1
    shouting = text.isupper()
    return end if at < end and not (shouting and not words[at][0].isdigit()) else 0


def _is_joined(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    return text[spans[at - 1][1] : spans[at][0]].isspace()


def _chain_start(text: str, spans: list[tuple[int, int]], bare: list[str], at: int) -> int:
    """Takes in what leads to the name: "trước cổng" of "trước cổng trường Quang Trung"."""
    start = at
    while start > 0 and _is_joined(text, spans, start):
        back = next(
            (
                len(entry)
                for entry in _PLACE_WORDS + _OPENING_WORDS
                if start >= len(entry) and tuple(bare[start - len(entry) : start]) == entry
            ),
            0,
        )
        if not back:
            break
        start -= back
    return start

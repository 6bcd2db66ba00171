"""Advertising: words of selling together with a link or a telephone number."""

import re

from bot.rules.mischief.words import found, read_phrases, tokens
from bot.rules.vietnamese import plain, spelled

ENOUGH = 3  # with a link or a number
PLENTY = 6  # without either
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s/]*|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|net|vn|info|xyz|club|shop|top|vip|me|ly|gg)\b"
)
_OFFICIAL = re.compile(r"\.gov\.vn\b|chinhphu\.vn\b")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
# Who complains of advertising quotes it.
_COMPLAINT = re.compile(
    r"\b(?:phan anh|kien nghi|de nghi|xu ly|dan day|dan tren|dan o|dan len|to roi|quay roi|lam phien|khung bo|lua dao|"
    r"bi lua|bi mat|moi ngay deu goi|khong chap nhan|nha to|gay mat|o nhiem|go bo|thao go|kiem tra|can thiep)\b"
)


def advertising(text: str) -> tuple[str, ...]:
    """The words that say so; none where it is no advertisement."""
    hits = found(read_phrases("adverts.tsv", always_bare=True), tokens(text))
    weight = sum(hit.weight for hit in hits)
    if weight < ENOUGH or _COMPLAINT.search(plain(text)):
        return ()
    where = _where(spelled(text))
    return (*dict.fromkeys(hit.shown for hit in hits), *where) if where or weight >= PLENTY else ()


def _where(low: str) -> tuple[str, ...]:
    """Where one is to turn: a link that is no authority's, a number to call."""
    links = [link for link in _LINK.findall(low) if not _OFFICIAL.search(link)]
    return (*(("đường dẫn",) if links else ()), *(("số điện thoại",) if _PHONE.search(low) else ()))

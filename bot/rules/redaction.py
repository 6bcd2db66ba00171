"""Hiding what must not be seen: secrets in logs, persons in texts to be published."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from bot.rules.person_names import Span, bare_text, name_spans

HIDDEN = "[ẩn]"
_LEAST_SECRET = 6
# Telegram's bot tokens: digits, a colon, 35 characters; also inside a URL or a path.
_BOT_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])")

_CODE = r"[a-z]{0,4}[.-]?\d[\w./-]*\w|\d"
# All matched on the lower-case text without accents; group 1, where there is one, is what gets hidden.
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)",
        r"(?<!\w)\d{2} ?-? ?[a-z]{1,2}\d? ?[-.]? ?\d{3}\.?\d{1,2}(?!\w)",
        r"(?:bien so|bien kiem soat|bks)(?: xe)?(?: la)?[ :]*(\d{2}[\w .-]{0,12}\d)",
        r"(?:stk|tai khoan|so the|the so|cmnd|cccd|can cuoc|dinh danh|ma so thue|mst|ma so|ma the|ma ho so|ma hs|"
        r"ho so(?: so| ma)?|bien nhan(?: so)?|ma khach hang|ma kh|ma benh nhan|so bao hiem|bhyt|bhxh|so hieu)"
        r"(?: so| la| cua toi| cua em| duoi)*[ :#]*((?=[\w./-]*\d{3})[a-z0-9][\w./-]*\w)",
        r"(?<!\w)(?:so nha|nha so|nha tro so|phong tro so|phong so|can ho so|can ho|can so|can|phong)[ :]*"
        rf"(?:so )?({_CODE})(?! ?(?:m2|m|tang|trieu|ty|phong|nguoi|nha|lan)\b)(?!\w)",
        r"(?<!\w)nha[ :]*(\d+[a-z]?(?:/\d+[a-z]?)+)",
        r"(?<!\w)so[ :]*(\d+[a-z]?(?:/\d+[a-z]?)*)(?=,? (?:duong|pho|ngo|ngach|hem|kiet|lo|quoc lo)\b)",
        r"(?<!\w)(?:thua dat|thua|to ban do|to bd)[ :]*(?:so )?[ :]*(\d+[\w/-]*)",
        r"(?<!\w)to so (\d+)(?=.{0,25}thua)|(?:thua.{0,25})(?<!\w)to (?:so )?(\d+)",
    )
)
_LONG_NUMBER = re.compile(r"(?<![\w.,])\d(?:[ .-]?\d){7,}(?!\w)")
_MONEY = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_DATE = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-]\d{4}")
# A dossier or customer code: letters and digits mixed, at least four digits.
_MIXED_CODE = re.compile(r"(?<!\w)(?=[\w.-]*[A-Z])(?=(?:[\w.-]*?\d){4})[A-Z0-9]{2,}(?:[.-][A-Z0-9]+)*(?!\w)")
_LAW = re.compile(r"(?:NĐ|ND|TT|QĐ|QD|NQ|CV|KH|CT)")
# "82 Ngô Mây": a house by its number and street; "tổ 21 Phường …" and dates are none.
_STREET = re.compile(
    r"(?<![\w/.,:-])\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)*,? (?=[^\W\d_a-z]\w*[^\W\d_] [^\W\d_a-z]\w*[^\W\d_])"
)
_BEFORE_NO_HOUSE = re.compile(
    r"(?:to|khu|ap|thon|xom|hem|ngo|kiet|ngach|duong|lo|km|lop|nam|thang|ngay|luc|pho|so|quan|phuong|khoi|quy|"
    r"tuyen|doi|tang|toa|khom|doan|nhom|gio|h|muc|dieu|khoan)[ .]*$"
)


def hide_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text without these secrets and without anything shaped like a bot token."""
    for secret in sorted({s for s in secrets if len(s) >= _LEAST_SECRET}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _BOT_TOKEN.sub(HIDDEN, text)


def redact(text: str) -> str:
    """For publishing: no names, telephones, plates, numbers of persons, dossiers, houses or parcels.

    A help for the person who approves the text, not a replacement: illness and circumstance stay.
    """
    composed = normalize("NFC", text)
    while (spans := _merged(_number_spans(composed) + _house_spans(composed) + name_spans(composed))) != []:
        composed = _without(composed, spans)
    return composed


def _number_spans(text: str) -> list[Span]:
    bare = bare_text(text)
    spans = [
        match.span(match.lastindex or 0) for pattern in _NUMBERS for match in pattern.finditer(bare)
    ]
    spans += [
        match.span()
        for match in _LONG_NUMBER.finditer(text)
        if not (_MONEY.fullmatch(match.group()) or _DATE.fullmatch(match.group()))
    ]
    return spans + [match.span() for match in _MIXED_CODE.finditer(text) if not _LAW.match(match.group())]


def _house_spans(text: str) -> list[Span]:
    bare = bare_text(text)
    return [
        (match.start(), match.end() - 1)
        for match in _STREET.finditer(text)
        if not text.isupper() and not _BEFORE_NO_HOUSE.search(bare[: match.start()])
    ]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _without(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += [text[last:start], HIDDEN]
        last = end
    return "".join([*parts, text[last:]])

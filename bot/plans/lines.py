"""What a line of running text says about the tables below it."""

import re

from bot.plans.numbering import Number, split_number
from bot.rules.vietnamese import nfc, plain

_APPENDIX = re.compile(
    r"(?:phu luc|pl)(?:\s*so)?[\s.:]*(?P<mark>\d{1,2}[a-z]?|[ivx]+|[a-h])?(?![\w])[\s.:)–-]*(?P<rest>.*)", re.DOTALL
)
_FRESH_START = re.compile(
    r"noi nhan|cong hoa xa hoi chu nghia|\(?(ban hanh )?kem theo (ke hoach|quyet dinh|cong van|chuong trinh|nghi quyet)"
    r"|ke hoach$|quyet dinh$|chuong trinh$"
)
_CLOSING = re.compile(
    r"(NƠI NHẬN|Nơi nhận)\b|(TM|KT|TL|TUQ)\. ?\w|(NGƯỜI|Người) (LẬP|lập)( (BIỂU|biểu))?$|(PHÓ )?CHỦ TỊCH$"
)
_PAGE = re.compile(r"[-–—\s]*(trang\s*)?\d{1,3}(\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)


def appendix_mark(text: str) -> str | None:
    """The number of the appendix that begins with this line, "" for one without, None for any other line."""
    if not re.match(r"PHỤ LỤC|Phụ lục|Phu luc|PHU LUC|PL\s*\d", text) or len(text) > 300:
        return None
    found = _APPENDIX.match(plain(text))
    if not found or _is_mention(found["rest"], text[len(text) - len(found["rest"]) :]):
        return None
    return found["mark"] or ""


def _is_mention(key: str, rest: str) -> bool:
    """The sentence goes on: "Phụ lục 1 của Kế hoạch", "Phụ lục kèm theo Kế hoạch này"."""
    return rest[:1].islower() and (not key.startswith(("kem theo", "ban hanh kem theo")) or "này" in rest)


def starts_afresh(text: str) -> bool:
    """Headings above this line do not reach below it: a letterhead, a title, the list of recipients."""
    return bool(_FRESH_START.match(plain(text).strip(" *_-#")))


def closes_table(text: str) -> bool:
    """The signature or the list of recipients below the last row."""
    return bool(_CLOSING.match(nfc(text).strip("* ")))


def is_page_mark(text: str) -> bool:
    return bool(_PAGE.fullmatch(text))


def headings_in(text: str) -> list[tuple[Number, str]]:
    """The numbered headings a line holds, outermost first; recognition may have glued two together."""
    found = split_number(text)
    if not found:
        return []
    number, title = found
    inner = re.search(rf"(?<=[.;:)\w])\s+(?={re.escape(number.bare)}\.1[.)]?\s)", title)
    below = split_number(title[inner.end() :]) if inner else None
    if inner and below:
        return [(number, title[: inner.start()]), below]
    return [(number, title)]

"""What the running text says of the plan as a whole: title, number, day of issue, year."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.plans.blocks import Block, Line, Row
from bot.plans.markup import one_line
from bot.rules.vietnamese import nfc, plain

_NUMBER = re.compile(r"[Ss]ố\s*:?\s*(?P<number>\d{1,6}\s*/\s*[A-ZĐ][\w&/.\-]*)")
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SLASHED = re.compile(r"ngày\s+(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_ATTACHED = re.compile(r"\(?\s*(ban hanh )?kem theo (ke hoach|quyet dinh|cong van|chuong trinh|nghi quyet)")
_LETTERHEAD = re.compile(r"^[^,;.]{2,60},\s*ngày\b.{0,60}$")
_KIND = re.compile(r"(ke hoach|chuong trinh|phuong an|de an|quyet dinh|nghi quyet)(?![^\W_])")
_BODY = re.compile(
    r"(can cu|thuc hien (nghi|ke|quyet|cong)|theo de nghi|xet|i+\.|\d+\.|phu luc|chu tich uy|\(|kinh gui)"
)
_OWN_YEAR = re.compile(r"năm\s+(20\d{2})(?!\s*[-–]\s*20)")
_YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?![\d/])")


@dataclass(frozen=True)
class Facts:
    title: str = ""
    number: str = ""
    issued: date | None = None
    year: int | None = None


def read_facts(blocks: Sequence[Block]) -> Facts:
    """What the head of the plan says, or else a line "(kèm theo Kế hoạch số …)"."""
    lines = [text for block in blocks for text in _line_texts(block)]
    texts = [text for block in blocks for text in _texts(block)]
    title = _title(lines)
    issued = _issued(texts)
    year = _own_year(title) or _year_in_head(texts) or (issued.year if issued else None) or _first_year(title)
    return Facts(title, _number(texts), issued, year)


def year_of_deadlines(texts: Iterable[str]) -> int | None:
    """The year most deadlines name, for a plan that says nowhere which year it is for."""
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return years.most_common(1)[0][0] if years else None


def _texts(block: Block) -> list[str]:
    if isinstance(block, Row):
        return [one_line(cell.text) for cell in block.cells if cell.text and not cell.across and not cell.down]
    return [block.text] if isinstance(block, Line) and block.text else []


def _line_texts(block: Block) -> list[str]:
    """Running text only; a row with more than one cell ends a title."""
    texts = _texts(block)
    return texts if len(texts) == 1 else [""]


def _number(texts: Sequence[str]) -> str:
    """The plan's own number: in the head, or in the line that says what the appendix comes with."""
    head = next((_NUMBER.match(text) for text in texts if _NUMBER.match(text)), None)
    attached = next((_NUMBER.search(text) for text in texts if _ATTACHED.match(plain(text))), None)
    found = head or attached
    return re.sub(r"\s", "", found["number"]) if found else ""


def _issued(texts: Sequence[str]) -> date | None:
    for text in texts:
        if _LETTERHEAD.match(text) and (day := _date_in(text)):
            return day
    attached = (_date_in(text) for text in texts if _ATTACHED.match(plain(text)))
    return next((day for day in attached if day), None)


def _date_in(text: str) -> date | None:
    found = _DAY.search(text) or _SLASHED.search(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _title(texts: Sequence[str]) -> str:
    """The lines under "KẾ HOẠCH", or the first line that begins with the word."""
    for at, text in enumerate(texts):
        key = plain(text)
        if _KIND.fullmatch(key.rstrip(":")):
            return nfc(" ".join(_title_lines(texts[at + 1 : at + 6])))
        if _KIND.match(key) and text[:8].isupper():
            return nfc(text)
    return ""


def _title_lines(texts: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for text in texts:
        if not text or _BODY.match(plain(text)) or len(text) > 300:
            break
        lines.append(text)
    return lines


def _own_year(title: str) -> int | None:
    found = _OWN_YEAR.search(title)
    return int(found[1]) if found else None


def _first_year(title: str) -> int | None:
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def _year_in_head(texts: Sequence[str]) -> int | None:
    """From a heading in capitals: "NHIỆM VỤ CỤ THỂ … NĂM 2022"."""
    years = (re.search(r"NĂM\s+(20\d{2})", text) for text in texts if len(text) < 300)
    return next((int(found[1]) for found in years if found), None)

"""An answer with the figures of indicators: "97,5" · "CT-7: 97,5" · "CT-7 quý II: 98; CT-8: 4 buổi"."""

import re
from dataclasses import dataclass

from bot.rules.vietnamese import nfc

_CODE = r"(?:ct|chỉ\s*tiêu|chi\s*tieu)\s*[-–.]?\s*(?P<number>\d{1,9})"
_APART = re.compile(r"[;\n]+|,?\s+(?=(?:ct|chỉ\s*tiêu|chi\s*tieu)\s*[-–.]?\s*\d)", re.I)
_TITLED = re.compile(rf"[•*\-\s]*{_CODE}\b(?:(?P<period>[^:=]{{0,40}})[:=]|\s+(?=[\d+-]))\s*(?P<words>.+)", re.I)


@dataclass(frozen=True)
class Said:
    """`number` of the indicator (None: the one that was asked about) · `period` as it was named ("": the one asked)."""

    words: str
    number: int | None = None
    period: str = ""


def read_values(text: str) -> list[Said]:
    pieces = (nfc(piece) for line in text.splitlines() for piece in _APART.split(line))
    return [_said(piece) for piece in pieces if piece]


def _said(piece: str) -> Said:
    found = _TITLED.fullmatch(piece)
    if found is None:
        return Said(piece)
    return Said(found["words"].strip(), int(found["number"]), (found["period"] or "").strip(" ,()"))

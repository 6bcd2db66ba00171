"""Which figures are asked back before they are kept."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.rules.amounts import Amount, is_other_measure, is_percent
from bot.rules.vietnamese import plain

Doubt = Literal["", "percent", "negative", "measure", "parts", "jump"]
MOST = 1e12
_JUMP = 10
_WHOLE = 100
_COUNTED = re.compile(
    r"\b(?:ho so|buoi|ho|nguoi|vu|luot|van ban|cuoc|lan|cong trinh|mo hinh|tin|bai|co so|doanh nghiep|lop|thon|ap"
    r"|hop tac xa|dich vu|thu tuc|hoi nghi|to chuc|can bo|truong|chau|dot|nhiem vu|phan anh|san pham)\b"
)


def doubt_of(said: Amount, measure: str, before: Sequence[float], level: float | None = None) -> Doubt:
    """Why a figure is hard to believe. `before`: earlier ones; `level`: what it should be near where there is none."""
    value = said.value
    if is_other_measure(said.measure, measure):
        return "measure"
    if value < 0:
        return "negative"
    if is_percent(measure) and value > _WHOLE:
        return "percent"
    if not value.is_integer() and _COUNTED.search(plain(measure)):
        return "parts"
    last = before[-1] if before else level
    far = last and value and max(value / last, last / value) >= _JUMP
    return "jump" if far else ""

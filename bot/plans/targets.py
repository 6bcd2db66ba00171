"""What an indicator has to reach: "Tối thiểu 80", "từ 80 đến dưới 90 điểm"."""

import re
from typing import Literal, TypedDict

from bot.rules.vietnamese import plain

Op = Literal[">=", ">", "=", "<=", "<", "range"]


class Target(TypedDict, total=False):
    """`value` with a comparison; a range has `min` and `max` and says which ends belong to it."""

    op: Op
    value: float
    min: float
    min_inclusive: bool
    max: float
    max_inclusive: bool


_NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"(?P<low>tren|hon)?\s*(?:tu\s*)?(?P<a>{_NUMBER})\s*%?\s*(?:-|–|den)\s*(?P<under>duoi)?\s*(?P<b>{_NUMBER})"
)
_SIGNS: tuple[tuple[Op, re.Pattern[str]], ...] = (
    (">=", re.compile(r">=|≥|toi thieu|it nhat|tu\b.*tro len|tro len|khong (thap|it|duoi) (hon)?|dat tu|khong duoi")),
    ("<=", re.compile(r"<=|≤|toi da|khong (qua|vuot|tren)|tro xuong|nhieu nhat")),
    (">", re.compile(r">|tren\b|hon\b|vuot")),
    ("<", re.compile(r"<|duoi\b|thap hon")),
)


def read_target(text: str) -> Target | None:
    """The comparison and the number, None where the cell names no number or several."""
    key = plain(text)
    if found := _RANGE.search(key):
        return {
            "op": "range",
            "min": _figure(found["a"]),
            "min_inclusive": not found["low"],
            "max": _figure(found["b"]),
            "max_inclusive": not found["under"],
        }
    numbers = re.findall(_NUMBER, key)
    if len(numbers) != 1:
        return None
    op: Op = next((op for op, sign in _SIGNS if sign.search(key)), "=")
    return {"op": op, "value": _figure(numbers[0])}


def _figure(text: str) -> float:
    """5.280 is five thousand, 98,5 ninety-eight and a half."""
    if re.fullmatch(r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?", text):
        text = re.sub(r"[.\s]", "", text)
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value

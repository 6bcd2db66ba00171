"""What an indicator has to reach: "Tối thiểu 80", "từ 80 đến dưới 90 điểm"."""

import re
from collections.abc import Mapping
from typing import Any, Literal, TypedDict

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


Goal = Mapping[str, Any]  # a Target as it was kept

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


def edges(goal: Goal) -> tuple[float | None, float | None]:
    """The least and the most that a goal allows; None: no end there.

    A bare number is what has to be reached, as plans mean it ("4 buổi"); a bare 0 is what must not be passed.
    """
    if goal["op"] == "range":
        return goal["min"], goal["max"]
    value = goal["value"]
    at_most = goal["op"] in ("<=", "<") or (goal["op"] == "=" and value == 0)
    return (None, value) if at_most else (value, None)


def is_reached(goal: Goal, value: float) -> bool:
    least, most = edges(goal)
    return (least is None or _is_over(value, least, _holds(goal, "min"))) and (
        most is None or _is_over(-value, -most, _holds(goal, "max"))
    )


def is_passed(goal: Goal, value: float) -> bool:
    """Whether a figure that only grows has gone beyond what is allowed."""
    most = edges(goal)[1]
    return most is not None and not _is_over(-value, -most, _holds(goal, "max"))


def distance(goal: Goal, value: float) -> float:
    """How far a figure still is from what is wanted; 0 where it is there."""
    least, most = edges(goal)
    if is_reached(goal, value):
        return 0.0
    if least is not None and value <= least:
        return least - value
    return value - most if most is not None else 0.0


def _holds(goal: Goal, end: str) -> bool:
    """Whether the end itself belongs to what is allowed."""
    return bool(goal.get(f"{end}_inclusive", True)) if goal["op"] == "range" else goal["op"] not in ("<", ">")


def _is_over(value: float, least: float, including: bool) -> bool:
    return value > least or (including and value == least)

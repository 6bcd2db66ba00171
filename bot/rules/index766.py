"""The 766 index: six groups of points, their sum, its rank, and where the most can be gained."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.rules.amounts import say_amount
from bot.rules.vietnamese import plain

Points = Mapping[str, float]
WHOLE = 100
_DECIMALS = 2
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")
_OUT_OF = re.compile(r"\s*/\s*(\d{1,3})\b")
_APART = re.compile(r"[;\n\t|]+")


@dataclass(frozen=True)
class Group:
    """`names`: plain words by which people and exports call it · `gain`: what would raise its points."""

    key: str
    title: str
    most: int
    names: tuple[str, ...]
    gain: str


@cache
def _read() -> Mapping[str, object]:
    return tomllib.loads(files("bot.rules").joinpath("index766.toml").read_text("utf-8"))


@cache
def groups() -> tuple[Group, ...]:
    """In the order in which the national portal shows them."""
    read = _read()["groups"]
    assert isinstance(read, dict)
    return tuple(Group(key, one["title"], one["most"], tuple(one["names"]), one["raise"]) for key, one in read.items())


def source() -> str:
    return str(_read()["source"])


def rank(total: float) -> str:
    ranks = _read()["ranks"]
    assert isinstance(ranks, list)
    return next(str(one["title"]) for one in ranks if total >= one["least"])


def total(points: Points) -> float:
    return round(sum(points.values()), _DECIMALS)


def weakest(points: Points) -> Group | None:
    """The group that is farthest from its most, by share, then by points lost; None where nothing is left to gain."""
    open_ones = [group for group in groups() if points.get(group.key, 0) < group.most]
    return min(
        open_ones,
        key=lambda group: (points.get(group.key, 0) / group.most, points.get(group.key, 0) - group.most),
        default=None,
    )


def group_called(text: str) -> Group | None:
    """The group that words name; the longest name wins, so that no payment is taken for a service."""
    said = " ".join(re.sub(r"[^\w\s]", " ", plain(text)).split())
    found = [(len(name), group) for group in groups() for name in group.names if name in said]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def read_points(text: str, known: Points | None = None) -> dict[str, float]:
    """ "18; 19,5; 10; 8; 17; 20" in the order of the groups, or "tiến độ 19,5; số hóa 20" on top of what is known.

    ValueError, in Vietnamese, says what is wrong.
    """
    pieces = [piece.strip() for piece in _APART.split(text) if piece.strip()]
    if any(re.search(r"[^\W\d_]{3}", piece) for piece in pieces):
        return checked({**(known or {}), **_named(pieces)})
    numbers = _NUMBER.findall(_OUT_OF.sub("", text))
    if len(numbers) != len(groups()):
        raise ValueError(
            f"Cần đủ {len(groups())} số theo thứ tự các nhóm, cách nhau dấu chấm phẩy; nhận được {len(numbers)}."
        )
    return checked({group.key: _value(number) for group, number in zip(groups(), numbers, strict=True)})


def _named(pieces: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for piece in pieces:
        group, numbers = group_called(piece), _NUMBER.findall(_OUT_OF.sub("", piece))
        if group is None or len(numbers) != 1:
            raise ValueError(f"Chưa hiểu “{piece[:60]}”. Ví dụ: tiến độ 19,5; số hóa 20.")
        if group.key in found:
            raise ValueError(f"“{group.title}” được ghi hai lần.")
        found[group.key] = _value(numbers[0])
    return found


def checked(points: Points) -> dict[str, float]:
    """All groups, each within its most. ValueError where one is missing or beyond."""
    lacking = [group.title for group in groups() if group.key not in points]
    if lacking:
        raise ValueError(f"Còn thiếu điểm: {', '.join(lacking)}.")
    for group in groups():
        value = points[group.key]
        if not 0 <= value <= group.most:
            raise ValueError(f"“{group.title}” tối đa {group.most} điểm, không thể là {say_amount(value)}.")
    return {group.key: round(points[group.key], _DECIMALS) for group in groups()}


def _value(digits: str) -> float:
    return float(digits.replace(",", "."))

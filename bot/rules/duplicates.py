"""Whether two reports are about the same matter: alike words about the same topic, near each other, not long apart."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.rules.vietnamese import plain

DAYS = 60
NEAR = 300.0  # metres
_ALIKE, _ALIKE_HERE, _ALIKE_NEAR = 0.5, 0.22, 0.12  # share of shingles: anywhere, at the same place, by the map
_EARTH = 6_371_000.0
_MOST_CLUES = 32
# With what a clue begins: a word of a report that says where, of one that does not; a name in a place, another word of
# a place that has a name, of one that has none.
_PLACED, _PLACELESS, _NAME, _IN_NAME, _NAMELESS = "10^-~"
_SQUARE = 0.006  # degrees: in this country at least twice `NEAR`, whichever way
# Of the open matters of an office: they are compared with every message about their topic.
_REMEMBERED_PLACES, _REMEMBERED_TEXTS = 1_000, 300


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


# Words every report has: of them nothing follows.
_COMMON = _listed(
    "o|tai|la|va|thi|ma|co|khong|ko|bi|da|dang|roi|qua|cua|cho|voi|nay|kia|do|ay|nhe|a|e|em|toi|tui|minh|con|chau|"
    "bac|ong|ba|anh|chi|xin|de|nghi|mong|kinh|gui|xa|phuong|ubnd|xu|ly|som|giup|kiem|tra|rat|nhieu|mot|hai|ngay|"
    "hom|may|gio|lai|nua"
)
# Of a place these say only where about it, or what kind of place it is.
_ABOUT = _listed(
    "truoc|sau|gan|canh|doi|dien|dau|cuoi|chan|ben|hong|ngay|khu|vuc|khuc|doan|goc|doc|cong|nga|ba|tu|mat|trong|bo|"
    "phia|duong|pho|hem|ngo|to|ap|thon|xom|khom|ban|so|nha|cau|cho|truong"
)


class _Place(NamedTuple):
    words: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True)
class Told:
    """A report: `place` as it was named, "" where it was not; `at`: latitude and longitude, where they were sent."""

    text: str
    category: str
    place: str = ""
    at: tuple[float, float] | None = None

    @cached_property
    def shingles(self) -> frozenset[str]:
        return _shingles(self.text)


def is_same_matter(one: Told, other: Told) -> bool:
    """Only ever offered: a person says whether it is."""
    if not one.category or one.category != other.category:
        return False
    if one.at and other.at:
        return metres(one.at, other.at) <= NEAR and _share(one.shingles, other.shingles) >= _ALIKE_NEAR
    if one.place and other.place:
        return is_same_place(one.place, other.place) and _share(one.shingles, other.shingles) >= _ALIKE_HERE
    return _share(one.shingles, other.shingles) >= _ALIKE


def clues_of(told: Told) -> set[str]:
    """By what a report is found again."""
    place = _place(told.place)
    general = _IN_NAME if place.names else _NAMELESS
    return {
        *_said(told, _PLACED if place.words else _PLACELESS),
        *_names(place),
        *(general + word for word in place.words - place.names),
        *_squares(told.at, 0.0),
    }


def clues_near(told: Told) -> set[str]:
    """What every report about the same matter has one of: words where not both say a place, else a word of the place.

    Where both were sent from the map it lies in a square of which something is `NEAR`.
    """
    place = _place(told.place)
    said = (_PLACELESS,) if place.words else (_PLACELESS, _PLACED)
    general = (_NAMELESS,) if place.names else (_NAMELESS, _IN_NAME)
    return {
        *(clue for kind in said for clue in _said(told, kind)),
        *_names(place),
        *(kind + word for kind in general for word in place.words - place.names),
        *_squares(told.at, _SQUARE / 2),
    }


def _said(told: Told, kind: str) -> list[str]:
    """Of very long ones the long words, which are seldom."""
    words = [word for word in told.shingles if " " not in word]
    if len(words) > _MOST_CLUES:
        words = sorted(words, key=lambda word: (-len(word), word))[:_MOST_CLUES]
    return [kind + word for word in words]


def _names(place: _Place) -> set[str]:
    """Two places are not the same if both have numbers and those are others."""
    numbers = {" ".join(sorted(place.numbers))} if place.numbers else set()
    return {_NAME + name for name in place.names - place.numbers | numbers}


def _squares(at: tuple[float, float] | None, reach: float) -> set[str]:
    """`reach`: in degrees."""
    if at is None:
        return set()
    rows, columns = ({math.floor((one + off) / _SQUARE) for off in (-reach, reach)} for one in at)
    return {f"@{row},{column}" for row in rows for column in columns}


def likeness(one: str, other: str) -> float:
    """Share of the shorter one's words and pairs of words that the other has too, without accents; 0 to 1."""
    return _share(_shingles(one), _shingles(other))


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def _shingles(text: str) -> frozenset[str]:
    words = [word for word in re.findall(r"\w+", plain(text)) if word not in _COMMON]
    return frozenset((*words, *(f"{a} {b}" for a, b in pairwise(words))))


def is_same_place(one: str, other: str) -> bool:
    """ "chợ Bàu Sen" and "trước cổng chợ Bàu Sen"; never "ấp 3" and "ấp 5"."""
    first, second = _place(one), _place(other)
    if first.numbers != second.numbers and first.numbers and second.numbers:
        return False
    if first.names and second.names:
        return first.names <= second.names or second.names <= first.names
    return first.words <= second.words or second.words <= first.words


@lru_cache(maxsize=_REMEMBERED_PLACES)
def _place(place: str) -> _Place:
    words = frozenset(re.findall(r"\w+", plain(place)))
    return _Place(words, frozenset(filter(str.isdigit, words)), words - _ABOUT)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Over the ground, by the haversine."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def most_alike(text: str, others: Iterable[tuple[int, str]]) -> int | None:
    """Of several (key, text) the key of that which is most like it; None where none has a word in common."""
    ranked = sorted(((likeness(text, other), key) for key, other in others), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] > 0 else None

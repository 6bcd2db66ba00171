"""Several matters in one message, told apart so that each can go its own way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from bot.rules.sorting.categories import CONDUCT
from bot.rules.sorting.sorter import GUARDED, Sorter
from bot.rules.sorting.words import read_words

# Where a new matter may begin: words that announce one, a number of a list, a sentence or a line.
_ANNOUNCED = (
    r"(?:và )?(?:với lại|voi lai|ngoài ra|ngoai ra|nhân tiện|nhan tien|nhân đây|nhan day|sẵn đây|san day|tiện thể|"
    r"tien the|thêm nữa|them nua|việc thứ|viec thu|chuyện thứ|chuyen thu|thứ hai là|thu hai la|còn cái|con cai|"
    r"còn chuyện|con chuyen|còn vụ|con vu|mà cái|ma cai|rồi cái|roi cai|bên cạnh đó|ben canh do|đồng thời|dong thoi)\b"
)
_LISTED = r"(?:\(?\d[.)/]|\(?[a-d]\)|[-+•*]) "
_ENDED = r"(?P<ended>(?<=[.!?…;\n])\s+|\n+"
_STARTS = rf"(?P<told>[\s,;.!?]+(?={_ANNOUNCED}))|(?P<listed>[\s:;,.]+(?={_LISTED}))|{_ENDED}"
_WRITTEN = re.compile(f"{_STARTS})", re.IGNORECASE)
# Dictated to a telephone: nothing ends but "rồi" goes on.
_DICTATED = re.compile(rf"{_STARTS}|,?\s(?=(?:rồi|roi|mà|ma|còn|con|xong)\s))", re.IGNORECASE)
_STOP = re.compile(r"[.;!?\n].*\w", re.DOTALL)
_LEAST_WORDS = 4
_SURE = 0.9  # a new sentence about something else, which may still be the consequence of the first
_ANNOUNCED_SURE = 0.5


class Matter(NamedTuple):
    """One matter in the sender's own words; all parts together are the whole message."""

    text: str
    kind: str
    category: str | None


@dataclass
class _Part:
    text: str
    topic: str | None


def matters(text: str, sorter: Sorter) -> tuple[Matter, ...]:
    """The matters of a message in their order; one that holds a single matter comes back whole."""
    pieces = list(_pieces(text))
    if len(pieces) == 1:
        return (_matter(text.strip(), sorter),) if text.strip() else ()
    guarded = sorter.sort(text).kind in GUARDED
    parts: list[_Part] = []
    for piece, announced in pieces:
        topic = sorter.topic_of(piece, _ANNOUNCED_SURE if announced else _SURE)
        if not parts or (_is_new(piece, topic, parts, announced) and (announced or not guarded)):
            parts.append(_Part(piece, topic))
        else:
            parts[-1].text += piece
            parts[-1].topic = parts[-1].topic or topic
    return tuple(_matter(part.text.strip(), sorter) for part in parts if part.text.strip())


def split_matters(text: str) -> tuple[str, ...]:
    """The parts of a message that are matters of their own, by the packaged weights."""
    return tuple(matter.text for matter in matters(text, _packaged()))


def _is_new(piece: str, topic: str | None, parts: list[_Part], announced: bool) -> bool:
    """About something else than all before; that nobody cares is no second matter unless announced as one."""
    if topic is None or len(read_words(piece)) < _LEAST_WORDS:
        return False
    known = {part.topic for part in parts}
    return parts[-1].topic is not None and topic not in known and (announced or topic != CONDUCT)


def _matter(text: str, sorter: Sorter) -> Matter:
    found = sorter.sort(text)
    return Matter(text, found.kind, found.category)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, each with whether words or a number announced it as something new."""
    borders = _WRITTEN if _STOP.search(text) else _DICTATED
    start, announced = 0, False
    for border in borders.finditer(text):
        if border.end() > start:
            yield text[start : border.end()], announced
            start, announced = border.end(), border.lastgroup != "ended"
    yield text[start:], announced


@cache
def _packaged() -> Sorter:
    return Sorter()

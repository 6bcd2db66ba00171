"""Several matters in one message, told apart so that each can go its own way."""

import re
from collections.abc import Callable, Iterator
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


class _Piece(NamedTuple):
    """A stretch of the text; words or a number may have announced it as something new."""

    text: str
    announced: bool


_Topics = Callable[[_Piece], str | None]


def matters(text: str, sorter: Sorter) -> tuple[Matter, ...]:
    """The matters of a message in their order; one that holds a single matter comes back whole."""
    first, *pieces = _pieces(text)

    @cache
    def topic_of(piece: _Piece) -> str | None:
        return sorter.topic_of(piece.text, _ANNOUNCED_SURE if piece.announced else _SURE)

    guarded = bool(pieces) and sorter.sort(text).kind in GUARDED
    parts = [[first]]
    for piece in pieces:
        if (piece.announced or not guarded) and _is_new(piece, parts, topic_of):
            parts.append([piece])
        else:
            parts[-1].append(piece)
    texts = ["".join(piece.text for piece in part).strip() for part in parts]
    return tuple(Matter(text, *sorter.labels(text)) for text in texts if text)


def split_matters(text: str) -> tuple[str, ...]:
    """The parts of a message that are matters of their own, by the packaged weights."""
    return tuple(matter.text for matter in matters(text, _packaged()))


def _is_new(piece: _Piece, parts: list[list[_Piece]], topic_of: _Topics) -> bool:
    """About something else than all before; that nobody cares is no second matter unless announced as one."""
    if len(read_words(piece.text)) < _LEAST_WORDS:
        return False
    topic = topic_of(piece)
    if topic is None or (topic == CONDUCT and not piece.announced) or _topic(parts[-1], topic_of) is None:
        return False
    return all(topic != _topic(part, topic_of) for part in parts)


def _topic(part: list[_Piece], topic_of: _Topics) -> str | None:
    return next(filter(None, map(topic_of, part)), None)


def _pieces(text: str) -> Iterator[_Piece]:
    borders = _WRITTEN if _STOP.search(text) else _DICTATED
    start, announced = 0, False
    for border in borders.finditer(text):
        if border.end() > start:
            yield _Piece(text[start : border.end()], announced)
            start, announced = border.end(), border.lastgroup != "ended"
    yield _Piece(text[start:], announced)


@cache
def _packaged() -> Sorter:
    return Sorter()

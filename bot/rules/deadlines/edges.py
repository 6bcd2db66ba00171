"""What stands before a date ("trước", "chậm nhất là", an hour, a weekday) together with the date itself."""

from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.spans import Span, span_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import By, Every

Limit = TypeVar("Limit", By, Every)
EdgeWord = Literal["", "in", "to", "on", "before"]

_ON = listed(
    "chậm nhất | muộn nhất | đến hết | hết | tới hết | cho đến hết | không quá | không muộn hơn | không chậm hơn"
    " | không sau | từ nay đến | từ nay đến hết | hạn cuối | hạn chót | trước và trong | trước hoặc trong"
    " | trong và trước | kết thúc | kết thúc vào | kết thúc trong"
)
_IN = listed(
    "trong | vào | trong khoảng | khoảng | tại | từ | trong giai đoạn | giai đoạn | sáng | chiều | tối | buổi sáng"
    " | buổi chiều | đúng | đúng vào | lúc | vào lúc"
)
_EDGES: dict[str, EdgeWord] = {
    **dict.fromkeys(("trước", "trước ngày"), "before"),
    **dict.fromkeys(_ON, "on"),
    **dict.fromkeys(("đến", "tới", "cho đến"), "to"),
    **dict.fromkeys(_IN, "in"),
}
_LINKS = ("là", "ngày", "thời điểm", ":", "thời gian", "khoảng thời gian")
_STRENGTH: dict[EdgeWord, int] = {"": 0, "in": 1, "to": 2, "on": 3, "before": 4}
_AFTERNOON = frozenset({"chiều", "tối"})
_PARTS_OF_DAY = ("chiều", "sáng", "trưa", "tối")
# Enough for "hoàn thành chậm nhất là trước ngày"; a bound against texts made to be slow.
_MOST_EDGE_WORDS = 6
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}


@dataclass(frozen=True)
class Dated:
    """What is printed, before a year is chosen. `weekday` counts from Monday = 0."""

    edge: EdgeWord
    span: Span
    end: int
    clock: tuple[int, ...] = ()
    weekday: int | None = None


def edge_at(line: Line, at: int) -> tuple[EdgeWord, int]:
    """The strongest of the edge words here and the place after them: "chậm nhất là trước ngày" is "before"."""
    edge: EdgeWord = ""
    for _ in range(_MOST_EDGE_WORDS):
        if after := line.past(at, *_EDGES):
            found = _EDGES[line.said(at, after)]
            edge = found if _STRENGTH[found] > _STRENGTH[edge] else edge
            at = after
        elif edge and (link := line.past(at, *_LINKS)) and line.kind(link) not in ("date", "pair", "number"):
            at = link
        else:
            break
    return edge, at


def clock_at(line: Line, at: int) -> tuple[tuple[int, ...], int]:
    """An hour and the words that tie it to its day: "16h00 ngày", "17 giờ, ", "4 giờ chiều ngày"."""
    if line.kind(at) != "clock" or line.numbers(at)[0] > 24 or line.numbers(at)[-1] > 59:
        return (), at
    hour, *minute = line.numbers(at)
    if line.word(at + 1) in _AFTERNOON and hour < 12:
        hour += 12
    end = line.past(at + 1, *_PARTS_OF_DAY) or at + 1
    if line.past(end, "ngày thứ"):
        return (hour, *minute), end + 1
    return (hour, *minute), line.past(end, ",", "của") or end


def at_hour(limit: Limit, clock: tuple[int, ...]) -> Limit:
    if not clock:
        return limit
    return replace(limit, hour=clock[0], minute=clock[-1] if len(clock) > 1 and clock[-1] else None)


def weekday_at(line: Line, at: int) -> tuple[int | None, int]:
    start = line.past(at, "sáng", "chiều", "cuối giờ chiều") or at
    if end := line.past(start, "chủ nhật"):
        return 6, end
    if line.word(start) != "thứ":
        return None, at
    number = count_at(line, start + 1)
    day = _WEEKDAYS.get(line.word(start + 1), number[0] - 2 if number else -1)
    return (day, start + 2) if 0 <= day <= 5 else (None, at)


def dated_at(line: Line, at: int) -> Dated | None:
    edge, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    weekday, start = weekday_at(line, start)
    bracket = weekday is not None and line.word(start) == "("
    if weekday is not None:
        start = line.past(start, ",", "-", "(") or start
    hit = span_at(line, start)
    if not hit:
        return None
    return Dated(edge, hit[0], hit[1] + (bracket and line.word(hit[1]) == ")"), clock, weekday)

"""A limit set by the calendar: an edge ("trước", "chậm nhất", "trong", none) and the days it belongs to."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.periods import Period
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.spans import Span, span_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import AnyOf, By, Dates, Nothing, Schedule, Within

EdgeWord = Literal["", "in", "to", "on", "before"]

_ON = listed(
    "chậm nhất | muộn nhất | đến hết | hết | tới hết | cho đến hết | không quá | không muộn hơn | không chậm hơn"
    " | không sau | từ nay đến | từ nay đến hết | hạn cuối | hạn chót | trước và trong | trước hoặc trong"
    " | trong và trước"
)
_IN = listed(
    "trong | vào | trong khoảng | khoảng | tại | từ | trong giai đoạn | giai đoạn | sáng | chiều | tối | buổi sáng"
    " | buổi chiều | đúng | đúng vào"
)
_EDGES: dict[str, EdgeWord] = {
    **dict.fromkeys(("trước", "trước ngày"), "before"),
    **dict.fromkeys(_ON, "on"),
    **dict.fromkeys(("đến", "tới", "cho đến"), "to"),
    **dict.fromkeys(_IN, "in"),
}
_LINKS = ("là", "ngày", "thời điểm", ":", "thời gian", "khoảng thời gian")
_STRENGTH: dict[EdgeWord, int] = {"": 0, "in": 1, "to": 2, "on": 3, "before": 4}
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
    edge: EdgeWord = ""
    while True:
        after = line.past(at, *_EDGES)
        if after is None:
            link = line.past(at, *_LINKS) if edge else None
            if link is None or line.kind(link) in ("date", "pair", "number"):
                return edge, at
            at = link
            continue
        found = _EDGES[" ".join(line.word(n) for n in range(at, after))]
        edge = found if _STRENGTH[found] > _STRENGTH[edge] else edge
        at = after


def clock_at(line: Line, at: int) -> tuple[tuple[int, ...], int]:
    """An hour and the words that tie it to its day: "16h00 ngày", "17 giờ, "."""
    if line.kind(at) != "clock" or line.numbers(at)[0] > 24 or line.numbers(at)[-1] > 59:
        return (), at
    return line.numbers(at), line.past(at + 1, ",", "của", "chiều", "sáng") or at + 1


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
    bracket = line.past(start, "(") if weekday is not None else None
    if weekday is not None:
        start = bracket or line.past(start, ",", "-") or start
    hit = span_at(line, start)
    if not hit:
        return None
    end = hit[1] + (bracket is not None and line.word(hit[1]) == ")")
    return Dated(edge, hit[0], end, clock, weekday)


def calendar_at(line: Line, at: int) -> Phrase | None:
    dated = dated_at(line, at)
    if not dated or (line.word(at) == "từ" and dated.span.how != "range" and dated.edge == "in"):
        return None
    missing = any(p.year is None for p in dated.span.items)
    printed = any(p.year is not None for p in dated.span.items)
    phrase = Phrase(Nothing(), at, dated.end, "calendar", not dated.edge, printed, missing)
    if missing and line.year is None:
        return replace(phrase, doubts=("Không in năm, cũng không rõ năm của kế hoạch.",))
    bounds = [p.bounds(line.year or 0) for p in dated.span.items]
    real = [b for b in bounds if b]
    if len(real) < len(bounds):
        return replace(phrase, doubts=(f"Không có ngày nào như “{line.printed(at, dated.end)}”.",))
    schedule, doubts = _limit(dated, real)
    doubts = (*(d for p in dated.span.items for d in p.doubts), *doubts, *_weekday_doubt(dated, real))
    return replace(phrase, schedule=schedule, doubts=doubts, notes=_notes(dated, line, missing))


def _notes(dated: Dated, line: Line, missing: bool) -> tuple[str, ...]:
    hour = ":".join(f"{n:02d}" for n in dated.clock)
    said = (f"Không in năm, lấy năm của kế hoạch: {line.year}.",) if missing else ()
    return (*said, f"Trong ngày có giờ: {hour}.") if hour else said


def _weekday_doubt(dated: Dated, bounds: list[tuple[date, date]]) -> tuple[str, ...]:
    if dated.weekday is None or bounds[0][0].weekday() == dated.weekday:
        return ()
    return ("Thứ trong tuần không khớp với ngày.",)


def _limit(dated: Dated, bounds: list[tuple[date, date]]) -> tuple[Schedule, tuple[str, ...]]:
    if dated.span.how == "range":
        return _range(dated, bounds)
    if dated.span.how == "list":
        return _list(dated, bounds)
    return _one(dated, dated.span.first, bounds[0])


def _one(dated: Dated, period: Period, bounds: tuple[date, date]) -> tuple[Schedule, tuple[str, ...]]:
    start, end = bounds
    inferred = period.year is None
    if period.part:
        return _part(dated, period, bounds)
    if dated.edge == "before" and not (dated.clock and period.grain == "day"):
        doubt = ("“Trước năm …” có thể gồm hoặc không gồm năm đó.",) if period.grain == "year" else ()
        return By(start, "before"), doubt
    if period.grain == "day":
        return By(start), ()
    if dated.edge == "to" and period.grain == "year":
        return By(end), ("“Đến năm …” có thể gồm hoặc không gồm năm đó.",)
    return (Within(start, end, inferred) if dated.edge in ("", "in") else By(end)), ()


def _part(dated: Dated, period: Period, bounds: tuple[date, date]) -> tuple[Schedule, tuple[str, ...]]:
    start, end = bounds
    if period.part == "cuối" and dated.edge not in ("", "in"):
        return By(end), ()
    doubt = (f"Chỉ in “{period.part}” kỳ, không rõ ngày.",)
    if period.part == "cuối":
        return By(end), doubt
    return Within(start, end, period.year is None), doubt


def _range(dated: Dated, bounds: list[tuple[date, date]]) -> tuple[Schedule, tuple[str, ...]]:
    (start, _), (_, end) = bounds[0], bounds[-1]
    if end < start:
        return Nothing(), ("Ngày kết thúc đứng trước ngày bắt đầu.",)
    inferred = any(p.year is None for p in dated.span.items)
    vague = dated.span.first.part in ("giữa", "cuối") or dated.span.items[-1].part in ("đầu", "giữa")
    doubts = ("Chỉ in “đầu”, “giữa” hay “cuối” kỳ, không rõ ngày.",) if vague else ()
    if dated.edge not in ("", "in", "to"):
        doubts = (*doubts, "Một khoảng thời gian đi với “trước” hoặc “chậm nhất”.")
    return Within(start, end, inferred), doubts


def _list(dated: Dated, bounds: list[tuple[date, date]]) -> tuple[Schedule, tuple[str, ...]]:
    span = dated.span
    doubts = ("In “hoặc” giữa hai thời hạn.",) if span.choice else ()
    if span.first.grain == "day" or dated.edge in ("before", "on", "to") or any(p.part for p in span.items):
        singles = [_one(dated, p, b) for p, b in zip(span.items, bounds, strict=True)]
        return AnyOf(tuple(s for s, _ in singles)), (*doubts, *(d for _, more in singles for d in more))
    inferred = any(p.year is None for p in span.items)
    if _follow(bounds):
        either = span.loose or span.first.grain == "half"
        loose = ("Các kỳ liền nhau: hiểu là một khoảng, có thể là từng kỳ.",) if either else ()
        return Within(bounds[0][0], bounds[-1][1], inferred), (*doubts, *loose)
    if span.first.grain == "month" and len({b[0].year for b in bounds}) == 1:
        return Dates(tuple(b[0].month for b in bounds), bounds[0][0].year), doubts
    return AnyOf(tuple(Within(*b, inferred) for b in bounds)), doubts


def _follow(bounds: list[tuple[date, date]]) -> bool:
    return all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(bounds))

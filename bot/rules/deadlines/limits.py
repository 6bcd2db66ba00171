"""A limit set by the calendar, once the year is known: by a day, within a period, in certain months."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.rules.deadlines.edges import Dated, at_hour, dated_at
from bot.rules.deadlines.periods import Period
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import AnyOf, By, Dates, Edge, Nothing, Schedule, Within

Bounds = tuple[date, date]
Limit = tuple[Schedule, tuple[str, ...]]
# Offices write "tháng 6, 7" for a stretch and for two reports alike.
_LOOSE = "Các kỳ liền nhau: hiểu là một khoảng, có thể là từng kỳ."


def calendar_at(line: Line, at: int) -> Phrase | None:
    dated = dated_at(line, at)
    if not dated or _is_open_start(line, at, dated):
        return None
    years = [p.year for p in dated.span.items]
    missing = None in years
    phrase = Phrase(Nothing(), at, dated.end, "calendar", not dated.edge, any(years), missing)
    if missing and line.year is None:
        return replace(phrase, doubts=("Không in năm, cũng không rõ năm của kế hoạch.",))
    return _placed(line, phrase, dated)


def _is_open_start(line: Line, at: int, dated: Dated) -> bool:
    return line.word(at) == "từ" and dated.edge == "in" and dated.span.how != "range"


def _placed(line: Line, phrase: Phrase, dated: Dated) -> Phrase:
    bounds = [p.bounds(line.year or 0) for p in dated.span.items]
    real = [b for b in bounds if b]
    if len(real) < len(bounds):
        return replace(phrase, doubts=(f"Không có ngày nào như “{line.printed(phrase.start, dated.end)}”.",))
    schedule, doubts = _limit(dated, real)
    printed = tuple(d for p in dated.span.items for d in p.doubts)
    doubts = (*printed, *doubts, *_weekday_doubt(dated, real))
    return replace(phrase, schedule=schedule, doubts=doubts, notes=_notes(line, phrase.inferred))


def _notes(line: Line, missing: bool) -> tuple[str, ...]:
    return (f"Không in năm, lấy năm của kế hoạch: {line.year}.",) if missing else ()


def _weekday_doubt(dated: Dated, bounds: list[Bounds]) -> tuple[str, ...]:
    if dated.weekday is None or bounds[0][0].weekday() == dated.weekday:
        return ()
    return ("Thứ trong tuần không khớp với ngày.",)


def _limit(dated: Dated, bounds: list[Bounds]) -> Limit:
    if dated.span.how == "range":
        return _range(dated, bounds)
    if dated.span.how == "list":
        return _list(dated, bounds)
    return _one(dated, dated.span.first, bounds[0])


def _one(dated: Dated, period: Period, bounds: Bounds) -> Limit:
    start, end = bounds
    if period.part:
        return _part(dated, period, bounds)
    if period.grain == "day":
        edge: Edge = "before" if dated.edge == "before" and not dated.clock else "on"
        return at_hour(By(start, edge), dated.clock), ()
    doubts = _year_doubt(dated, period)
    if dated.edge == "before":
        return By(start, "before"), doubts
    return (Within(start, end, period.year is None) if dated.edge in ("", "in") else By(end)), doubts


def _year_doubt(dated: Dated, period: Period) -> tuple[str, ...]:
    word = {"before": "Trước", "to": "Đến"}.get(dated.edge)
    return (f"“{word} năm …” có thể gồm hoặc không gồm năm đó.",) if word and period.grain == "year" else ()


def _part(dated: Dated, period: Period, bounds: Bounds) -> Limit:
    start, end = bounds
    if period.part == "cuối" and dated.edge not in ("", "in"):
        return By(end), ()
    doubt = (f"Chỉ in “{period.part}” kỳ, không rõ ngày.",)
    if period.part == "cuối":
        return By(end), doubt
    return Within(start, end, period.year is None), doubt


def _range(dated: Dated, bounds: list[Bounds]) -> Limit:
    (start, _), (_, end) = bounds[0], bounds[-1]
    if end < start:
        return Nothing(), ("Ngày kết thúc đứng trước ngày bắt đầu.",)
    inferred = any(p.year is None for p in dated.span.items)
    vague = dated.span.first.part in ("giữa", "cuối") or dated.span.items[-1].part in ("đầu", "giữa")
    doubts = ("Chỉ in “đầu”, “giữa” hay “cuối” kỳ, không rõ ngày.",) if vague else ()
    if dated.edge not in ("", "in", "to"):
        doubts = (*doubts, "Một khoảng thời gian đi với “trước” hoặc “chậm nhất”.")
    return Within(start, end, inferred), doubts


def _list(dated: Dated, bounds: list[Bounds]) -> Limit:
    doubts = ("In “hoặc” giữa hai thời hạn.",) if dated.span.choice else ()
    schedule, more = _singly(dated, bounds) if _stands_singly(dated) else _periods(dated, bounds)
    return schedule, (*doubts, *more)


def _stands_singly(dated: Dated) -> bool:
    """Each item of the list has a limit of its own: days, "trước …", "cuối …"."""
    parts = any(p.part for p in dated.span.items)
    return parts or dated.span.first.grain == "day" or dated.edge not in ("", "in")


def _singly(dated: Dated, bounds: list[Bounds]) -> Limit:
    singles = [_one(dated, p, b) for p, b in zip(dated.span.items, bounds, strict=True)]
    return AnyOf(tuple(s for s, _ in singles)), tuple(d for _, doubts in singles for d in doubts)


def _periods(dated: Dated, bounds: list[Bounds]) -> Limit:
    """Neighbouring periods are one stretch, months apart are single months."""
    span = dated.span
    inferred = any(p.year is None for p in span.items)
    if _follow(bounds):
        loose = span.loose or span.first.grain == "half"
        return Within(bounds[0][0], bounds[-1][1], inferred), (_LOOSE,) if loose else ()
    if span.first.grain == "month" and len({b[0].year for b in bounds}) == 1:
        return Dates(tuple(b[0].month for b in bounds), bounds[0][0].year), ()
    return AnyOf(tuple(Within(*b, inferred) for b in bounds)), ()


def _follow(bounds: list[Bounds]) -> bool:
    return all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(bounds))

"""Several pieces of the calendar together: "Tháng 3, 6, 9, 12/2024", "từ 15/3 đến 20/4/2024"."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.rules.deadlines.counts import year_number_at
from bot.rules.deadlines.days import day_at
from bot.rules.deadlines.parts import any_period_at
from bot.rules.deadlines.periods import Hit, Period, month_at, quarter_number_at, with_year
from bot.rules.deadlines.tokens import Line

How = Literal["one", "range", "list"]
_RANGE = ("-", "–", "—", "đến", "đến hết", "tới", "tới hết", "cho đến", "cho đến hết", "~")
_LIST = (",", "và", "&", ", và", "hoặc")
_JOINTS = {",": ",", "hoặc": "hoặc", "/": "hoặc"}
# A number before one of these begins something else ("tháng 3, 6 tháng đầu năm").
_UNITS = {"tháng", "quý", "năm", "ngày", "lần", "tuần", "giờ"}


@dataclass(frozen=True)
class Span:
    """`loose`: listed with commas only, so that a range may be meant; `choice`: joined by "hoặc"."""

    items: tuple[Period, ...]
    how: How
    loose: bool = False
    choice: bool = False

    @property
    def first(self) -> Period:
        return self.items[0]


def span_at(line: Line, at: int) -> tuple[Span, int] | None:
    hit = any_period_at(line, at) or _short_day_at(line, at)
    if not hit:
        return None
    items, joints, end = [hit[0]], list[str](), hit[1]
    while tail := _tail_at(line, end, items[-1]):
        joint, (period, after) = tail
        if joints and (joint == "range") != (joints[-1] == "range"):
            break
        items.append(period)
        joints.append(joint)
        end = after
        if joint == "range":
            break
    return Span(_with_years(items), _how(joints), set(joints) == {","}, "hoặc" in joints), end


def _how(joints: list[str]) -> How:
    if not joints:
        return "one"
    return "range" if "range" in joints else "list"


def _tail_at(line: Line, at: int, last: Period) -> tuple[str, Hit] | None:
    """The next piece and how it is joined: "range", "và", "hoặc" or a comma."""
    if (start := line.past(at, *_RANGE)) and (hit := any_period_at(line, start) or _bare_at(line, start, last)):
        return "range", hit
    start = line.past(at, *_LIST)
    if start is None and line.word(at) == "/" and line.word(at + 1) in ("tháng", "quý"):
        start = at + 1
    hit = _alike_at(line, start, last) if start else None
    return (_JOINTS.get(line.said(at, start), "và"), hit) if start and hit else None


def _alike_at(line: Line, at: int, last: Period) -> Hit | None:
    """A piece of the same grain as the one before."""
    hit = any_period_at(line, at) or (_short_day_at(line, at) if last.grain == "day" else None)
    return hit if hit and hit[0].grain == last.grain else _bare_at(line, at, last)


def _bare_at(line: Line, at: int, last: Period) -> Hit | None:
    """A number that shares the word before: "tháng 3, 6", "quý I, II", "năm 2024, 2025"."""
    if line.word(at + 1) in _UNITS and not year_number_at(line, at + 2):
        return None
    if last.grain == "quarter":
        return quarter_number_at(line, at)
    if last.grain == "year":
        year = year_number_at(line, at)
        return (replace(last, year=year), at + 1) if year else None
    return _bare_month_at(line, at) if last.grain == "month" else None


def _bare_month_at(line: Line, at: int) -> Hit | None:
    if line.kind(at) != "number":
        return month_at(line, at) if line.kind(at) == "month" else None
    number = line.numbers(at)[0]
    return with_year(line, (Period("month", (number, 1), (number, 0)), at + 1)) if 1 <= number <= 12 else None


def _short_day_at(line: Line, at: int, more: int = 4) -> Hit | None:
    """The 15 of "15-20/3/2024", "ngày 15 và 30/6", "ngày 15 đến ngày 20 tháng 3"."""
    place = line.past(at, "ngày") or at
    number = line.numbers(place)[0] if line.kind(place) == "number" else 0
    start = line.past(place + 1, *_RANGE, *_LIST)
    if not start or not 1 <= number <= 31:
        return None
    hit = day_at(line, start)
    if hit is None and more and line.kind(start) == "number":  # "ngày 5, 15 và 25/3"
        hit = _short_day_at(line, start, more - 1)
    if hit is None:
        return None
    month = hit[0].first[0]
    return replace(hit[0], first=(month, number), last=(month, number)), place + 1


def _with_years(items: list[Period]) -> tuple[Period, ...]:
    """A year printed once holds for the pieces around it, those before it first."""
    filled = list(items)
    for n in range(len(filled) - 2, -1, -1):
        filled[n] = _lent(filled[n], filled[n + 1])
    for n in range(1, len(filled)):
        filled[n] = _lent(filled[n], filled[n - 1])
    if len(filled) == 2 and filled[0].year is not None and filled[0].year == filled[1].year:
        filled = _over_new_year(items, filled)
    return tuple(filled)


def _lent(period: Period, neighbour: Period) -> Period:
    if period.year is None and not period.shift and neighbour.year is not None:
        return replace(period, year=neighbour.year)
    return period


def _over_new_year(printed: list[Period], filled: list[Period]) -> list[Period]:
    """ "Từ tháng 11 đến tháng 2/2025" starts in the year before the printed one."""
    start, end = filled
    if start.first <= end.first or printed[0].year == printed[1].year:
        return filled
    if printed[0].year is None:
        return [replace(start, year=(start.year or 0) - 1), end]
    return [start, replace(end, year=(end.year or 0) + 1)]

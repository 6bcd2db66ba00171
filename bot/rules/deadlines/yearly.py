"""A day, month or quarter of each year: "15/11 hàng năm", "trước 15/01 năm sau"."""

from bot.rules.deadlines.edges import Dated, at_hour, dated_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import Edge, Every

_SHIFTED = "In “năm sau” hoặc “năm trước”: hiểu là việc lặp lại hàng năm, cần xác nhận."
_SUFFIX = listed(
    "hàng năm | mỗi năm | trong các năm | các năm | ( hàng năm ) | , hàng năm | của hàng năm | của mỗi năm"
)
_EDGE_OF: dict[str, Edge] = {"before": "before", "on": "on", "to": "on"}
_SHIFT_NAMES = {1: "next-year", -1: "previous-year"}


def yearly_at(line: Line, at: int) -> Phrase | None:
    dated = _without_year(line, at)
    if not dated:
        return None
    end = line.past(dated.end, *_SUFFIX)
    if dated.span.first.grain == "day" and dated.span.first.shift:
        return Phrase(_yearly(line, at, dated), at, end or dated.end, "rhythm", doubts=(_SHIFTED,))
    doubts = tuple(d for p in dated.span.items for d in p.doubts)
    return Phrase(_yearly(line, at, dated), at, end, "rhythm", doubts=doubts) if end else None


def yearly_of(line: Line, phrase: Phrase) -> Every | None:
    """A limit without a year, as the place in each year at which it falls."""
    dated = _without_year(line, phrase.start)
    return _yearly(line, phrase.start, dated) if dated and not dated.span.first.shift else None


def _without_year(line: Line, at: int) -> Dated | None:
    dated = dated_at(line, at)
    if not dated or dated.span.how == "range" or any(p.year for p in dated.span.items):
        return None
    return dated


def _yearly(line: Line, at: int, dated: Dated) -> Every:
    first = dated.span.first
    edge = edge_of(dated.edge)
    if len(dated.span.items) > 1 or first.grain not in ("day", "month"):
        return Every("year", len(dated.span.items), line.printed(at, dated.end), edge=edge)
    day = first.first[1] if first.grain == "day" else None
    every = Every("year", anchor=_SHIFT_NAMES.get(first.shift), month=first.first[0], day=day, edge=edge)
    return at_hour(every, dated.clock)


def edge_of(word: str) -> Edge | None:
    """The edge of a rhythm; a day named without one has none."""
    return _EDGE_OF.get(word)

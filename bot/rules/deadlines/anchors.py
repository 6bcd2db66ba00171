"""Where in its rhythm work is due: a day of the year, of the month, of the week, or the end of a unit."""

from dataclasses import replace
from itertools import product

from bot.rules.deadlines.edges import edge_at
from bot.rules.deadlines.monthdays import context_at, monthday_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.weekdays import weekly_at
from bot.rules.deadlines.yearly import edge_of, yearly_at
from bot.rules.schedules import Every, Unit

_PLACES = {"cuối": "end", "đầu": "start", "giữa": "middle"}
_NOUNS: dict[str, Unit] = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_EACH = ("mỗi", "hàng", "các", "từng", "của mỗi")
_PARTS = {
    f"{place} {noun}": Every(unit, anchor=f"{unit}-{name}")
    for (place, name), (noun, unit) in product(_PLACES.items(), _NOUNS.items())
}
_EACH_PART = {
    f"{place} {link} {noun}": _PARTS[f"{place} {noun}"] for place, noun, link in product(_PLACES, _NOUNS, _EACH)
}


def anchor_at(line: Line, at: int) -> Phrase | None:
    hits = [hit for read in (yearly_at, monthday_at, weekly_at, _month_at, _part_at) if (hit := read(line, at))]
    return max(hits, key=lambda phrase: phrase.end, default=None)


def _month_at(line: Line, at: int) -> Phrase | None:
    """ "Tháng cuối quý" without a day."""
    word, start = edge_at(line, at)
    context = context_at(line, start)
    if not context or context[0].unit != "quarter":
        return None
    return Phrase(replace(context[0], edge=edge_of(word)), at, context[1], "rhythm")


def _part_at(line: Line, at: int) -> Phrase | None:
    """ "Cuối mỗi quý"; "cuối quý" alone still lacks its rhythm, "cuối năm" is this year's."""
    word, start = edge_at(line, at)
    if end := line.past(start, *_EACH_PART):
        return Phrase(replace(_EACH_PART[line.said(start, end)], edge=edge_of(word)), at, end, "rhythm")
    end = line.past(start, *_PARTS)
    every = _PARTS[line.said(start, end)] if end else None
    if not end or not every or every.unit == "year" or line.kind(end) in ("number", "roman", "month"):
        return None
    return Phrase(replace(every, edge=edge_of(word)), at, end, "anchor")

"""Where in its rhythm work is due: "ngày 20 tháng cuối quý", "thứ Sáu hàng tuần", "15/11 hàng năm"."""

from dataclasses import replace
from itertools import product

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.limits import Dated, clock_at, dated_at, edge_at, weekday_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import Edge, Every, Unit

_SHIFTED = "In “năm sau” hoặc “năm trước”: hiểu là việc lặp lại hàng năm, cần xác nhận."
_SUFFIX = listed(
    "hàng năm | mỗi năm | trong các năm | các năm | ( hàng năm ) | , hàng năm | của hàng năm | của mỗi năm"
)
_NEXT = listed("sau | kế tiếp | tiếp theo | liền kề | sau liền kề | liền kề sau | sau của kỳ báo cáo")
_LINKS = listed(" | của | mỗi | hàng | cùng | cùng của | tiên | tiên của | của mỗi | của hàng | các")
_OF_WEEK = listed(
    "hàng tuần | mỗi tuần | trong tuần | của tuần | của mỗi tuần | các tuần | tuần | ( hàng tuần ) | , hàng tuần"
)


def _contexts() -> dict[str, Every]:
    found: dict[str, Every] = dict.fromkeys(listed("hàng tháng | mỗi tháng | từng tháng | các tháng"), Every("month"))
    for words in _NEXT:
        found[f"tháng {words}"] = Every("month", anchor="next-month")
    places = {"cuối": "last", "đầu": "first", "giữa": "middle", "thứ ba": "last", "thứ 3": "last"}
    for (place, name), link in product(places.items(), _LINKS):
        phrase = f"tháng {place} {link} quý".replace("  ", " ")
        found[phrase] = Every("quarter", anchor=f"quarter-{name}-month")
        for words in _NEXT:
            found[f"{phrase} {words}"] = Every("quarter", anchor=f"next-quarter-{name}-month")
    return found | {f"{link} {words}": every for link in ("của", "trong", ",") for words, every in found.items()}


_CONTEXTS = _contexts()
_LOOSE_CONTEXTS = {"của tháng": Every("month"), "trong tháng": Every("month"), "hàng quý": Every("quarter")}
_PLACES = {"cuối": "end", "đầu": "start", "giữa": "middle"}
_NOUNS: dict[str, Unit] = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_LAST_DAYS = {
    "ngày cuối": "last-day",
    "ngày cuối cùng": "last-day",
    "ngày làm việc cuối cùng": "last-working-day",
    "ngày làm việc cuối": "last-working-day",
    "ngày đầu": "first-day",
    "ngày đầu tiên": "first-day",
    "ngày làm việc đầu tiên": "first-working-day",
}


def anchor_at(line: Line, at: int) -> Phrase | None:
    hits = [hit for read in (_yearly_at, _monthday_at, _weekday_at, _end_at) if (hit := read(line, at))]
    return max(hits, key=lambda phrase: phrase.end, default=None)


def _printed_edge(word: str) -> Edge | None:
    if word == "before":
        return "before"
    return "on" if word in ("on", "to") else None


def _clocked(every: Every, clock: tuple[int, ...]) -> Every:
    return replace(every, hour=clock[0], minute=clock[1] if len(clock) > 1 and clock[1] else None) if clock else every


def _yearly_at(line: Line, at: int) -> Phrase | None:
    dated = dated_at(line, at)
    if not dated or dated.span.how == "range" or any(p.year for p in dated.span.items):
        return None
    end = line.past(dated.end, *_SUFFIX)
    shift = dated.span.first.shift if dated.span.first.grain == "day" else 0
    if not end and not shift:
        return None
    doubts = (_SHIFTED,) if shift else tuple(d for p in dated.span.items for d in p.doubts)
    return Phrase(_yearly(line, at, dated), at, end or dated.end, "rhythm", doubts=doubts)


def _yearly(line: Line, at: int, dated: Dated) -> Every:
    first = dated.span.first
    edge = _printed_edge(dated.edge)
    if len(dated.span.items) > 1 or first.grain not in ("day", "month"):
        return Every("year", len(dated.span.items), line.printed(at, dated.end), edge=edge)
    anchor = {1: "next-year", -1: "previous-year"}.get(first.shift)
    day = first.first[1] if first.grain == "day" else None
    return _clocked(Every("year", anchor=anchor, month=first.first[0], day=day, edge=edge), dated.clock)


def yearly_of(line: Line, phrase: Phrase) -> Every | None:
    """A limit without a year, as the place in each year at which it falls."""
    dated = dated_at(line, phrase.start)
    if not dated or dated.span.how == "range" or any(p.year or p.shift for p in dated.span.items):
        return None
    return _yearly(line, phrase.start, dated)


def _monthday_at(line: Line, at: int) -> Phrase | None:
    word, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    days, anchor, after = _days_at(line, start)
    if not after or (line.word(after) == "tháng" and line.kind(after + 1) == "number"):
        return None
    context = line.past(after, *_CONTEXTS, *_LOOSE_CONTEXTS)
    edge = _printed_edge(word)
    if context is None:
        bare = Every("month", max(1, len(days)), anchor, day=days[0] if len(days) == 1 else None, edge=edge)
        said = line.word(start) == "ngày" or line.word(start - 1) == "ngày"
        return Phrase(_clocked(bare, clock), at, after, "anchor") if said else None
    every = (_CONTEXTS | _LOOSE_CONTEXTS)[" ".join(line.word(n) for n in range(after, context))]
    doubts = ("Không rõ tháng nào trong quý.",) if every == Every("quarter") else ()
    every = replace(every, times=max(1, len(days)), day=days[0] if len(days) == 1 else None, edge=edge)
    if anchor or len(days) > 1:
        every = replace(every, anchor=anchor or line.printed(start, after))
    end = line.past(context, "hàng quý", "hàng tháng", "hàng năm", "trong năm", "báo cáo") or context
    return Phrase(_clocked(every, clock), at, end, "rhythm", doubts=doubts)


def _days_at(line: Line, at: int) -> tuple[tuple[int, ...], str | None, int]:
    for phrase, anchor in _LAST_DAYS.items():
        if (end := line.past(at, phrase)) and line.word(end) not in ("cùng", "tiên"):
            return (), anchor, end
    start = line.past(at, "ngày", "ngày mùng") or at
    days, end = list[int](), 0
    while line.kind(start) == "number" and 1 <= line.numbers(start)[0] <= 31:
        days.append(line.numbers(start)[0])
        end = start + 1
        start = line.past(end, ",", "và", "và ngày", ", ngày", "hoặc ngày") or len(line.tokens)
    return tuple(days), None, end


def _weekday_at(line: Line, at: int) -> Phrase | None:
    word, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    day, end = weekday_at(line, start)
    if day is None:
        return None
    days = [day]
    while (joint := line.past(end, ",", "và")) and (more := _another_at(line, joint)):
        days.append(more[0])
        end = more[1]
    week = line.past(end, *_OF_WEEK)
    if not week and start == at and line.kind(at - 1) == "word":
        return None  # "kỳ họp thứ 5"
    every = Every("week", len(days), weekday=day if len(days) == 1 else None, edge=_printed_edge(word))
    every = replace(every, anchor=line.printed(start, end)) if len(days) > 1 else every
    if line.kind(line.past(end, "ngày", ",", ", ngày") or end) in ("date", "pair"):
        return None
    return Phrase(_clocked(every, clock), at, week or end, "rhythm" if week else "anchor")


def _another_at(line: Line, at: int) -> tuple[int, int] | None:
    day, end = weekday_at(line, at)
    number = count_at(line, at)
    if day is None and number and 2 <= number[0] <= 7:
        return number[0] - 2, number[1]
    return (day, end) if day is not None else None


def _end_at(line: Line, at: int) -> Phrase | None:
    """ "cuối mỗi quý", "tháng cuối quý"; "cuối quý" alone with a doubt."""
    word, start = edge_at(line, at)
    if context := line.past(start, *_CONTEXTS):
        every = _CONTEXTS[" ".join(line.word(n) for n in range(start, context))]
        sure = every.anchor and "quarter" in every.anchor
        return Phrase(replace(every, edge=_printed_edge(word)), at, context, "rhythm") if sure else None
    for (place, name), (noun, unit) in product(_PLACES.items(), _NOUNS.items()):
        every = Every(unit, anchor=f"{unit}-{name}", edge=_printed_edge(word))
        each = (f"{place} {link} {noun}" for link in ("mỗi", "hàng", "các", "từng", "của mỗi"))
        if end := line.past(start, *each):
            return Phrase(every, at, end, "rhythm")
        alone = line.past(start, f"{place} {noun}") if unit != "year" else None
        if alone and line.kind(alone) not in ("number", "roman", "month"):
            return Phrase(every, at, alone, "anchor")
    return None

"""A day of the month or of the quarter: "ngày 15 hàng tháng", "trước ngày 20 của tháng cuối quý"."""

from dataclasses import dataclass, replace
from itertools import product

from bot.rules.deadlines.edges import at_hour, clock_at, edge_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.deadlines.yearly import edge_of
from bot.rules.schedules import Every

_NEXT = listed("sau | kế tiếp | tiếp theo | liền kề | sau liền kề | liền kề sau | sau của kỳ báo cáo")
_LINKS = listed(" | của | mỗi | hàng | cùng | cùng của | tiên | tiên của | của mỗi | của hàng | các")


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
# "Trong tháng" says a month only behind a day; alone it means this month, which a plan cannot know.
_LOOSE_CONTEXTS = {"của tháng": Every("month"), "trong tháng": Every("month"), "hàng quý": Every("quarter")}
_LAST_DAYS = {
    "ngày cuối": "last-day",
    "ngày cuối cùng": "last-day",
    "ngày làm việc cuối cùng": "last-working-day",
    "ngày làm việc cuối": "last-working-day",
    "ngày đầu": "first-day",
    "ngày đầu tiên": "first-day",
    "ngày làm việc đầu tiên": "first-working-day",
}
_AGAIN = ("hàng quý", "hàng tháng", "hàng năm", "trong năm", "báo cáo")


@dataclass(frozen=True)
class Days:
    """The days named, or the name of a place in the month, and the place in the text after them."""

    days: tuple[int, ...]
    name: str | None
    end: int

    def in_each(self, every: Every) -> Every:
        last_of_quarter = every.anchor == "quarter-last-month" and (self.name or "").startswith("last-")
        named = self.name if last_of_quarter else " ".join(filter(None, (every.anchor, self.name))) or None
        day = self.days[0] if len(self.days) == 1 else None
        return replace(every, times=max(1, len(self.days)), day=day, anchor=named)


def context_at(line: Line, at: int) -> tuple[Every, int] | None:
    """The months meant: "của tháng cuối quý", "hàng tháng", "tháng sau"."""
    end = line.past(at, *_CONTEXTS)
    return (_CONTEXTS[line.said(at, end)], end) if end else None


def monthday_at(line: Line, at: int) -> Phrase | None:
    word, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    days = _days_at(line, start)
    if not days or (line.word(days.end) == "tháng" and line.kind(days.end + 1) == "number"):
        return None
    context = context_at(line, days.end) or _loose_context_at(line, days.end)
    if context:
        every = replace(days.in_each(context[0]), edge=edge_of(word))
        doubts = ("Không rõ tháng nào trong quý.",) if context[0] == Every("quarter") else ()
        end = line.past(context[1], *_AGAIN) or context[1]
        return Phrase(at_hour(every, clock), at, end, "rhythm", doubts=doubts)
    every = replace(days.in_each(Every("month")), edge=edge_of(word))
    said = "ngày" in (line.word(start), line.word(start - 1))
    return Phrase(at_hour(every, clock), at, days.end, "anchor") if said else None


def _loose_context_at(line: Line, at: int) -> tuple[Every, int] | None:
    end = line.past(at, *_LOOSE_CONTEXTS)
    return (_LOOSE_CONTEXTS[line.said(at, end)], end) if end else None


def _days_at(line: Line, at: int) -> Days | None:
    end = line.past(at, *_LAST_DAYS)
    if end and line.word(end) not in ("cùng", "tiên"):
        return Days((), _LAST_DAYS[line.said(at, end)], end)
    start = line.past(at, "ngày", "ngày mùng") or at
    until = line.past(start + 1, "-", "–", "đến", "đến ngày", "- ngày") if _is_day(line, start) else None
    if until and _is_day(line, until):
        return Days(line.numbers(until), line.printed(at, until + 1), until + 1)
    days = _listed_days(line, start)
    if not days:
        return None
    name = line.printed(at, days[-1] + 1) if len(days) > 1 else None
    return Days(tuple(line.numbers(place)[0] for place in days), name, days[-1] + 1)


def _listed_days(line: Line, at: int) -> list[int]:
    """The places of the numbers in "15, 20 và 30"."""
    places: list[int] = []
    while _is_day(line, at):
        places.append(at)
        at = line.past(at + 1, ",", "và", "và ngày", ", ngày", "hoặc ngày") or len(line.tokens)
    return places


def _is_day(line: Line, at: int) -> bool:
    return line.kind(at) == "number" and 1 <= line.numbers(at)[0] <= 31

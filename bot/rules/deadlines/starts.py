"""A start without an end: "từ Quý I/2026", "từ khi có hướng dẫn", "năm 2024 và các năm tiếp theo"."""

from dataclasses import replace
from datetime import timedelta

from bot.rules.deadlines.clauses import clause_end, printed_clause
from bot.rules.deadlines.edges import dated_at
from bot.rules.deadlines.limits import calendar_at
from bot.rules.deadlines.phrases import Phrase, doubted
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import By, From, Nothing, Within, last_day

_FROM = listed(
    "từ | kể từ | bắt đầu từ | bắt đầu | tính từ | triển khai từ | bắt đầu thực hiện từ | thực hiện từ | bắt đầu kể từ"
)
_ONWARD = listed("trở đi | trở về sau | về sau | trở lên | đến nay | trở đi , liên tục | ( liên tục )")
_NEXT_YEARS = listed(
    "và các năm tiếp theo | và những năm tiếp theo | và các năm sau | và những năm sau | , các năm tiếp theo"
    " | và các năm tiếp sau | trở đi | và những năm sau đó"
)


# "Từ nguồn ngân sách" is no start.
_EVENTS = ("khi", "ngày", "lúc", "sau", "thời", "nay")


def start_at(line: Line, at: int) -> Phrase | None:
    return _dated_at(line, at) or _worded_at(line, at) or _onward_at(line, at) or _past_day_at(line, at)


def _calendar_from(line: Line, at: int) -> Phrase | None:
    """A bare piece of the calendar, turned into its first day."""
    calendar, dated = calendar_at(line, at), dated_at(line, at)
    if not calendar or not calendar.bare or not dated or dated.span.how != "one":
        return None
    match calendar.schedule:
        case Within(start=day) | By(date=day):
            exact = dated.span.first.part == "đầu"  # "từ đầu năm" is its first day
            return replace(calendar, schedule=From(day), kind="start", doubts=() if exact else calendar.doubts)
        case Nothing():
            return replace(calendar, kind="start")
    return None


def _dated_at(line: Line, at: int) -> Phrase | None:
    start = line.past(at, *_FROM)
    found = _calendar_from(line, start) if start else None
    return replace(found, start=at, end=line.past(found.end, *_ONWARD) or found.end) if found else None


def _worded_at(line: Line, at: int) -> Phrase | None:
    start = line.past(at, *_FROM)
    if not start or line.word(start) not in _EVENTS:
        return None
    end = clause_end(line, start)
    if closing := _closing_in(line, start, end):
        note = f"Bắt đầu từ {printed_clause(line, start, closing.start)}."
        return replace(closing, start=at, notes=(*closing.notes, note))
    last = next((n for n in range(start + 1, end) if line.past(n, *_ONWARD)), end)
    words = printed_clause(line, start, last)
    return Phrase(From(start_text=words), at, end, "start") if words else None


def _closing_in(line: Line, start: int, end: int) -> Phrase | None:
    """The printed end of "từ ngày ký đến 31/12"."""
    ends = (calendar_at(line, n) for n in range(start + 1, end) if line.word(n) == "đến")
    return next((phrase for phrase in ends if phrase), None)


def _onward_at(line: Line, at: int) -> Phrase | None:
    found = _calendar_from(line, at)
    end = line.past(found.end, *_NEXT_YEARS) if found else None
    if not found or not end:
        return None
    if line.word(end - 1) == "đi":
        return replace(found, end=end)
    return doubted(replace(found, end=end), "Kéo dài sang các năm sau: có ngày bắt đầu, không có ngày kết thúc.")


def _past_day_at(line: Line, at: int) -> Phrase | None:
    if line.word(at) != "sau":
        return None
    calendar = calendar_at(line, at + 1)
    day = last_day(calendar.schedule) if calendar and calendar.bare else None
    if not calendar or day is None:
        return None
    after = replace(calendar, schedule=From(day + timedelta(days=1)), start=at, kind="start")
    return doubted(after, "Chỉ in mốc bắt đầu (“sau …”), không có ngày kết thúc.")

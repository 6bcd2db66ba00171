"""A day of the week: "thứ Sáu hàng tuần", "trước 16h00 thứ Sáu", "thứ 2, thứ 4 hàng tuần"."""

from dataclasses import replace

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.edges import at_hour, clock_at, edge_at, weekday_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.deadlines.yearly import edge_of
from bot.rules.schedules import Every

_OF_WEEK = listed(
    "hàng tuần | mỗi tuần | trong tuần | của tuần | của mỗi tuần | các tuần | tuần | ( hàng tuần ) | , hàng tuần"
)


def weekly_at(line: Line, at: int) -> Phrase | None:
    word, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    days, end = _weekdays_at(line, start)
    if not days or line.kind(line.past(end, "ngày", ",", ", ngày") or end) in ("date", "pair"):
        return None
    week = line.past(end, *_OF_WEEK)
    if not week and start == at and line.kind(at - 1) == "word":
        return None  # "kỳ họp thứ 5"
    every = Every("week", weekday=days[0], edge=edge_of(word))
    if len(days) > 1:
        every = replace(every, times=len(days), weekday=None, anchor=line.printed(start, end))
    return Phrase(at_hour(every, clock), at, week or end, "rhythm" if week else "anchor")


def _weekdays_at(line: Line, at: int) -> tuple[list[int], int]:
    day, end = weekday_at(line, at)
    days = [] if day is None else [day]
    while days and (joint := line.past(end, ",", "và")) and (more := _another_at(line, joint)):
        days.append(more[0])
        end = more[1]
    return days, end


def _another_at(line: Line, at: int) -> tuple[int, int] | None:
    day, end = weekday_at(line, at)
    if day is not None:
        return day, end
    number = count_at(line, at)
    return (number[0] - 2, number[1]) if number and 2 <= number[0] <= 7 else None

"""How often in a unit: "02 lần/năm", "3 tháng/lần", "ít nhất 1 tin, bài viết/tuần"."""

from dataclasses import replace

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.units import COUNTABLE, LONGER, UNITS, unit_at
from bot.rules.schedules import Every, External

_AT_LEAST = ("ít nhất", "tối thiểu", "từ", "không ít hơn", "ít nhất là", "tối thiểu là", "tổ chức", "tổ chức ít nhất")
_PER = ("/", "mỗi", "trong", "hàng", "một", "trong một", "trên", "/ mỗi")
_MOST_TIMES = 31


def times_after(line: Line, at: int) -> tuple[int, int] | None:
    """The count after a unit and the place after it: "mỗi quý một lần", "mỗi tháng ít nhất 02 lần"."""
    start = line.past(at, ",", "/") or at
    counted = count_at(line, line.past(start, *_AT_LEAST) or start)
    end = line.past(counted[1], *COUNTABLE) if counted else None
    return (counted[0], end) if counted and end and 1 <= counted[0] <= _MOST_TIMES else None


def counted_at(line: Line, at: int) -> Phrase | None:
    """ "02 lần/năm", "2 lần một tháng"; "02 lần" alone with a doubt."""
    start = line.past(at, "định kỳ") or at
    many = times_after(line, start)
    if not many or line.word(start) in (",", "/"):
        return None
    times, end = many
    unit = unit_at(line, line.past(end, *_PER) or end)
    if unit:
        every, end = unit
        return Phrase(replace(every, times=every.times * times), at, end, "rhythm")
    if line.word(end - 1) != "lần" or line.word(at) in _AT_LEAST:
        return None
    return Phrase(Every("year", times), at, end, "rhythm", doubts=("Chỉ in số lần, không rõ trong kỳ nào.",))


def interval_at(line: Line, at: int) -> Phrase | None:
    """ "3 tháng/lần", "06 tháng/01 lần", "6 tháng một lần", "quý/lần", "tuần 2 lần"."""
    start = line.past(at, "định kỳ", "cứ", "định kỳ cứ") or at
    number, word = count_at(line, start) or (1, start)
    if line.word(word) not in UNITS:
        number, word = 1, start
    times, end = _times_of_interval(line, word + 1)
    if line.word(word) not in UNITS or not end:
        return None
    every = LONGER.get((line.word(word), number))
    if every is None or not 1 <= times <= _MOST_TIMES:
        doubt = "Chu kỳ này chưa ghi được thành lịch nhắc."
        return Phrase(External(line.printed(at, end)), at, end, "external", doubts=(doubt,))
    doubts = ("Hai tuần một lần: hiểu là 26 lần một năm.",) if every.times == 26 else ()
    return Phrase(replace(every, times=every.times * times), at, end, "rhythm", doubts=doubts)


def _times_of_interval(line: Line, at: int) -> tuple[int, int | None]:
    """After the unit: "/lần", "/01 lần", "một lần"."""
    stroke = line.past(at, "/", "thì")
    times, end = count_at(line, stroke or at) or (1, stroke)
    return times, line.past(end, "lần", "kỳ", "đợt") if end else None

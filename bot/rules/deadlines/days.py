"""A day as printed: "05/9/2024", "ngày 30 tháng 4", "15/6"."""

from dataclasses import replace

from bot.rules.deadlines.periods import Hit, Period, month_at, with_year
from bot.rules.deadlines.tokens import Line

# A number behind one of these counts rounds or items, not days.
_ORDINALS = ("đợt", "lần", "bước", "đoạn", "số", "kỳ", "khóa", "lớp", "nhóm", "thứ", "mục")
_DAMAGED = "Chữ số của ngày in hỏng: cần xem lại bản gốc."


def day_at(line: Line, at: int) -> Hit | None:
    start = line.past(at, "ngày", "ngày mùng", "mùng", "ngày :") or at
    if line.kind(start) == "date":
        day = _day(*line.numbers(start))
        guessed = line.tokens[start].guessed
        return (replace(day, doubts=(*day.doubts, _DAMAGED)) if guessed else day), start + 1
    if line.kind(start) == "pair":
        dotted = "." in line.word(start) and start == at and line.word(at - 1) != "trước"
        return None if dotted else _with_day_year(line, _day(*line.numbers(start)), start + 1)
    ordinal = start == at and line.word(at - 1) in _ORDINALS  # "đợt 1 tháng 4"
    return None if ordinal else _worded_day_at(line, start)


def _worded_day_at(line: Line, at: int) -> Hit | None:
    """ "30 tháng 4 năm 2024"."""
    hit = month_at(line, at + 1) if line.kind(at) == "number" and line.word(at + 1) == "tháng" else None
    if not hit or line.numbers(at)[0] > 31 or line.word(hit[1]) in ("lần", "/"):
        return None
    month, end = hit
    return _with_day_year(line, replace(_day(line.numbers(at)[0], month.first[0], month.year), shift=month.shift), end)


def _with_day_year(line: Line, day: Period, end: int) -> Hit | None:
    return with_year(line, (day, end)) if day.first[0] <= 12 else None


def _day(day: int, month: int, year: int | None = None) -> Period:
    """A month beyond twelve is taken for a day and month typed the other way round, with a doubt."""
    if month > 12 >= day and month <= 31:
        doubt = f"Ngày in “{day}/{month}” không có tháng {month}: có thể ngày và tháng bị đảo."
        return Period("day", (day, month), (day, month), year, doubts=(doubt,))
    return Period("day", (month, day), (month, day), year)

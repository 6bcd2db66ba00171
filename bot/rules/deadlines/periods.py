"""Pieces of the calendar as printed: a day, month, quarter, half year or year, often without the year."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.rules.deadlines.counts import count_at, roman_of, year_number_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed

Grain = Literal["day", "days", "month", "quarter", "half", "year"]
Hit = tuple["Period", int]

_LATER = listed("năm sau | năm tới | năm kế tiếp | năm tiếp theo | năm liền kề | năm sau liền kề")
_EARLIER = listed("năm trước | năm trước liền kề | năm trước đó | năm liền trước")
_SHIFTS = dict.fromkeys(_LATER, 1) | dict.fromkeys(_EARLIER, -1)
_OF_SHIFTED = {f"của {phrase}": shift for phrase, shift in _SHIFTS.items()} | _SHIFTS
# "Năm" alone is a number too, and half of "Việt Nam" typed without accents.
_BEFORE_BARE_YEAR = {"trong", "hết", "cả", "suốt", "đến", "cuối", "đầu", "giữa"}


@dataclass(frozen=True)
class Period:
    """`first` and `last` are (month, day), day 0 the last of its month. `shift` counts years from the plan's.

    `part` is "đầu", "giữa" or "cuối" where only that is printed.
    """

    grain: Grain
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    shift: int = 0
    part: str = ""
    doubts: tuple[str, ...] = ()

    def bounds(self, year: int) -> tuple[date, date] | None:
        """First and last day; a printed year goes before the given one; None if there is no such day."""
        year = (year if self.year is None else self.year) + self.shift
        if not 1900 <= year <= 2200:
            return None
        try:
            end = self.last[1] or monthrange(year, self.last[0])[1]
            return date(year, *self.first), date(year, self.last[0], end)
        except ValueError:
            return None


def with_year(line: Line, hit: Hit) -> Hit:
    """Take in the year printed after a piece: "/2024", "năm 2024", "-2024", "năm sau"."""
    period, at = hit
    if period.year is not None:
        return hit
    if shifted := _shift_at(line, at, _OF_SHIFTED):
        return replace(period, shift=shifted[0]), shifted[1]
    start = line.past(at, "/", "-", "–", "năm", ", năm", "của năm", "/ năm", "- năm", "(năm") or at
    year = year_number_at(line, start, two_digits=line.word(at) == "/")
    return (replace(period, year=year), start + 1) if year else hit


def _shift_at(line: Line, at: int, shifts: dict[str, int]) -> tuple[int, int] | None:
    end = line.past(at, *shifts)
    if not end:
        return None
    dated = line.kind(end) in ("date", "pair", "month") or line.word(end) in ("ngày", "tháng")
    if dated and line.word(end - 1) == "trước":
        return None  # "báo cáo năm trước 15/12": the word belongs to the date
    return shifts[line.said(at, end)], end


def _noun_at(line: Line, at: int, noun: str, letter: str) -> int | None:
    """The place after "tháng" or its letter "T", which has to touch its number."""
    if line.word(at) == noun:
        return at + 1
    return line.past(at, letter, f"{letter} .") if line.touches(at + 1) else None


def month_at(line: Line, at: int) -> Hit | None:
    start = _noun_at(line, at, "tháng", "t")
    if start is None:
        return _numeric_month_at(line, at)
    if line.kind(start) == "pair":
        return _month_of_pair(line, start)
    if line.word(start) == "năm" and year_number_at(line, start + 1):
        return None  # a form never filled in: "tháng     năm 2024"
    if line.word(at) == "t" and line.kind(start) == "word":
        return None
    number, end = count_at(line, start) or (0, start)
    single = (_months(number, number, "month"), end)
    return with_year(line, single) if 1 <= number <= 12 else _numeric_month_at(line, start)


def _numeric_month_at(line: Line, at: int) -> Hit | None:
    """ "3/2026"."""
    if line.kind(at) != "month":
        return None
    month, year = line.numbers(at)
    return (_months(month, month, "month", year), at + 1) if 1 <= month <= 12 else None


def _month_of_pair(line: Line, at: int) -> Hit | None:
    """ "tháng 7/24" is July 2024; "tháng 6/12" may be two months or a day, so it stays unread."""
    month, year = line.numbers(at)
    return (_months(month, month, "month", 2000 + year), at + 1) if 1 <= month <= 12 and 20 <= year <= 49 else None


def _months(first: int, last: int, grain: Grain, year: int | None = None) -> Period:
    return Period(grain, (first, 1), (last, 0), year)


def quarter_at(line: Line, at: int) -> Hit | None:
    start = _noun_at(line, at, "quý", "q")
    return quarter_number_at(line, start) if start else None


def quarter_number_at(line: Line, at: int) -> Hit | None:
    number, mended = _quarter_number(line, at)
    if not 1 <= number <= 4:
        return None
    doubts = (f"Số của quý in hỏng, được hiểu là quý {number}.",) if mended else ()
    quarter = replace(_months(3 * number - 2, 3 * number, "quarter"), doubts=doubts)
    if line.kind(at) not in ("month", "pair"):
        return with_year(line, (quarter, at + 1))
    year = line.numbers(at)[1] + (2000 if line.kind(at) == "pair" else 0)
    return (replace(quarter, year=year), at + 1) if year >= 2020 or line.kind(at) == "month" else None


def _quarter_number(line: Line, at: int) -> tuple[int, bool]:
    if line.kind(at) in ("number", "roman", "month", "pair"):
        return line.numbers(at)[0], False
    counted = count_at(line, at)
    return (counted[0], False) if counted else roman_of(line.word(at))


def half_at(line: Line, at: int) -> Hit | None:
    """ "6 tháng đầu năm", "9 tháng đầu năm 2024", "nửa cuối năm"."""
    number, after = (6, at + 1) if line.word(at) == "nửa" else count_at(line, at) or (0, at)
    start = after if line.word(at) == "nửa" else line.past(after, "tháng")
    if start is None or not 1 <= number <= 11:
        return None
    if end := line.past(start, "đầu năm", "đầu của năm"):
        return _with_bare_year(line, _months(1, number, "half"), end)
    end = line.past(start, "cuối năm", "cuối của năm")
    return _with_bare_year(line, _months(13 - number, 12, "half"), end) if end else None


def _with_bare_year(line: Line, period: Period, at: int) -> Hit:
    year = year_number_at(line, at)
    return (replace(period, year=year), at + 1) if year else (period, at)


def year_at(line: Line, at: int) -> Hit | None:
    whole = _months(1, 12, "year")
    start = line.past(at, "năm") or at
    if year := year_number_at(line, start):
        return replace(whole, year=year), start + 1
    if end := line.past(at, "năm nay", "năm này", "năm kế hoạch"):
        return whole, end
    if shifted := _shift_at(line, at, _SHIFTS):
        return replace(whole, shift=shifted[0]), shifted[1]
    bare = start > at and line.word(at - 1) in _BEFORE_BARE_YEAR and line.word(start) != "học"
    return (whole, start) if bare else None

"""Pieces of the calendar as printed: a day, month, quarter, half year or year, often without the year."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.rules.deadlines.counts import count_at, roman_of, year_number_at
from bot.rules.deadlines.tokens import Line

Grain = Literal["day", "days", "month", "quarter", "half", "year"]
Hit = tuple["Period", int]

_SHIFTS = {
    "năm sau": 1,
    "năm tới": 1,
    "năm kế tiếp": 1,
    "năm tiếp theo": 1,
    "năm liền kề": 1,
    "năm trước": -1,
}
_SHIFTS |= {"năm trước liền kề": -1, "năm trước đó": -1, "năm sau liền kề": 1, "năm liền trước": -1}


_DAMAGED = "Chữ số của ngày in hỏng: cần xem lại bản gốc."


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
        """First and last day, the printed year before the given one; None if there is no such day."""
        year = (year if self.year is None else self.year) + self.shift
        return _span(year, self.first, self.last)


def _span(year: int, first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date] | None:
    try:
        end = last[1] or monthrange(year, last[0])[1]
        return date(year, *first), date(year, last[0], end)
    except ValueError:
        return None


def period_at(line: Line, at: int) -> Hit | None:
    """The longest piece of the calendar that starts here."""
    hits = [hit for read in _READERS if (hit := read(line, at))]
    return max(hits, key=lambda hit: hit[1], default=None)


def with_year(line: Line, hit: Hit) -> Hit:
    """Take in the year printed after a piece: "/2024", "năm 2024", "-2024", "năm sau"."""
    period, at = hit
    if period.year is not None:
        return hit
    for phrase, shift in _SHIFTS.items():
        if (end := line.past(at, phrase, f"của {phrase}")) and not _dated(line, end, phrase):
            return replace(period, shift=shift), end
    start = line.past(at, "/", "-", "–", "năm", ", năm", "của năm", "/ năm", "- năm", "(năm")
    year = year_number_at(line, start or at, two_digits=line.word(at) == "/")
    return (replace(period, year=year), (start or at) + 1) if year else hit


def _dated(line: Line, at: int, phrase: str) -> bool:
    """In "báo cáo năm trước 15/12" the word belongs to the date."""
    return phrase == "năm trước" and (line.kind(at) in ("date", "pair", "month") or line.word(at) in ("ngày", "tháng"))


def day_at(line: Line, at: int) -> Hit | None:
    start = line.past(at, "ngày", "ngày mùng", "mùng") or at
    numbers = line.numbers(start)
    if line.kind(start) == "date":
        day = _day(*numbers)
        guessed = line.tokens[start].guessed
        return (replace(day, doubts=(*day.doubts, _DAMAGED)) if guessed else day), start + 1
    if line.kind(start) == "pair" and ("." not in line.word(start) or start > at or line.word(at - 1) == "trước"):
        return _with_day_year(line, _day(*numbers), start + 1)
    month_hit = month_at(line, start + 1) if line.kind(start) == "number" and line.word(start + 1) == "tháng" else None
    if month_hit and numbers[0] <= 31 and line.word(month_hit[1]) not in ("lần", "/"):
        month, end = month_hit
        return _with_day_year(line, replace(_day(numbers[0], month.first[0], month.year), shift=month.shift), end)
    return None


def _with_day_year(line: Line, day: Period, end: int) -> Hit | None:
    return with_year(line, (day, end)) if day.first[0] <= 12 else None


def _day(day: int, month: int, year: int | None = None) -> Period:
    """A month beyond twelve is taken for a day and month typed the other way round, with a doubt."""
    if month > 12 >= day and month <= 31:
        doubt = f"Ngày in “{day}/{month}” không có tháng {month}: có thể ngày và tháng bị đảo."
        return Period("day", (day, month), (day, month), year, doubts=(doubt,))
    return Period("day", (month, day), (month, day), year)


def month_at(line: Line, at: int) -> Hit | None:
    start = line.past(at, "tháng", "t", "t .") if line.word(at) == "tháng" or line.touches(at + 1) else None
    if line.kind(start or at) == "month":
        month, year = line.numbers(start or at)
        return (_months(month, month, "month", year), (start or at) + 1) if 1 <= month <= 12 else None
    if start is None:
        return None
    if line.kind(start) == "pair":
        return _month_of_pair(line, start)
    if line.word(start) == "năm" and year_number_at(line, start + 1):
        return None  # a form never filled in: "tháng     năm 2024"
    counted = count_at(line, start)
    if not counted or not 1 <= counted[0] <= 12 or (line.word(at) == "t" and line.kind(start) != "number"):
        return None
    return with_year(line, (_months(counted[0], counted[0], "month"), counted[1]))


def _month_of_pair(line: Line, at: int) -> Hit | None:
    """ "tháng 7/24" is July 2024; "tháng 6/12" may be two months or a day, so it stays unread."""
    month, year = line.numbers(at)
    return (_months(month, month, "month", 2000 + year), at + 1) if 1 <= month <= 12 and 20 <= year <= 49 else None


def _months(first: int, last: int, grain: Grain, year: int | None = None) -> Period:
    return Period(grain, (first, 1), (last, 0), year)


def quarter_at(line: Line, at: int) -> Hit | None:
    start = line.past(at, "quý", "q", "q .") if line.word(at) == "quý" or line.touches(at + 1) else None
    return quarter_number_at(line, start) if start else None


def quarter_number_at(line: Line, at: int) -> Hit | None:
    numbers, kind = line.numbers(at), line.kind(at)
    number, mended = (numbers[0], False) if numbers else roman_of(line.word(at))
    if not 1 <= number <= 4 or kind not in ("number", "roman", "word", "month", "pair"):
        return None
    quarter = _months(3 * number - 2, 3 * number, "quarter")
    if mended:
        quarter = replace(quarter, doubts=(f"Số của quý in hỏng, được hiểu là quý {number}.",))
    if kind == "month":
        return replace(quarter, year=numbers[1]), at + 1
    if kind == "pair":
        return (replace(quarter, year=2000 + numbers[1]), at + 1) if 20 <= numbers[1] <= 49 else None
    return with_year(line, (quarter, at + 1))


def half_at(line: Line, at: int) -> Hit | None:
    """ "6 tháng đầu năm", "9 tháng đầu năm 2024", "nửa cuối năm", "quý đầu năm"."""
    counted, after = (6, at + 1) if line.word(at) == "nửa" else count_at(line, at) or (0, at)
    start = after if line.word(at) == "nửa" else line.past(after, "tháng")
    if start is None or not 1 <= counted <= 11:
        return None
    if end := line.past(start, "đầu năm", "đầu của năm"):
        return with_bare_year(line, _months(1, counted, "half"), end)
    if end := line.past(start, "cuối năm", "cuối của năm"):
        return with_bare_year(line, _months(13 - counted, 12, "half"), end)
    return None


def with_bare_year(line: Line, period: Period, at: int) -> Hit:
    year = year_number_at(line, at)
    return (replace(period, year=year), at + 1) if year else (period, at)


def year_at(line: Line, at: int) -> Hit | None:
    whole = _months(1, 12, "year")
    if year := year_number_at(line, line.past(at, "năm") or at):
        return replace(whole, year=year), (line.past(at, "năm") or at) + 1
    if end := line.past(at, "năm nay", "năm này", "năm kế hoạch"):
        return whole, end
    for phrase, shift in _SHIFTS.items():
        if (end := line.past(at, phrase)) and not _dated(line, end, phrase):
            return replace(whole, shift=shift), end
    bare = line.word(at) == "năm" and line.word(at - 1) in (
        "trong",
        "hết",
        "cả",
        "suốt",
        "đến",
        "cuối",
        "đầu",
        "giữa",
    )
    return (whole, at + 1) if bare and line.word(at + 1) != "học" else None


_READERS: tuple[Callable[[Line, int], Hit | None], ...] = (day_at, month_at, quarter_at, half_at, year_at)

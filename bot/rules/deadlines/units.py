"""The units of a rhythm: "quý", "06 tháng", "cuối năm", "02 tuần"."""

from bot.rules.deadlines.counts import ROMAN, count_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import Every, Unit

Item = tuple[Every, int]

UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
# Rhythms the plan format has no unit for are counted per year.
LONGER = {
    ("tháng", 1): Every("month"),
    ("tháng", 2): Every("year", 6),
    ("tháng", 3): Every("quarter"),
    ("tháng", 4): Every("year", 3),
    ("tháng", 6): Every("half-year"),
    ("tháng", 12): Every("year"),
    ("quý", 1): Every("quarter"),
    ("quý", 2): Every("half-year"),
    ("năm", 1): Every("year"),
    ("tuần", 1): Every("week"),
    ("tuần", 2): Every("year", 26),
    ("ngày", 1): Every("day"),
    ("ngày", 7): Every("week"),
}
_ENDS: dict[str, Every] = {
    "cuối tuần": Every("week", anchor="week-end"),
    "cuối tháng": Every("month", anchor="month-end"),
    "cuối quý": Every("quarter", anchor="quarter-end"),
    "cuối năm": Every("year", anchor="year-end"),
    "cả năm": Every("year"),
    "tổng kết năm": Every("year"),
    "niên": Every("year"),
    "nửa năm": Every("half-year"),
    "bán niên": Every("half-year"),
    "giữa năm": Every("year", anchor="mid-year"),
    "đầu năm": Every("year", anchor="year-start"),
}
COUNTABLE = listed(
    "lần | kỳ | đợt | cuộc | buổi | phiên | hội nghị | tin | bài | tin bài | bài viết | chuyên mục"
    " | tin , bài viết | tin , bài | kỳ họp | lớp | cuộc họp | tin / bài | bản tin | chuyên đề"
)
_JOINTS = listed(", | / | và | hoặc | - | – | , và | ; | và hàng | , hàng | / hàng | ; hàng | hoặc hàng | ; báo cáo")


def names_a_date(line: Line, at: int) -> bool:
    """The unit at this place is part of a date ("quý I", "ngày 15", "năm học"), not a rhythm."""
    if line.past(at, "năm học", "ngày ký", "ngày ban hành"):
        return True
    dated = line.kind(at + 1) in ("number", "roman", "date", "pair", "month") or line.word(at + 1) in ROMAN
    return dated and line.past(at + 2, *COUNTABLE) is None


def unit_at(line: Line, at: int) -> Item | None:
    end = line.past(at, *_ENDS)
    if end and not names_a_date(line, end - 1):
        return _ENDS[line.said(at, end)], end
    if line.word(at) in UNITS and not names_a_date(line, at):
        return Every(UNITS[line.word(at)]), line.past(at, "ngày làm việc") or at + 1
    return _counted_unit_at(line, at)


def _counted_unit_at(line: Line, at: int) -> Item | None:
    number, end = count_at(line, at) or (0, at)
    every = LONGER.get((line.word(end), number))
    if not every or line.word(end + 1) in ("đầu", "cuối") or names_a_date(line, end):
        return None
    return every, end + 1


def units_at(line: Line, at: int) -> tuple[list[Every], int]:
    """A list of units and the place after it: "tháng, quý, 6 tháng và năm"."""
    items, end = list[Every](), at
    start: int | None = at
    while start is not None and (item := unit_at(line, start)):
        items.append(item[0])
        end = item[1]
        start = line.past(end, *_JOINTS)
    return items, end


def past_joint(line: Line, at: int) -> int | None:
    return line.past(at, *_JOINTS)

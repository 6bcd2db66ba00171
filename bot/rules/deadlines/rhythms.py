"""Work that comes again: "hàng quý", "02 lần/năm", "3 tháng/lần", "định kỳ tháng, quý, năm"."""

from dataclasses import replace

from bot.rules.deadlines.counts import ROMAN, count_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import AnyOf, Every, External, Schedule, Unit

Item = tuple[Every, int]

_UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_LONGER = {
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
_SURE = listed(
    "hàng | mỗi | từng | định kỳ | định kỳ hàng | định kỳ mỗi | định kỳ theo | định kỳ vào | định kỳ từng"
    " | theo từng | theo mỗi | trong mỗi | vào mỗi | theo định kỳ | theo định kỳ hàng | các kỳ | thường"
)
_REPORT = ("báo cáo", "sơ kết", "tổng kết", "báo cáo định kỳ", "báo cáo theo", "báo cáo kết quả")
_JOINTS = listed(", | / | và | hoặc | - | – | , và | ; | và hàng | , hàng | / hàng | ; hàng | hoặc hàng | ; báo cáo")
_COUNTABLE = listed(
    "lần | kỳ | đợt | cuộc | buổi | phiên | hội nghị | tin | bài | tin bài | bài viết | chuyên mục"
    " | tin , bài viết | tin , bài | kỳ họp | lớp | cuộc họp | tin / bài | bản tin | chuyên đề"
)
_AT_LEAST = ("ít nhất", "tối thiểu", "từ", "không ít hơn", "ít nhất là", "tối thiểu là", "tổ chức", "tổ chức ít nhất")
_CUMULATED = listed(
    "quý i | quý 1 | 3 tháng | 03 tháng | 6 tháng | 06 tháng | 9 tháng | 09 tháng | năm | cả năm | quý"
    " | hàng quý | 1 năm | 01 năm | cuối năm | hàng năm | 12 tháng | tháng | hàng tháng"
)
_AFTER_LOOSE = {"và", "hoặc", "định", "trước", "chậm", "đột", "khi", "theo", "gửi", "vào", "hàng", "thường", "muộn"}
_YEARLY = "Kỳ cuối năm có thể trùng với kỳ 06 tháng: cần xác nhận một năm báo cáo mấy lần."


def rhythm_at(line: Line, at: int) -> Phrase | None:
    readers = (_listed_at, _counted_at, _interval_at, _cumulated_at, _naked_at)
    hits = [hit for read in readers if (hit := read(line, at))]
    return max(hits, key=lambda phrase: phrase.end, default=None)


def names_a_date(line: Line, at: int) -> bool:
    """The unit at this place is part of a date ("quý I", "ngày 15", "năm học"), not a rhythm."""
    dated = line.kind(at + 1) in ("number", "roman", "date", "pair", "month") or line.word(at + 1) in ROMAN
    return (dated and line.word(at + 2) != "lần") or line.past(at, "năm học", "ngày ký", "ngày ban hành") is not None


def _unit_at(line: Line, at: int) -> Item | None:
    for phrase, every in _ENDS.items():
        if (end := line.past(at, phrase)) and not names_a_date(line, end - 1):
            return every, end
    if line.word(at) in _UNITS and not names_a_date(line, at):
        return Every(_UNITS[line.word(at)]), line.past(at, "ngày làm việc") or at + 1
    counted = count_at(line, at)
    if not counted or line.word(counted[1]) not in _UNITS or line.word(counted[1] + 1) in ("đầu", "cuối"):
        return None
    longer = _LONGER.get((line.word(counted[1]), counted[0]))
    return (longer, counted[1] + 1) if longer and not names_a_date(line, counted[1]) else None


def _listed_at(line: Line, at: int) -> Phrase | None:
    start = line.past(at, *_SURE, "theo", *_REPORT)
    items, end = _items_at(line, start) if start else ([], at)
    if not items:
        return None
    loose = line.past(at, *_SURE) is None
    if loose and line.kind(end) in ("word", "number") and line.word(end) not in _AFTER_LOOSE:
        return None
    if len(items) == 1 and (many := _times_after(line, end)):
        return Phrase(replace(items[0], times=items[0].times * many[0]), at, many[1], "rhythm")
    bare = loose and line.word(at) != "theo"
    return Phrase(_together(items), at, end, "rhythm", bare=bare, doubts=_doubled(items))


def _items_at(line: Line, at: int) -> tuple[list[Every], int]:
    items, end = list[Every](), at
    start: int | None = at
    while start is not None and (item := _unit_at(line, start)):
        items.append(item[0])
        end = item[1]
        start = line.past(end, *_JOINTS)
    return items, end


def _naked_at(line: Line, at: int) -> Phrase | None:
    """A cell that holds nothing but units: "6 tháng, năm"; a single unit with a doubt."""
    if at and line.kind(at - 1) != "mark":
        return None
    items, end = _items_at(line, at)
    if (
        not items
        or line.word(end) not in ("", ".", ";", ")")
        or (len(items) == 1 and (at or line.word(at) not in _UNITS))
    ):
        return None
    doubts = ("Chỉ in tên kỳ: hiểu là mỗi kỳ một lần.",) if len(items) == 1 else _doubled(items)
    return Phrase(_together(items), at, end, "rhythm", bare=True, doubts=doubts)


def _doubled(items: list[Every]) -> tuple[str, ...]:
    return (_YEARLY,) if [e.unit for e in items] == ["half-year", "year"] else ()


def _together(items: list[Every]) -> Schedule:
    return items[0] if len(items) == 1 else AnyOf(tuple(items))


def _times_after(line: Line, at: int) -> tuple[int, int] | None:
    """The count after a unit: "mỗi quý một lần", "mỗi tháng ít nhất 02 lần"."""
    start = line.past(at, ",", "/") or at
    counted = count_at(line, line.past(start, *_AT_LEAST) or start)
    end = line.past(counted[1], *_COUNTABLE) if counted else None
    return (counted[0], end) if counted and end and 1 <= counted[0] <= 31 else None


def _counted_at(line: Line, at: int) -> Phrase | None:
    """ "02 lần/năm", "ít nhất 1 tin, bài viết/tuần", "2 lần một tháng"; "02 lần" alone with a doubt."""
    start = line.past(at, "định kỳ", "mỗi năm") or at
    many = _times_after(line, start)
    if not many or line.word(start) in (",", "/"):
        return None
    times, end = many
    unit = _unit_at(line, line.past(end, "/", "mỗi", "trong", "hàng", "một", "trong một", "trên", "/ mỗi") or end)
    if unit:
        every, end = unit
        return Phrase(replace(every, times=every.times * times), at, end, "rhythm")
    if line.word(end - 1) != "lần" or line.word(at) in _AT_LEAST:
        return None
    return Phrase(Every("year", times), at, end, "rhythm", doubts=("Chỉ in số lần, không rõ trong kỳ nào.",))


def _interval_at(line: Line, at: int) -> Phrase | None:
    """ "3 tháng/lần", "06 tháng/01 lần", "6 tháng một lần", "quý/lần", "tuần 2 lần"."""
    start = line.past(at, "định kỳ", "cứ", "định kỳ cứ") or at
    counted = count_at(line, start)
    number, word = counted if counted and line.word(counted[1]) in _UNITS else (1, start)
    if line.word(word) not in _UNITS:
        return None
    stroke = line.past(word + 1, "/", "thì")
    many = count_at(line, stroke or word + 1)
    end = line.past(many[1] if many else (stroke or 0), "lần", "kỳ", "đợt")
    if not end or not (many or stroke):
        return None
    every = _LONGER.get((line.word(word), number))
    times = many[0] if many else 1
    if every is None or times > 31 or times < 1:
        doubt = "Chu kỳ này chưa ghi được thành lịch nhắc."
        return Phrase(External(line.printed(at, end)), at, end, "external", doubts=(doubt,))
    doubts = ("Hai tuần một lần: hiểu là 26 lần một năm.",) if every.times == 26 else ()
    return Phrase(replace(every, times=every.times * times), at, end, "rhythm", doubts=doubts)


def _cumulated_at(line: Line, at: int) -> Phrase | None:
    """Reports on the year so far: "quý I, 6 tháng, 9 tháng và năm" are four in a year."""
    end, seen = line.past(at, *_SURE, *_REPORT) or at, list[str]()
    while hit := line.past(end, *_CUMULATED):
        seen.append(" ".join(line.word(n) for n in range(end, hit)))
        end = line.past(hit, *_JOINTS) or hit
    if len(seen) < 2 or not any(name.startswith(("9", "09")) for name in seen):
        return None
    end -= line.past(end - 1, *_JOINTS) is not None
    every = Every("quarter") if len(seen) >= 4 else Every("year", len(seen))
    return Phrase(every, at, end, "rhythm", doubts=("Kỳ báo cáo lũy kế: cần xác nhận các kỳ trong năm.",))

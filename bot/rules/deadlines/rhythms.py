"""Work that comes again: "hàng quý", "định kỳ tháng, quý, năm", "báo cáo quý"."""

from dataclasses import replace

from bot.rules.deadlines.edges import at_hour, clock_at, edge_at
from bot.rules.deadlines.frequencies import counted_at, interval_at, times_after
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.units import UNITS, past_joint, units_at
from bot.rules.deadlines.words import listed
from bot.rules.deadlines.yearly import edge_of
from bot.rules.schedules import AnyOf, Every, Schedule

_SURE = listed(
    "hàng | mỗi | từng | định kỳ | định kỳ hàng | định kỳ mỗi | định kỳ theo | định kỳ vào | định kỳ từng"
    " | theo từng | theo mỗi | trong mỗi | vào mỗi | theo định kỳ | theo định kỳ hàng | các kỳ | thường"
)
_DAILY = listed("hàng ngày | mỗi ngày | các ngày làm việc | mỗi ngày làm việc | các ngày trong tuần")
_REPORT = ("báo cáo", "sơ kết", "tổng kết", "báo cáo định kỳ", "báo cáo theo", "báo cáo kết quả")
_CUMULATED = listed(
    "quý i | quý 1 | 3 tháng | 03 tháng | 6 tháng | 06 tháng | 9 tháng | 09 tháng | năm | cả năm | quý"
    " | hàng quý | 1 năm | 01 năm | cuối năm | hàng năm | 12 tháng | tháng | hàng tháng"
)
# After "theo quý" or "báo cáo quý" any other word makes a name of it ("theo quý khách").
_AFTER_LOOSE = {"và", "hoặc", "định", "trước", "chậm", "đột", "khi", "theo", "gửi", "vào", "hàng", "thường", "muộn"}
_YEARLY = "Kỳ cuối năm có thể trùng với kỳ 06 tháng: cần xác nhận một năm báo cáo mấy lần."


def rhythm_at(line: Line, at: int) -> Phrase | None:
    readers = (_daily_at, _listed_at, counted_at, interval_at, _cumulated_at, _naked_at)
    hits = [hit for read in readers if (hit := read(line, at))]
    return max(hits, key=lambda phrase: phrase.end, default=None)


def _daily_at(line: Line, at: int) -> Phrase | None:
    """ "Trước 16h30 hàng ngày"."""
    word, start = edge_at(line, at)
    clock, start = clock_at(line, start)
    end = line.past(start, *_DAILY) if clock else None
    return Phrase(at_hour(Every("day", edge=edge_of(word)), clock), at, end, "rhythm") if end else None


def _listed_at(line: Line, at: int) -> Phrase | None:
    start = line.past(at, *_SURE, "theo", *_REPORT)
    items, end = units_at(line, start) if start else ([], at)
    if not items or (not line.past(at, *_SURE) and _goes_on(line, end)):
        return None
    if len(items) == 1 and (many := times_after(line, end)):
        return Phrase(replace(items[0], times=items[0].times * many[0]), at, many[1], "rhythm")
    named = line.past(at, *_SURE, "theo") is None
    return Phrase(_together(items), at, end, "rhythm", bare=named, doubts=_doubled(items))


def _goes_on(line: Line, at: int) -> bool:
    """ "Theo năm ngân sách": the unit is only the first word of something else."""
    return line.kind(at) in ("word", "number") and line.word(at) not in _AFTER_LOOSE


def _naked_at(line: Line, at: int) -> Phrase | None:
    """A cell that holds nothing but units: "6 tháng, năm"; a single unit with a doubt."""
    if at and line.kind(at - 1) != "mark":
        return None
    items, end = units_at(line, at)
    if line.word(end) not in ("", ".", ";", ")"):
        return None
    if len(items) > 1:
        return Phrase(_together(items), at, end, "rhythm", bare=True, doubts=_doubled(items))
    if at or line.word(at) not in UNITS or not items:
        return None
    return Phrase(items[0], at, end, "rhythm", bare=True, doubts=("Chỉ in tên kỳ: hiểu là mỗi kỳ một lần.",))


def _doubled(items: list[Every]) -> tuple[str, ...]:
    return (_YEARLY,) if [e.unit for e in items] == ["half-year", "year"] else ()


def _together(items: list[Every]) -> Schedule:
    return items[0] if len(items) == 1 else AnyOf(tuple(items))


def _cumulated_at(line: Line, at: int) -> Phrase | None:
    """Reports on the year so far: "quý I, 6 tháng, 9 tháng và năm" are four in a year."""
    start = line.past(at, *_SURE, *_REPORT) or at
    seen, end = list[str](), at
    while hit := line.past(start, *_CUMULATED):
        seen.append(line.said(start, hit))
        end, start = hit, past_joint(line, hit) or hit
    if len(seen) < 2 or not {"9 tháng", "09 tháng"} & set(seen):
        return None
    every = Every("quarter") if len(seen) >= 4 else Every("year", len(seen))
    return Phrase(every, at, end, "rhythm", doubts=("Kỳ báo cáo lũy kế: cần xác nhận các kỳ trong năm.",))

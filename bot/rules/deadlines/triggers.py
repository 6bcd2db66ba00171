"""Limits that hang on an event: "10 ngày kể từ ngày tiếp nhận", "ngay sau khi có …", "trước 01 ngày của …"."""

from dataclasses import dataclass, replace

from bot.rules.deadlines.clauses import clause_end, printed_clause
from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import DayKind, Direction, Relative

_LEADS = listed(
    "trong thời gian | trong thời hạn | trong vòng | trong | trong khoảng | trong thời gian không quá | sau | tối đa"
    " | trong thời hạn không quá | trong vòng không quá | không quá | chậm nhất | chậm nhất là | chậm nhất sau | khoảng"
    " | chậm nhất trong | chậm nhất trong vòng | chậm nhất trong thời hạn | chậm nhất là sau | chậm nhất không quá"
    " | muộn nhất | muộn nhất sau | thời hạn | thời gian | sau thời hạn | sau thời gian | ít nhất | tối thiểu"
    " | tối đa không quá | thời hạn không quá | thời gian không quá | chậm nhất là trong | chậm nhất trong thời gian"
    " | chậm nhất là trong vòng | chậm nhất là trong thời hạn | muộn nhất là | muộn nhất là sau | muộn nhất trong"
)
_BACKWARD = listed(
    "trước | chậm nhất trước | chậm nhất là trước | ít nhất trước | tối thiểu trước | trước ít nhất | trước tối thiểu"
    " | muộn nhất trước | trong vòng trước"
)
_AFTER = listed(
    "kể từ | kể từ khi | kể từ lúc | từ | từ khi | tính từ | tính từ khi | sau khi | sau | khi | kể từ thời điểm"
    " | , kể từ | , kể từ khi | , tính từ | , sau khi | sau thời điểm | từ lúc | , từ | kể từ sau khi"
)
_BEFORE = listed("trước khi | trước | trước thời điểm | , trước khi")
_OF = listed(
    "của | tính đến | tính từ | so với | khi | trước khi | kể từ | đến | tính đến khi | tính tới"
    " | , tính đến | so với khi"
)
_AT_ONCE = listed(
    "ngay sau khi | ngay khi | ngay sau | ngay từ khi | ngay sau thời điểm | liền sau khi | kịp thời sau khi"
    " | kịp thời ngay sau khi | ngay lập tức sau khi | ngay lập tức khi | ngay sau lúc"
)
_UNSAID = "Không rõ kể từ khi nào."
_NO_LENGTH = "Không rõ bao lâu so với sự việc."


@dataclass(frozen=True)
class Duration:
    days: int
    calendar: DayKind
    end: int
    doubts: tuple[str, ...] = ()


def relative_at(line: Line, at: int) -> Phrase | None:
    return event_at(line, at) or _vague_at(line, at)


def event_at(line: Line, at: int) -> Phrase | None:
    """Only with a number of days, or at once."""
    return _numbered_at(line, at) or _at_once_at(line, at)


def duration_at(line: Line, at: int) -> Duration | None:
    """So many days; hours, weeks, months and years are turned into days, with a doubt where that is not exact."""
    if line.kind(at) == "clock" and len(line.numbers(at)) == 1:
        return _hours_at(line, at)
    counted = count_at(line, at)
    more = count_at(line, line.past(counted[1], "-", "–", "đến") or 0) if counted else None
    ranged = more if more and counted and line.past(counted[1], "-", "–", "đến") else None
    number, end = ranged or counted or (0, at)
    if end == at or not 0 < number <= 3660:
        return None
    doubts = ("In một khoảng số ngày, lấy số lớn.",) if ranged else ()
    if after := line.past(end, "ngày làm việc"):
        return Duration(number, "working", after, doubts)
    for unit, days in (("ngày", 1), ("tuần", 7)):
        if after := line.past(end, unit):
            return Duration(number * days, "calendar", after, doubts)
    for unit, days in (("tháng", 30), ("năm", 365)):
        if (after := line.past(end, unit)) and number * days <= 3660 and line.kind(after) != "number":
            return Duration(
                number * days, "calendar", after, (*doubts, f"Đổi {number} {unit} ra {number * days} ngày.")
            )
    return None


def _hours_at(line: Line, at: int) -> Duration:
    hours, after = line.numbers(at)[0], line.past(at + 1, "làm việc")
    full = 8 if after else 24
    doubts = () if hours % full == 0 and hours else (f"In {hours} giờ, lịch chỉ tính theo ngày.",)
    return Duration(-(-hours // full), "working" if after else "calendar", after or at + 1, doubts)


def _numbered_at(line: Line, at: int) -> Phrase | None:
    backward = line.past(at, *_BACKWARD)
    start = backward or line.past(at, *_LEADS) or at
    duration = duration_at(line, start)
    if not duration:
        return None
    link = line.past(duration.end, *_OF) if backward else line.past(duration.end, *_AFTER, *_BEFORE)
    if link and start == at and line.kind(link) in ("date", "pair", "month"):
        return None  # "báo cáo 9 tháng trước 15/9": the length names the report
    before = bool(backward) or (link is not None and link == line.past(duration.end, *_BEFORE))
    if link is None and start == at:
        return None if line.word(duration.end) not in ("", ".", ")", ";") else _unlinked(line, at, duration)
    if link is None and not backward:
        return _unlinked(line, at, duration)
    start = link or duration.end
    if line.word(start) in ("tháng", "quý", "năm", "tuần"):
        duration = replace(duration, doubts=(*duration.doubts, "Mốc là một kỳ, không phải một sự việc."))
    return _relative(line, (start, clause_end(line, start)), at, duration, "before" if before else "after")


def _unlinked(line: Line, at: int, duration: Duration) -> Phrase:
    relative = Relative("", duration.days, calendar=duration.calendar)
    return Phrase(relative, at, duration.end, "relative", doubts=(_UNSAID, *duration.doubts))


def _relative(line: Line, words: tuple[int, int], at: int, duration: Duration, direction: Direction) -> Phrase:
    trigger = printed_clause(line, *words)
    doubts = duration.doubts if trigger else (*duration.doubts, _UNSAID)
    if any(line.kind(n) in ("date", "pair") for n in range(words[0], min(words[0] + 2, words[1]))):
        doubts = (*doubts, "Tính từ một ngày in sẵn: nên ghi thẳng ngày đến hạn.")
    schedule = Relative(trigger, duration.days, direction, duration.calendar)
    return Phrase(schedule, at, words[1], "relative", doubts=doubts)


def _at_once_at(line: Line, at: int) -> Phrase | None:
    start = line.past(at, *_AT_ONCE)
    if start is None:
        return None
    end = clause_end(line, start)
    if end == start:
        return None
    return _relative(line, (start, end), at, Duration(0, "calendar", start), "after")


def _vague_at(line: Line, at: int) -> Phrase | None:
    """ "Sau khi có …", "trước kỳ họp …": the event is named, the time often only behind it ("… 10 ngày")."""
    after = line.past(at, "sau khi", "sau")
    start = after or line.past(at, "trước khi", "trước")
    if not start or line.kind(start) != "word" or line.word(start) in ("đó", "này", "đây", "mắt", "tiên", "hết"):
        return None
    end = clause_end(line, start)
    direction: Direction = "after" if after else "before"
    for place in range(start + 1, end):
        duration = duration_at(line, place)
        if duration and duration.end == end:
            lead = next((n for n in range(start + 1, place) if line.past(n, *_LEADS) == place), place)
            return replace(_relative(line, (start, lead), at, duration, direction), end=end)
    vague = Duration(0, "calendar", start, (_NO_LENGTH,))
    return _relative(line, (start, end), at, vague, direction) if end > start else None

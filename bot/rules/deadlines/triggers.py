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
_NO_EVENT = listed("sau đó | sau này | sau đây | trước đó | trước mắt | trước tiên | trước đây | trước hết | trước này")
# Ten years: a longer period is a slip of the pen.
_LONGEST = 3660
_DAYS: dict[str, tuple[int, DayKind]] = {
    "ngày làm việc": (1, "working"),
    "ngày": (1, "calendar"),
    "tuần": (7, "calendar"),
    "tháng": (30, "calendar"),
    "năm": (365, "calendar"),
}
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
    counted = _count_or_range_at(line, at)
    if not counted:
        return None
    number, end, doubts = counted
    for unit, (days, calendar) in _DAYS.items():
        after = line.past(end, unit)
        if after and days in (1, 7):
            return Duration(number * days, calendar, after, doubts)
        if after and line.kind(after) != "number":
            said = f"Đổi {number} {unit} ra {number * days} ngày."
            return Duration(min(number * days, _LONGEST), calendar, after, (*doubts, said))
    return None


def _count_or_range_at(line: Line, at: int) -> tuple[int, int, tuple[str, ...]] | None:
    counted = count_at(line, at)
    if not counted:
        return None
    second = line.past(counted[1], "-", "–", "đến")
    more = count_at(line, second) if second else None
    number, end = more or counted
    doubts = ("In một khoảng số ngày, lấy số lớn.",) if more else ()
    return (number, end, doubts) if 0 < number <= _LONGEST // 7 else None


def _hours_at(line: Line, at: int) -> Duration:
    hours, after = line.numbers(at)[0], line.past(at + 1, "làm việc")
    full = 8 if after else 24
    doubts = () if hours % full == 0 and hours else (f"In {hours} giờ, lịch chỉ tính theo ngày.",)
    return Duration(-(-hours // full), "working" if after else "calendar", after or at + 1, doubts)


def _numbered_at(line: Line, at: int) -> Phrase | None:
    if start := line.past(at, *_BACKWARD):
        return _counted_back(line, at, duration_at(line, start))
    start = line.past(at, *_LEADS) or at
    duration = duration_at(line, start)
    return _counted_on(line, at, duration, led=start > at) if duration else None


def _counted_back(line: Line, at: int, duration: Duration | None) -> Phrase | None:
    if not duration:
        return None
    return _hung(line, at, line.past(duration.end, *_OF) or duration.end, duration, "before")


def _counted_on(line: Line, at: int, duration: Duration, led: bool) -> Phrase | None:
    """`led`: a word such as "trong vòng" says that the number is a limit."""
    link = line.past(duration.end, *_AFTER, *_BEFORE)
    if not link:
        return _unlinked(line, at, duration) if led or _closes(line, duration.end) else None
    if not led and line.kind(link) in ("date", "pair", "month"):
        return None  # "báo cáo 9 tháng trước 15/9", "03 ngày, từ 15/6": not counted from the date
    return _hung(line, at, link, duration, "before" if line.past(duration.end, *_BEFORE) else "after")


def _closes(line: Line, at: int) -> bool:
    return line.word(at) in ("", ".", ")", ";")


def _hung(line: Line, at: int, start: int, duration: Duration, direction: Direction) -> Phrase:
    if line.word(start) in ("tháng", "quý", "năm", "tuần"):
        duration = replace(duration, doubts=(*duration.doubts, "Mốc là một kỳ, không phải một sự việc."))
    return _relative(line, (start, clause_end(line, start)), at, duration, direction)


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
    end = clause_end(line, start) if start else None
    if not start or end == start:
        return None
    return _hung(line, at, start, Duration(0, "calendar", start), "after")


def _vague_at(line: Line, at: int) -> Phrase | None:
    """ "Sau khi có …", "trước kỳ họp …": the event is named, the time often only behind it ("… 10 ngày")."""
    after = line.past(at, "sau khi", "sau")
    start = after or line.past(at, "trước khi", "trước")
    if not start or line.kind(start) != "word" or line.said(at, start + 1) in _NO_EVENT:
        return None
    end = clause_end(line, start)
    direction: Direction = "after" if after else "before"
    if behind := _duration_behind(line, start, end):
        lead, duration = behind
        return replace(_relative(line, (start, lead), at, duration, direction), end=end)
    vague = Duration(0, "calendar", start, (_NO_LENGTH,))
    return _relative(line, (start, end), at, vague, direction) if end > start else None


def _duration_behind(line: Line, start: int, end: int) -> tuple[int, Duration] | None:
    """The place where the words before it end, and the duration that closes the clause."""
    for place in range(start + 1, end):
        duration = duration_at(line, place)
        if duration and duration.end == end:
            return next((n for n in range(start + 1, place) if line.past(n, *_LEADS) == place), place), duration
    return None

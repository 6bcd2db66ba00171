"""Parts of a month, quarter or year: "cuối năm", "đầu tháng 3", "tuần 1 tháng 3", "thượng tuần tháng 3"."""

from dataclasses import replace

from bot.rules.deadlines.counts import count_at
from bot.rules.deadlines.days import day_at
from bot.rules.deadlines.periods import Hit, Period, half_at, month_at, quarter_at, year_at
from bot.rules.deadlines.tokens import Line

_THIRDS = {"thượng tuần": (1, 10), "trung tuần": (11, 20), "hạ tuần": (21, 0)}
# No rule says what the first week of a month is.
_WEEK_DOUBT = "Tuần trong tháng được tính từ ngày 1, cứ bảy ngày là một tuần: cần xác nhận."


def any_period_at(line: Line, at: int) -> Hit | None:
    """A whole piece of the calendar, or a part of one; the longest that starts here."""
    readers = (day_at, month_at, quarter_at, half_at, year_at, _edge_at, _third_at, _week_at)
    hits = [hit for read in readers if (hit := read(line, at))]
    return max(hits, key=lambda hit: hit[1], default=None)


def _edge_at(line: Line, at: int) -> Hit | None:
    start = line.past(at, "những ngày", "những tháng", "các tháng", "thời điểm", "dịp", "khoảng") or at
    part = line.word(start)
    if part not in ("đầu", "giữa", "cuối"):
        return None
    hit = month_at(line, start + 1) or quarter_at(line, start + 1) or year_at(line, start + 1)
    return (replace(hit[0], part=part), hit[1]) if hit else None


def _third_at(line: Line, at: int) -> Hit | None:
    for phrase, (first, last) in _THIRDS.items():
        if (start := line.past(at, phrase)) and (hit := month_at(line, start)):
            return _days_of(hit, first, last), hit[1]
    return None


def _week_at(line: Line, at: int) -> Hit | None:
    """The office has no rule for weeks of a month; the reading is offered with a doubt."""
    numbered = _week_number(line, at) if line.word(at) == "tuần" else None
    if not numbered or not 1 <= numbered[0] <= 4:
        return None
    week, start = numbered
    hit = month_at(line, line.past(start, "của", "trong") or start)
    first, last = (22, 0) if week == 4 else (7 * week - 6, 7 * week)
    return (replace(_days_of(hit, first, last), doubts=(_WEEK_DOUBT,)), hit[1]) if hit else None


def _week_number(line: Line, at: int) -> tuple[int, int] | None:
    if end := line.past(at, "tuần cuối", "tuần cuối cùng", "tuần cuối của"):
        return 4, end
    if end := line.past(at, "tuần đầu", "tuần đầu tiên", "tuần đầu của", "tuần đầu tiên của"):
        return 1, end
    return count_at(line, line.past(at, "tuần thứ") or at + 1)


def _days_of(hit: Hit, first: int, last: int) -> Period:
    month = hit[0].first[0]
    return replace(hit[0], grain="days", first=(month, first), last=(month, last))

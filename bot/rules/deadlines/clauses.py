"""How far the words of an event or a reference reach before the next time limit begins."""

from bot.rules.deadlines.anchors import anchor_at
from bot.rules.deadlines.edges import edge_at
from bot.rules.deadlines.frequencies import counted_at
from bot.rules.deadlines.limits import calendar_at
from bot.rules.deadlines.rhythms import rhythm_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed

# Nothing that stands behind one of these belongs to the same event.
_HARD = {";", "(", ")", "•", "*", "…", "|", "[", "]"}
_SOFT = {",", "và", "hoặc", "-", "–", "+", "/", ":", "nhưng", "còn"}
_VERBS = listed(
    "hoàn thành | xong | báo cáo | thực hiện | triển khai | gửi | trình | hoàn thành và | phải hoàn thành | nhưng"
    " | tổng hợp | báo cáo kết quả | hoàn thành việc | định kỳ báo cáo | tổ chức"
)
_LASTING = listed(
    "thường xuyên | liên tục | duy trì | định kỳ | báo cáo tuần | báo cáo tháng | báo cáo quý | báo cáo năm"
)
_DOCUMENTS = listed(
    "công văn | quyết định | kế hoạch | thông báo | văn bản | nghị quyết | chỉ thị | tờ trình | nghị định | thông tư"
    " | kết luận | giấy mời | chương trình | hướng dẫn"
)
_OPENERS = listed("thường xuyên | đột xuất | đợt xuất | định kỳ | liên tục | khi có | khi cần | ngay sau khi")


def clause_end(line: Line, at: int) -> int:
    """The place before which the words that start at `at` end."""
    place, joint = at, None
    while place < len(line.tokens) and not _closes(line, place):
        if place > at and _breaks(line, place):
            # The words after the last joint name the work of the next limit.
            return joint if joint and _is_labelled(line, place) else place
        joint = place if line.word(place) in _SOFT and place > at else joint
        place = _inner_bracket(line, place) or place + 1
    return place


def _closes(line: Line, at: int) -> bool:
    ends = line.word(at) in _HARD and not _inner_bracket(line, at)
    return ends or _ends_sentence(line, at)


def _is_labelled(line: Line, at: int) -> bool:
    return line.word(at) == ":" or line.word(at) not in _SOFT


def _inner_bracket(line: Line, at: int) -> int | None:
    """The place after a bracket in the middle of a clause that holds no limit of its own."""
    if line.word(at) != "(":
        return None
    close = next((n for n in range(at, len(line.tokens)) if line.word(n) == ")"), None)
    if close is None or line.kind(close + 1) not in ("word", "code") or line.word(close + 1) in _SOFT:
        return None
    return None if any(opens_limit(line, n) for n in range(at + 1, close)) else close + 1


def _ends_sentence(line: Line, at: int) -> bool:
    if line.word(at) != ".":
        return False
    return (
        at + 1 == len(line.tokens) or line.text[line.tokens[at + 1].start].isupper() or line.word(at + 1) in (".", "-")
    )


def _breaks(line: Line, at: int) -> bool:
    if line.word(at) in _SOFT:
        number_before = line.kind(at - 1) in ("code", "number")
        return opens_limit(line, line.past(at, ", và", "và") or at + 1, after_number=number_before)
    edge, _ = edge_at(line, at)
    return edge in ("before", "on") and calendar_at(line, at) is not None


def opens_limit(line: Line, at: int, after_number: bool = False) -> bool:
    """A limit of its own begins here. A bare date after a document's number is that document's date."""
    start = line.past(at, *_VERBS) or at
    if line.past(start, *_OPENERS):
        return True
    calendar = calendar_at(line, start)
    if calendar and not (calendar.bare and after_number):
        return True
    rhythm = rhythm_at(line, start)
    return (rhythm is not None and not rhythm.bare) or anchor_at(line, start) is not None


def printed_clause(line: Line, start: int, end: int) -> str:
    return line.printed(start, end).strip(" ,.;:-–")


def hidden_limit(line: Line, start: int, end: int) -> str | None:
    """A limit that the words of an event or a reference have swallowed; a document's date is none."""
    joints = [n for n in range(start, end) if line.word(n) in _SOFT]
    first = joints[0] if joints else end
    for place in range(start, end):
        lasting = place > first and (line.past(place, *_LASTING) or counted_at(line, place))
        if lasting or (_is_date(line, place, place > first) and not _dates_a_document(line, place)):
            return line.printed(place, end)
    return None


def _is_date(line: Line, at: int, joined: bool) -> bool:
    """A day, or behind a joining word any piece of the calendar but a year."""
    if line.kind(at) in ("date", "pair") or line.word(at) == "ngày":
        return calendar_at(line, at) is not None
    year = line.word(at) == "năm" or line.kind(at) == "number"
    return joined and not year and calendar_at(line, at) is not None


def _dates_a_document(line: Line, at: int) -> bool:
    start = at - (line.word(at - 1) == "ngày")
    start -= line.kind(start - 1) == "mark"
    return line.kind(start - 1) in ("code", "number") or line.past(start - 2, *_DOCUMENTS) == start

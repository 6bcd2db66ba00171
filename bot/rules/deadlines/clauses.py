"""How far the words of an event or a reference reach before the next time limit begins."""

from bot.rules.deadlines.anchors import anchor_at
from bot.rules.deadlines.edges import edge_at
from bot.rules.deadlines.limits import calendar_at
from bot.rules.deadlines.rhythms import rhythm_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed

_HARD = {";", "(", ")", "•", "*", "…", "|", "[", "]"}
_SOFT = {",", "và", "hoặc", "-", "–", "+", "/", ":", "nhưng", "còn"}
_VERBS = listed(
    "hoàn thành | xong | báo cáo | thực hiện | triển khai | gửi | trình | hoàn thành và | phải hoàn thành | nhưng"
    " | tổng hợp | báo cáo kết quả | hoàn thành việc | định kỳ báo cáo | tổ chức"
)
_OPENERS = listed("thường xuyên | đột xuất | đợt xuất | định kỳ | liên tục | khi có | khi cần | ngay sau khi")


def clause_end(line: Line, at: int) -> int:
    """The place before which the words that start at `at` end."""
    place = at
    while place < len(line.tokens):
        word = line.word(place)
        if word == "(" and (after := _inner_bracket(line, place)):
            place = after
            continue
        if word in _HARD or _ends_sentence(line, place) or (place > at and _breaks(line, place)):
            break
        place += 1
    return place


def _inner_bracket(line: Line, at: int) -> int | None:
    """The place after a bracket in the middle of a clause that holds no limit of its own."""
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

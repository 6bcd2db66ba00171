"""Work without a date of its own: going on all the time, on demand, or timed by another document."""

from bot.rules.deadlines.clauses import clause_end, printed_clause
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.schedules import External, Ongoing

_ONGOING = listed(
    "thường xuyên | liên tục | duy trì | thường trực | quanh năm | suốt năm | xuyên suốt | lâu dài"
    " | thường xuyên hàng ngày | trong suốt năm | kịp thời thường xuyên"
)
_BESIDE_ONGOING = listed(
    ", liên tục | và liên tục | , kịp thời | và kịp thời | , duy trì | , thường xuyên | và thường xuyên"
)
# "đợt xuất" is what scanning makes of "đột xuất", in every second plan.
_ON_DEMAND = listed("đột xuất | đợt xuất | bất thường | đột suất")
_DEMANDED = listed(
    "yêu cầu | đề nghị | nhu cầu | đột xuất | phát sinh | vụ việc | chỉ đạo | phân công | giấy mời | thực tế"
)
_BOUND = listed(
    "tùy | tùy theo | tùy thuộc | tùy vào | căn cứ | căn cứ vào | căn cứ theo | phụ thuộc | lồng ghép | lồng ghép với"
    " | cùng với | đồng thời với | cùng thời điểm | đúng thời hạn | đúng thời gian | đúng tiến độ"
    " | đúng lộ trình | đúng hạn | đúng quy định"
    " | đảm bảo | bảo đảm | trong thời hạn quy định | trong thời gian quy định | gắn với | kết hợp"
    " | cùng kỳ | phù hợp với | đúng theo | do"
)
_UNSURE = listed(
    "dịp | trong dịp | nhân dịp | vào dịp | chờ | kịp thời | trong quá trình | đến khi | cho đến khi"
    " | có kế hoạch riêng | kế hoạch riêng | thông báo sau | sẽ thông báo | sẽ có thông báo | có thông báo"
)
# The time then stands in other rows of the plan.
_ROWS = listed(
    "dưới đây | bên dưới | nêu trên | ở trên | nói trên | như trên | các mục | tại mục | dòng dưới | phần dưới"
)


def ongoing_at(line: Line, at: int) -> Phrase | None:
    if line.kind(at) == "pair" and line.numbers(at) == (24, 24):
        return Phrase(Ongoing(), at, at + 1, "ongoing")
    if start := line.past(at, "trong suốt quá trình", "trong suốt thời gian"):
        return Phrase(Ongoing(), at, clause_end(line, start), "ongoing")
    end = line.past(at, *_ONGOING)
    while end and (more := line.past(end, *_BESIDE_ONGOING, *_ONGOING)):
        end = more
    if end and line.kind(end) == "pair" and line.numbers(end) in ((24, 24), (24, 7)):
        end += 1
    return Phrase(Ongoing(), at, end, "ongoing") if end else None


def external_at(line: Line, at: int) -> Phrase | None:
    return _theo_at(line, at) or _demand_at(line, at) or _bound_at(line, at) or _regular_at(line, at)


def _theo_at(line: Line, at: int) -> Phrase | None:
    if line.word(at) != "theo" or line.word(at + 1) == "dõi" or line.word(at - 1) in ("tiếp", "kèm"):
        return None
    end = clause_end(line, at + 1)
    ref = printed_clause(line, at + 1, end)
    if not ref:
        return None
    doubts = ("Chỉ sang phần khác của kế hoạch: chưa có thời hạn cụ thể.",) if _says(line, at, end, _ROWS) else ()
    return Phrase(External(ref), at, end, "external", bare=not _says(line, at, end, _DEMANDED), doubts=doubts)


def _says(line: Line, start: int, end: int, phrases: tuple[str, ...]) -> bool:
    return any(line.past(n, *phrases) for n in range(start, end))


def _demand_at(line: Line, at: int) -> Phrase | None:
    if after := line.past(at, *_ON_DEMAND):
        end = (
            clause_end(line, after)
            if line.word(after) in ("theo", "khi", "nếu", "do", "phát", "trong", "của")
            else after
        )
        ref = printed_clause(line, at, end)
        return Phrase(External(ref.replace("Đợt", "Đột").replace("đợt", "đột")), at, end, "external")
    if line.word(at) != "khi" or line.word(at - 1) in ("sau", "trước", "từ", "kể"):
        return None
    end = clause_end(line, at + 1)
    return Phrase(External(printed_clause(line, at, end)), at, end, "external") if end > at + 1 else None


def _bound_at(line: Line, at: int) -> Phrase | None:
    sure = line.past(at, *_BOUND)
    start = sure or line.past(at, *_UNSURE)
    if start is None:
        return None
    end = clause_end(line, start)
    doubts = () if sure else ("Không rõ ngày cụ thể.",)
    manner = line.word(at) in ("đúng", "đảm", "bảo")
    return Phrase(External(printed_clause(line, at, end)), at, end, "external", bare=manner, doubts=doubts)


def _regular_at(line: Line, at: int) -> Phrase | None:
    """ "Định kỳ theo quy định"; "định kỳ" alone leaves the rhythm open."""
    start = line.past(at, "định kỳ", "thường kỳ", "theo định kỳ")
    if start is None:
        return None
    if line.word(start) in ("theo", "khi") and (end := clause_end(line, start + 1)) > start + 1:
        return Phrase(External(printed_clause(line, at, end)), at, end, "external")
    doubt = "Ghi “định kỳ” mà không nêu chu kỳ."
    return Phrase(
        External(f"{printed_clause(line, at, start).lower()} (không nêu chu kỳ)"),
        at,
        start,
        "external",
        doubts=(doubt,),
    )

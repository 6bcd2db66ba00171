"""Time limits printed inside running text: a product, a note, a sentence of the plan."""

from dataclasses import dataclass

from bot.rules.deadlines.clauses import printed_clause
from bot.rules.deadlines.islands import mentions_in
from bot.rules.deadlines.merging import merged
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line, line_of
from bot.rules.deadlines.words import listed
from bot.rules.schedules import AnyOf, By, Every, Relative, Schedule, Within

# What stands before a date that is a condition or a horizon, not a limit on work.
_NOT_A_LIMIT = listed(
    "ban hành | có hiệu lực | cấp | phát sinh | tiếp nhận | ký | được cấp | nộp | sinh | tầm nhìn | giai đoạn"
    " | định hướng | thành lập | hình thành | tồn tại | công tác"
)
_URGENT = listed(
    "trước | chậm nhất | muộn nhất | đến hết | xong trước | không quá | không muộn hơn | hạn cuối | cho đến hết"
)
# A period is a limit only where something is to be done in it; a plan names years on every line.
_DONE = listed("hoàn thành | xong | thực hiện | triển khai | trình | báo cáo | ban hành | gửi")
_PERIODIC = listed("định kỳ | ít nhất | tối thiểu | báo cáo | (")


@dataclass(frozen=True)
class Found:
    """`text` is verbatim; `start` and `end` count letters of the text in its composed, blank-folded form."""

    text: str
    start: int
    end: int
    schedule: Schedule


def find(text: str, *, year: int | None) -> tuple[Found, ...]:
    """The time limits in running text, and only what is surely one. Never raises."""
    line = line_of(text, year)
    kept = (p for p in merged(line, mentions_in(line)) if not p.doubts and _is_limit(line, p))
    return tuple(_found(line, phrase) for phrase in kept)


def _found(line: Line, phrase: Phrase) -> Found:
    start = line.tokens[phrase.start].start
    printed = line.printed(phrase.start, phrase.end)
    if not isinstance(phrase.schedule, Relative):
        return Found(printed, start, start + len(printed), phrase.schedule)
    clause = printed_clause(line, phrase.start, phrase.end)
    return Found(clause, start, start + len(clause), phrase.schedule)


def _is_limit(line: Line, phrase: Phrase) -> bool:
    match phrase.schedule:
        case Relative(trigger=trigger):
            return bool(trigger) and phrase.kind == "relative"
        case By() | AnyOf(parts=(By(), *_)):
            return _limits_work(line, phrase) and line.past(phrase.start, *_URGENT) is not None
        case Within(start, end):
            return (end - start).days < 100 and _follows(line, phrase, _DONE) and not phrase.bare
        case Every() | AnyOf(parts=(Every(), *_)):
            return _recurs(line, phrase)
    return False


def _limits_work(line: Line, phrase: Phrase) -> bool:
    return phrase.kind == "calendar" and not _follows(line, phrase, _NOT_A_LIMIT)


def _recurs(line: Line, phrase: Phrase) -> bool:
    """ "ngân sách hàng năm" is a name, "(hàng năm)" and "định kỳ hàng năm" are rhythms."""
    if phrase.bare or phrase.kind != "rhythm":
        return False
    yearly = (isinstance(phrase.schedule, Every) and phrase.schedule == Every("year")) or _daily(phrase.schedule)
    return not yearly or line.past(phrase.start, *_PERIODIC) is not None or line.word(phrase.start - 1) == "("


def _daily(schedule: Schedule) -> bool:
    return isinstance(schedule, Every) and schedule.unit == "day"


def _follows(line: Line, phrase: Phrase, phrases: tuple[str, ...]) -> bool:
    starts = range(max(0, phrase.start - 3), phrase.start)
    return any(line.past(n, *phrases) in (phrase.start, phrase.start - 1) for n in starts)

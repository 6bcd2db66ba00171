"""Phrases that only describe their neighbour: the name of a report, the source of a date, the manner of work."""

from dataclasses import replace

from bot.rules.deadlines.leftovers import Gap
from bot.rules.deadlines.phrases import Phrase, doubted, joined
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import By, Every, External

_DUE = ("calendar", "rhythm", "relative")
# Written by the reader of references where "định kỳ" stands alone.
_OPEN = "(không nêu chu kỳ)"


def named_report(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """In "báo cáo quý I trước 30/3" the quarter names the report."""
    colon = gap.joints == {":"} and gap.length == 1 and right.kind == "calendar"
    if (gap.length and not colon) or right.bare or right.kind not in _DUE or not _is_name(line, left, colon):
        return None
    name = replace(left, doubts=(), notes=(), inferred=False, printed=False)
    return replace(joined(name, right, right), named=True)


def _is_name(line: Line, phrase: Phrase, colon: bool) -> bool:
    if not phrase.bare or isinstance(phrase.schedule, By):
        return False
    after_word = colon or line.kind(phrase.start - 1) == "word"
    return phrase.kind == "rhythm" or (phrase.kind == "calendar" and after_word)


def vague_period(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "Định kỳ báo cáo theo quý": the rhythm comes after all."""
    apart = gap.hard or gap.joints & {"/", "và", "hoặc"}
    if not ref_of(left).endswith(_OPEN) or right.kind not in ("rhythm", "anchor") or apart:
        return None
    return replace(right, start=left.start)


def qualified(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "Trước 30/6 theo Kế hoạch của tỉnh", "hàng quý, đúng hạn": the document is only the source."""
    due = left.kind in ("calendar", "rhythm", "ongoing")
    if not due or right.kind != "external" or right.doubts or gap.content:
        return None
    source = line.word(right.start) == "theo" and not gap.joints
    manner = line.word(right.start) != "theo" and right.bare and gap.joints <= {","}
    return (
        replace(joined(left, right, left), notes=(*left.notes, f"Theo {ref_of(right)}.")) if source or manner else None
    )


def on_demand(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "Đột xuất, khi có yêu cầu" is said twice."""
    refs = {ref_of(left).casefold(), ref_of(right).casefold()}
    open_period = any(ref.endswith(_OPEN) for ref in refs)
    if "đột xuất" not in refs or "" in refs or open_period or left.bare or right.bare or gap.joints - {","}:
        return None
    return replace(joined(left, right, left), schedule=External(line.printed(left.start, right.end)))


def weekday_of(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "20/12/2024 (thứ Sáu)": a weekday that has to fit the date."""
    if not isinstance(left.schedule, By) or not isinstance(right.schedule, Every) or right.kind != "anchor":
        return None
    weekday = right.schedule.weekday
    if weekday is None or gap.content or gap.joints - {","}:
        return None
    one = joined(left, right, left)
    fits = left.schedule.date.weekday() == weekday
    return one if fits else doubted(one, "Thứ trong tuần không khớp với ngày.")


def ref_of(phrase: Phrase) -> str:
    """The reference of an external limit, nothing for any other."""
    return phrase.schedule.ref if isinstance(phrase.schedule, External) else ""

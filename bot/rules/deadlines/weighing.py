"""What a careful clerk would ask about a cell: words left over, two limits for one work, damaged print."""

from itertools import pairwise

from bot.rules.deadlines.clauses import hidden_limit
from bot.rules.deadlines.leftovers import (
    Gap,
    gap_between,
    has_content,
    is_label,
    is_purpose,
    says_expected,
    separators,
    unread_time,
    warning_in,
)
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.pieces import Piece
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import From

# Both are kept; only a person knows whether one limits the other.
_TWO = "Có hai thời hạn cho cùng một việc."
_OWN_WORDS = 2  # "theo …", "kể từ …": not yet the event itself
_LISTED = {",", ";", "và", "-", "."}


def doubts_about(line: Line, pieces: list[Piece]) -> list[str]:
    doubts: list[str] = []
    for phrase in (piece.phrase for piece in pieces):
        doubts += (*phrase.doubts, *_unplaced(line, phrase), *_swallowed(line, phrase))
    doubts += [_TWO for left, right in pairwise(pieces) if _clashes(line, left, right)]
    for piece in pieces:
        serious = _serious(line, piece)
        doubts += serious or (_unclear(line, piece) if len(pieces) == 1 else [])
    return doubts


def guesses_in(line: Line, phrases: tuple[Phrase, ...]) -> list[str]:
    used = (line.tokens[n] for phrase in phrases for n in range(phrase.start, phrase.end))
    mended = [t for t in used if t.guessed and t.kind == "word"]
    return [f"Chữ in “{line.text[t.start : t.end]}” được hiểu là “{t.word}”." for t in mended]


def _swallowed(line: Line, phrase: Phrase) -> tuple[str, ...]:
    dated = isinstance(phrase.schedule, From) and phrase.schedule.date
    worded = phrase.kind in ("relative", "external", "start") and not dated
    hidden = hidden_limit(line, phrase.start + _OWN_WORDS, phrase.end) if worded else None
    return (f"Có thể còn một thời hạn nữa: “{hidden}”.",) if hidden else ()


def _unplaced(line: Line, phrase: Phrase) -> tuple[str, ...]:
    if phrase.kind != "anchor":
        return ()
    return (f"“{line.printed(phrase.start, phrase.end)}”: không rõ thuộc tháng, quý hay kỳ nào.",)


def _clashes(line: Line, left: Piece, right: Piece) -> bool:
    """Two limits stand side by side and nothing says which work each belongs to."""
    gap = gap_between(line, left.phrase.end, right.phrase.start)
    if right.aspired or _keeps_up(line, right, gap):
        return False
    if right.phrase.kind == "external" and right.phrase.bare:
        return "," in gap.joints and left.phrase.kind in ("calendar", "ongoing", "rhythm")
    kinds = {left.phrase.kind, right.phrase.kind}
    if "calendar" not in kinds:
        return False
    if "hoặc" in gap.joints or (gap.inside and len(kinds) == 1):
        return True
    return not (left.labelled or right.labelled or _plainly_listed(left.phrase, right.phrase, gap))


def _keeps_up(line: Line, piece: Piece, gap: Gap) -> bool:
    """ "…, duy trì thường xuyên" speaks of what follows the date."""
    return line.word(piece.phrase.start) == "duy" and bool(gap.joints)


def _plainly_listed(left: Phrase, right: Phrase, gap: Gap) -> bool:
    """Dates of one form one after the other, or a date and "đột xuất"."""
    alike = left.kind == right.kind and type(left.schedule) is type(right.schedule)
    return right.kind == "external" or (alike and bool(gap.joints & _LISTED))


def _serious(line: Line, piece: Piece) -> list[str]:
    """Words that may change the limit, wherever they stand."""
    doubts = []
    if word := warning_in(line, piece.beside):
        doubts.append(f"Có chữ “{word}” bên cạnh thời hạn.")
    if word := unread_time(line, piece.label) or unread_time(line, piece.tail):
        doubts.append(f"Còn “{word}” chưa hiểu được.")
    if any(line.word(n) == "?" for n in piece.beside):
        doubts.append("Có dấu hỏi bên cạnh thời hạn.")
    if says_expected(line, piece.tail):
        doubts.append("Thời hạn ghi là dự kiến.")
    return doubts


def _unclear(line: Line, piece: Piece) -> list[str]:
    """Words beside the only limit of a cell that neither name its work nor say what it is for."""
    doubts = []
    if not is_label(line, piece.label) and ":" not in separators(line, piece.label):
        doubts.append(f"Chưa rõ nghĩa phần “{_printed(line, piece.label)}”.")
    if has_content(line, piece.tail) and not is_purpose(line, piece.tail):
        doubts.append(f"Có ghi chú bên cạnh thời hạn: “{_printed(line, piece.tail)}”.")
    return doubts


def _printed(line: Line, places: range) -> str:
    return line.printed(places.start, places.stop).strip(" ,;.()-–:")

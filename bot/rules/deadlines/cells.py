"""A whole deadline cell: its limits put together, every other word weighed."""

from dataclasses import dataclass
from itertools import pairwise

from bot.rules.deadlines.islands import phrases_of
from bot.rules.deadlines.leftovers import (
    has_content,
    is_label,
    is_purpose,
    says_aspired,
    says_expected,
    separators,
    starts_numbering,
    unread_time,
    warning_in,
)
from bot.rules.deadlines.merging import merged
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import AnyOf, Every, Milestone, Milestones, Nothing, Schedule

_STOPS = {",", ";", ".", "và", "hoặc", "+", "nhưng", "còn", "rồi", "/", "(", "-", "–", "•", "*"}
_TWO = "Có hai thời hạn cho cùng một việc."
_MONTH_PARTS = ("month-end", "month-start", "month-middle")


@dataclass(frozen=True)
class Piece:
    """A limit with the words before it and after it (token places)."""

    phrase: Phrase
    label: range
    tail: range

    @property
    def beside(self) -> tuple[int, ...]:
        return (*self.label, *self.tail)


@dataclass(frozen=True)
class Understood:
    schedule: Schedule
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    phrases: tuple[Phrase, ...]


def understood(line: Line) -> Understood:
    pieces = _pieces(line, merged(line, phrases_of(line)))
    if not pieces:
        return Understood(Nothing(), (_no_time(line),), (), ())
    phrases = tuple(piece.phrase for piece in pieces)
    schedule = _schedule(line, pieces)
    doubts = [d for phrase in phrases for d in (*phrase.doubts, *_unplaced(line, phrase))]
    doubts += _relations(line, pieces)
    doubts += [d for piece in pieces for d in _weighed(line, piece, alone=len(pieces) == 1)]
    notes = [n for phrase in phrases for n in phrase.notes] + _guesses(line, phrases)
    return Understood(schedule, tuple(dict.fromkeys(doubts)), tuple(dict.fromkeys(notes)), phrases)


def _no_time(line: Line) -> str:
    words = [t for t in line.tokens if t.kind != "mark"]
    return "Ô thời hạn không nêu thời gian." if words else "Ô thời hạn để trống."


def _pieces(line: Line, phrases: list[Phrase]) -> list[Piece]:
    pieces, start = list[Piece](), 0
    for n, phrase in enumerate(phrases):
        after = phrases[n + 1].start if n + 1 < len(phrases) else len(line.tokens)
        cut = after if n + 1 == len(phrases) else _cut(line, phrase.end, after)
        pieces.append(Piece(phrase, range(start, phrase.start), range(phrase.end, cut)))
        start = cut
    return pieces


def _cut(line: Line, start: int, end: int) -> int:
    """Where the words after one limit end and the label of the next begins."""
    place = start
    if line.word(start) == "(":
        place = next((n + 1 for n in range(start, end) if line.word(n) == ")"), start)
    elif line.word(start) == ":":
        place = next((n for n in range(start, end) if line.word(n) in (";", ".", "+")), start + 1)
    stops = (n for n in range(place, end) if line.word(n) in _STOPS or starts_numbering(line, n))
    return next(stops, place if place > start or not _speaks_on(line, range(start, end)) else end)


def _speaks_on(line: Line, gap: range) -> bool:
    return is_purpose(line, gap) and not is_label(line, gap)


def _schedule(line: Line, pieces: list[Piece]) -> Schedule:
    plain = [_settled(piece.phrase) for piece in pieces]
    if len(pieces) == 1:
        return plain[0]
    labelled = [piece.phrase.named or has_content(line, piece.beside) for piece in pieces]
    aspired = [says_aspired(line, piece.beside) for piece in pieces]
    if sum(labelled) > 1 or any(aspired) or (any(labelled) and any(p.phrase.kind == "calendar" for p in pieces)):
        parts = zip(pieces, plain, aspired, strict=True)
        return Milestones(tuple(Milestone(_text(line, piece), schedule, hope) for piece, schedule, hope in parts))
    flat = tuple(s for schedule in plain for s in (schedule.parts if isinstance(schedule, AnyOf) else (schedule,)))
    between = {w for left, right in _neighbours(pieces) for w in separators(line, range(left.end, right.start))}
    return AnyOf(flat, "or" if between & {"hoặc", "/"} else "and")


def _neighbours(pieces: list[Piece]) -> list[tuple[Phrase, Phrase]]:
    return [(left.phrase, right.phrase) for left, right in pairwise(pieces)]


def _text(line: Line, piece: Piece) -> str:
    places = [n for n in (*piece.label, *piece.tail) if line.kind(n) != "mark"]
    start = min([*places, piece.phrase.start])
    start = line.past(start, "và", "hoặc", "nhưng", "còn") or start
    text = line.printed(start, max([*(n + 1 for n in piece.tail), piece.phrase.end])).strip(" ,;.-–+•*")
    return text if text.count("(") == text.count(")") else text.strip("( )")


def _settled(phrase: Phrase) -> Schedule:
    """A day of the month without its month gives no date."""
    match phrase.schedule:
        case Every(unit="month", anchor=anchor) if phrase.kind == "anchor" and anchor not in _MONTH_PARTS:
            return Nothing()
    return phrase.schedule


def _unplaced(line: Line, phrase: Phrase) -> tuple[str, ...]:
    if phrase.kind != "anchor":
        return ()
    return (f"“{line.printed(phrase.start, phrase.end)}”: không rõ thuộc tháng, quý hay kỳ nào.",)


def _relations(line: Line, pieces: list[Piece]) -> list[str]:
    return [_TWO for left, right in pairwise(pieces) if _clashes(line, left, right)]


def _clashes(line: Line, left: Piece, right: Piece) -> bool:
    """Two limits stand side by side and nothing says which work each belongs to."""
    kinds = {left.phrase.kind, right.phrase.kind}
    joints = separators(line, range(left.phrase.end, right.phrase.start))
    if says_aspired(line, right.beside):
        return False
    if kinds == {"calendar"} and "(" in joints:
        return True
    if right.phrase.kind == "external" and right.phrase.bare:
        return bool(kinds & {"calendar", "ongoing", "rhythm"}) and "," in joints
    if "calendar" not in kinds or has_content(line, (*left.beside, *right.beside)) or right.phrase.named:
        return False
    same_form = type(left.phrase.schedule) is type(right.phrase.schedule)
    alike = kinds == {"calendar"} and same_form and joints & {",", ";", "và", "-", "."}
    return "hoặc" in joints or not (alike or right.phrase.kind == "external")


def _weighed(line: Line, piece: Piece, alone: bool) -> list[str]:
    doubts = []
    if word := warning_in(line, piece.beside):
        doubts.append(f"Có chữ “{word}” bên cạnh thời hạn.")
    if word := unread_time(line, piece.beside):
        doubts.append(f"Còn “{word}” chưa hiểu được.")
    if any(line.word(n) == "?" for n in piece.beside):
        doubts.append("Có dấu hỏi bên cạnh thời hạn.")
    if says_expected(line, piece.tail):
        doubts.append("Thời hạn ghi là dự kiến.")
    if doubts or not alone:
        return doubts
    if not is_label(line, piece.label) and ":" not in separators(line, piece.label):
        doubts.append(f"Chưa rõ nghĩa phần “{_printed(line, piece.label)}”.")
    if has_content(line, piece.tail) and not is_purpose(line, piece.tail):
        doubts.append(f"Có ghi chú bên cạnh thời hạn: “{_printed(line, piece.tail)}”.")
    return doubts


def _printed(line: Line, places: range) -> str:
    return line.printed(places.start, places.stop).strip(" ,;.()-–:")


def _guesses(line: Line, phrases: tuple[Phrase, ...]) -> list[str]:
    used = [line.tokens[n] for phrase in phrases for n in range(phrase.start, phrase.end)]
    return [
        f"Chữ in “{line.text[t.start : t.end]}” được hiểu là “{t.word}”."
        for t in used
        if t.guessed and t.kind == "word"
    ]

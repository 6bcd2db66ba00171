"""A whole deadline cell: its limits put together into one schedule."""

from dataclasses import dataclass
from itertools import pairwise

from bot.rules.deadlines.islands import phrases_of
from bot.rules.deadlines.leftovers import gap_between
from bot.rules.deadlines.merging import merged
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.pieces import Piece, pieces_of, text_of
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.weighing import doubts_about, guesses_in
from bot.rules.schedules import AnyOf, Dates, Every, Milestone, Milestones, Nothing, Schedule, Within

# These name a place in every month; any other lone anchor of a month lacks its month.
_MONTH_PARTS = ("month-end", "month-start", "month-middle")


@dataclass(frozen=True)
class Understood:
    schedule: Schedule
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    phrases: tuple[Phrase, ...]


def understood(line: Line) -> Understood:
    pieces = pieces_of(line, merged(line, phrases_of(line)))
    if not pieces:
        return Understood(Nothing(), (_no_time(line),), (), ())
    phrases = tuple(piece.phrase for piece in pieces)
    notes = [n for phrase in phrases for n in phrase.notes] + guesses_in(line, phrases)
    return Understood(_schedule(line, pieces), _once(doubts_about(line, pieces)), _once(notes), phrases)


def _once(sentences: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def _no_time(line: Line) -> str:
    words = [t for t in line.tokens if t.kind != "mark"]
    return "Ô thời hạn không nêu thời gian." if words else "Ô thời hạn để trống."


def _schedule(line: Line, pieces: list[Piece]) -> Schedule:
    if len(pieces) == 1:
        return _settled(pieces[0].phrase)
    return _steps(line, pieces) if _are_steps(pieces) else _rhythms(line, pieces)


def _are_steps(pieces: list[Piece]) -> bool:
    """Several results with a time each, rather than several rhythms of one work."""
    labelled = sum(piece.labelled for piece in pieces)
    dated = any(piece.phrase.kind == "calendar" for piece in pieces)
    return labelled > 1 or (labelled == 1 and dated) or any(piece.aspired for piece in pieces)


def _steps(line: Line, pieces: list[Piece]) -> Milestones:
    return Milestones(tuple(Milestone(text_of(line, piece), _settled(piece.phrase), piece.aspired) for piece in pieces))


def _rhythms(line: Line, pieces: list[Piece]) -> AnyOf | Dates:
    parts: list[Schedule] = []
    for piece in pieces:
        schedule = _settled(piece.phrase)
        parts += schedule.parts if isinstance(schedule, AnyOf) else (schedule,)
    if months := _single_months(parts):
        return months
    joints = _joints(line, pieces)
    return AnyOf(tuple(parts), "or" if joints & {"hoặc", "/"} else "and")


def _single_months(parts: list[Schedule]) -> Dates | None:
    """ "Tháng 3; tháng 6; tháng 9" means the same as with commas."""
    spans = [part for part in parts if isinstance(part, Within) and _is_month(part)]
    years = {span.start.year for span in spans}
    months = tuple(span.start.month for span in spans)
    if len(spans) < len(parts) or len(years) != 1:
        return None
    follow = any(later - earlier == 1 for earlier, later in pairwise(months))
    return None if follow else Dates(months, years.pop())


def _is_month(span: Within) -> bool:
    return span.start.day == 1 and (span.end - span.start).days < 31


def _joints(line: Line, pieces: list[Piece]) -> set[str]:
    """The marks and words by which the limits of a cell are joined."""
    starts = (piece.phrase.end for piece in pieces[:-1])
    ends = (piece.phrase.start for piece in pieces[1:])
    return {j for start, end in zip(starts, ends, strict=True) for j in gap_between(line, start, end).joints}


def _settled(phrase: Phrase) -> Schedule:
    """A day of the month without its month gives no date."""
    match phrase.schedule:
        case Every(unit="month", anchor=anchor) if phrase.kind == "anchor" and anchor not in _MONTH_PARTS:
            return Nothing()
    return phrase.schedule

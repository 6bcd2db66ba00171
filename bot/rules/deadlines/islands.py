"""Every time limit in a text, left to right; what lies between them is left for others to judge."""

from collections.abc import Callable

from bot.rules.deadlines.anchors import anchor_at
from bot.rules.deadlines.limits import calendar_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.references import external_at, ongoing_at
from bot.rules.deadlines.rhythms import rhythm_at
from bot.rules.deadlines.starts import start_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.triggers import event_at, relative_at

Reader = Callable[[Line, int], Phrase | None]

_DATED: tuple[Reader, ...] = (rhythm_at, anchor_at, calendar_at, start_at)
_WORDED: tuple[Reader, ...] = (ongoing_at, relative_at, external_at)
_MENTIONED: tuple[Reader, ...] = (rhythm_at, anchor_at, calendar_at)


def phrases_of(line: Line) -> list[Phrase]:
    """All limits of a deadline cell, where nearly every word is about time."""
    return _all(line, _DATED, _WORDED)


def mentions_in(line: Line) -> list[Phrase]:
    """Limits in a sentence about other things: no words of demand, no open starts."""
    return _all(line, _MENTIONED, (event_at,))


def _all(line: Line, dated: tuple[Reader, ...], worded: tuple[Reader, ...]) -> list[Phrase]:
    found, at = list[Phrase](), 0
    while at < len(line.tokens):
        phrase = _phrase_at(line, at, dated, worded)
        if phrase and not _is_a_documents_date(line, phrase):
            found.append(phrase)
        at = max(phrase.end, at + 1) if phrase else at + 1
    return found


def _phrase_at(line: Line, at: int, dated: tuple[Reader, ...], worded: tuple[Reader, ...]) -> Phrase | None:
    """The calendar is asked first and its longest answer taken; events and references take what is left."""
    # "Trước ngày 30/6" must not be taken for "before the event 30/6".
    hits = [hit for read in dated if (hit := read(line, at))]
    if hits:
        return max(hits, key=lambda phrase: phrase.end)
    return next((hit for read in worded if (hit := read(line, at))), None)


def _is_a_documents_date(line: Line, phrase: Phrase) -> bool:
    return phrase.kind == "calendar" and phrase.bare and line.kind(phrase.start - 1) == "code"

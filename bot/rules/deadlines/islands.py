"""Every time limit in a text, left to right; what lies between them is left for others to judge."""

from collections.abc import Callable

from bot.rules.deadlines.anchors import anchor_at
from bot.rules.deadlines.limits import calendar_at
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.references import external_at, ongoing_at
from bot.rules.deadlines.rhythms import rhythm_at
from bot.rules.deadlines.starts import start_at
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.triggers import relative_at

Reader = Callable[[Line, int], Phrase | None]

_CALENDAR: tuple[Reader, ...] = (rhythm_at, anchor_at, start_at, calendar_at)
_WORDED: tuple[Reader, ...] = (ongoing_at, relative_at, external_at)


def phrases_of(line: Line) -> list[Phrase]:
    found, at = list[Phrase](), 0
    while at < len(line.tokens):
        phrase = phrase_at(line, at)
        if phrase and not _is_a_documents_date(line, phrase):
            found.append(phrase)
        at = max(phrase.end, at + 1) if phrase else at + 1
    return found


def phrase_at(line: Line, at: int) -> Phrase | None:
    """The calendar is asked first and its longest answer taken; events and references take what is left."""
    hits = [hit for read in _CALENDAR if (hit := read(line, at))]
    if hits:
        return max(hits, key=lambda phrase: phrase.end)
    return next((hit for read in _WORDED if (hit := read(line, at))), None)


def _is_a_documents_date(line: Line, phrase: Phrase) -> bool:
    return phrase.kind == "calendar" and phrase.bare and line.kind(phrase.start - 1) == "code"

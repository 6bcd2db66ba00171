"""A cell cut into its limits, each with the words that belong to it."""

from dataclasses import dataclass

from bot.rules.deadlines.leftovers import has_content, is_label, is_purpose, says_aspired, starts_numbering
from bot.rules.deadlines.phrases import Phrase
from bot.rules.deadlines.tokens import Line

# A label begins at the first of these behind the limit before it.
_STOPS = {",", ";", ".", "và", "hoặc", "+", "nhưng", "còn", "rồi", "/", "(", "-", "–", "•", "*"}


@dataclass(frozen=True)
class Piece:
    """A limit with the words before it and after it (token places).

    `labelled`: they say which work is meant; `aspired`: they say that it is hoped for.
    """

    phrase: Phrase
    label: range
    tail: range
    labelled: bool
    aspired: bool

    @property
    def beside(self) -> tuple[int, ...]:
        return (*self.label, *self.tail)


def pieces_of(line: Line, phrases: list[Phrase]) -> list[Piece]:
    pieces, start = list[Piece](), 0
    for n, phrase in enumerate(phrases):
        last = n + 1 == len(phrases)
        cut = len(line.tokens) if last else _cut(line, phrase.end, phrases[n + 1].start)
        pieces.append(_piece(line, phrase, range(start, phrase.start), range(phrase.end, cut)))
        start = cut
    return pieces


def _piece(line: Line, phrase: Phrase, label: range, tail: range) -> Piece:
    beside = (*label, *tail)
    return Piece(phrase, label, tail, phrase.named or has_content(line, beside), says_aspired(line, beside))


def _cut(line: Line, start: int, end: int) -> int:
    """Where the words after one limit end and the label of the next begins."""
    place = _past_own_words(line, start, end)
    stops = (n for n in range(place, end) if line.word(n) in _STOPS or starts_numbering(line, n))
    whole = place == start and _speaks_on(line, range(start, end))
    return next(stops, end if whole else place)


def _past_own_words(line: Line, start: int, end: int) -> int:
    """Past "(cấp xã)", ": xây dựng dự thảo" or "- ban hành kế hoạch" right behind a limit."""
    if line.word(start) == "(":
        return next((n + 1 for n in range(start, end) if line.word(n) == ")"), start)
    if line.word(start) not in (":", "-", "–"):
        return start
    hard = next((n for n in range(start, end) if line.word(n) in (";", ".", "+")), None)
    return hard or start + (line.word(start) == ":")


def _speaks_on(line: Line, gap: range) -> bool:
    return is_purpose(line, gap) and not is_label(line, gap)


def text_of(line: Line, piece: Piece) -> str:
    """The limit with its own words, verbatim."""
    start = min([piece.phrase.start, *(n for n in piece.beside if line.kind(n) != "mark")])
    start = line.past(start, "và", "hoặc", "nhưng", "còn") or start
    text = line.printed(start, max(piece.phrase.end, piece.tail.stop)).strip(" ,;.-–+•*")
    return text if text.count("(") == text.count(")") else text.strip("( )")

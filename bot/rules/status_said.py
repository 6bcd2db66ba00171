"""Asking how things stand, as people say it: "trễ hạn", "PAKN tuần này", "anh Nam có gì trễ", "của Phòng Kinh tế"."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.rules.status_views import WHOLE as WHOLE_VIEW
from bot.rules.status_views import View
from bot.rules.status_words import (
    ASIDE,
    CASES,
    CHARTS,
    DAYS,
    DUTIES,
    LATE,
    MINE,
    OFFICE,
    ON_TIME,
    OURS,
    PLACES,
    SKIPPED,
    SOON,
    STATE,
    TITLES,
    Words,
)
from bot.rules.unit_forms import plain_words, unit_forms

_LONGEST, _LONGEST_NAME = 8, 5  # words


@dataclass(frozen=True)
class Names:
    """Of units (id) all names, of people by post (id) the name and the unit."""

    units: Mapping[int, tuple[str, ...]]
    people: Mapping[int, tuple[str, int | None]]


@dataclass(frozen=True)
class Asked:
    """`view` is without a place. More than one unit or person: only the speaker knows which. `unknown`: a name that
    nobody bears. `firm`: it can mean nothing else, also in the middle of another talk.
    """

    view: View = WHOLE_VIEW
    units: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    office: bool = False
    mine: bool = False
    ours: bool = False
    unknown: str = ""
    firm: bool = False


@dataclass
class _Reading:
    names: Names
    forms: Mapping[Words, tuple[int, ...]]
    words: list[str]
    plain: list[str]
    asked: Asked = field(default_factory=Asked)
    left: list[int] = field(default_factory=list)  # where words stand that mean nothing here
    is_named: bool = False  # in a way that can only be a name
    is_short: bool = False  # by an end of a name, or by two letters

    def piece(self, at: int, length: int) -> Words:
        return tuple(self.plain[at : at + length])


def read_status(text: str, names: Names) -> Asked | None:
    """What a whole message asks; None where it says anything else."""
    pairs = [pair for pair in zip(*plain_words(text), strict=True) if pair[1] not in SKIPPED]
    reading = _Reading(names, unit_forms(names.units), [word for word, _ in pairs], [low for _, low in pairs])
    at = 0
    while at < len(reading.plain):
        at = _step(reading, at)
    asked = reading.asked
    if reading.left:
        return _unknown(reading)
    if reading.is_short and not (asked.firm or reading.is_named):
        return None
    meant = asked.firm or asked.view.days or reading.is_named or asked.view.show
    return _narrowed(reading) if meant else None


def _step(reading: _Reading, at: int) -> int:
    """Understand the longest piece from here; where the next one begins."""
    title = _title_at(reading, at)
    for length in range(title, 0, -1):  # "chị Chi": a name may be a title's word
        end = _person(reading, at + length)
        if end:
            reading.is_named = True
            return end
    for length in range(min(_LONGEST, len(reading.plain) - at), 0, -1):
        piece = reading.piece(at, length)
        if _says(reading, piece) or _unit(reading, piece):
            return at + length
        if piece in ASIDE:
            return at + length
    end = 0 if title and at + title < len(reading.plain) else _person(reading, at)
    if end:
        reading.is_named, reading.is_short = reading.is_named or end > at + 1, reading.is_short or end == at + 1
        return end
    if not title:
        reading.left.append(at)
    return at + (title or 1)


def _title_at(reading: _Reading, at: int) -> int:
    """How many words the titles here are."""
    found = next((len(one) for one in TITLES if reading.piece(at, len(one)) == one), 0)
    return found + _title_at(reading, at + found) if found else 0


def _person(reading: _Reading, at: int) -> int:
    """Where the longest name from here ends that somebody bears, in full or by its end; 0: none."""
    for length in range(min(_LONGEST, len(reading.plain) - at), 0, -1):
        piece = reading.piece(at, length)
        found = [post for post, (name, _) in reading.names.people.items() if _is_end(piece, name)]
        if found:
            reading.asked = replace(reading.asked, people=(*reading.asked.people, *found))
            return at + length
    return 0


def _is_end(piece: Words, name: str) -> bool:
    low = tuple(plain_words(name)[1])
    title = next((len(one) for one in TITLES if low[: len(one)] == one and len(low) > len(one)), 0)
    return piece == low[-len(piece) :] and len(piece) <= len(low) - title


def _unit(reading: _Reading, piece: Words) -> bool:
    found = reading.forms.get(piece, ())
    if found:
        brief = sum(map(len, piece)) < 3
        reading.is_named, reading.is_short = reading.is_named or not brief, reading.is_short or brief
        reading.asked = replace(reading.asked, units=(*reading.asked.units, *found))
    return bool(found)


def _says(reading: _Reading, piece: Words) -> bool:
    """A word of the question itself."""
    asked, view = reading.asked, reading.asked.view
    if piece in STATE:
        reading.asked = replace(asked, firm=True)
    elif piece in LATE:
        reading.asked = replace(asked, view=replace(view, late=True), firm=True)
    elif piece in CASES:
        reading.asked = replace(asked, view=replace(view, about="pa"), firm=True)
    elif piece in DUTIES:
        reading.asked = replace(asked, view=replace(view, about=view.about or "viec"), firm=True)
    elif piece in CHARTS or piece in ON_TIME:
        reading.asked = replace(asked, view=replace(view, show="bieudo" if piece in CHARTS else "bdhen"), firm=True)
    else:
        return _says_when(reading, piece) or _says_whose(reading, piece)
    return True


def _says_when(reading: _Reading, piece: Words) -> bool:
    asked, view = reading.asked, reading.asked.view
    if piece in SOON:
        reading.asked = replace(asked, view=replace(view, days=view.days or "tuan"), firm=True)
    elif piece in DAYS:
        reading.asked = replace(asked, view=replace(view, days=DAYS[piece]))
    return piece in SOON or piece in DAYS


def _says_whose(reading: _Reading, piece: Words) -> bool:
    asked = reading.asked
    if piece in OFFICE:
        reading.asked = replace(asked, office=True)
    elif piece in MINE:
        reading.asked = replace(asked, mine=True)
    elif piece in OURS and piece not in reading.forms:
        reading.asked = replace(asked, ours=True)
    else:
        return False
    return True


def _narrowed(reading: _Reading) -> Asked:
    """A unit beside a name tells two of one name apart."""
    asked, people = reading.asked, reading.names.people
    within = tuple(post for post in asked.people if people[post][1] in asked.units)
    if within:
        return replace(asked, people=_once(within), units=())
    units = _once(asked.units)
    return replace(asked, people=_once(asked.people), units=units, ours=asked.ours and not units)


def _once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def _unknown(reading: _Reading) -> Asked | None:
    """A question about a name that nobody bears; where it does not look like a name it is no question."""
    first, last = reading.left[0], reading.left[-1]
    words = reading.words[first : last + 1]
    titled = any(reading.piece(first - len(one), len(one)) == one for one in TITLES if first >= len(one))
    placed = any(one in (reading.piece(first, len(one)), reading.piece(first - 1, len(one))) for one in PLACES)
    is_name = len(words) <= _LONGEST_NAME and (titled or placed)
    if not (reading.asked.firm and is_name):
        return None
    return replace(_narrowed(reading), unknown=" ".join(words))

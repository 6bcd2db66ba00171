"""One sentence that gives work: to whom, what, until when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from bot.rules.days_said import flat
from bot.rules.until_said import read_until
from bot.rules.vietnamese import nfc
from bot.rules.workdays import Calendar

_VERB = re.compile(r"^\s*(?:giao|phan cong)(?: viec| nhiem vu)?(?: cho)?\b[\s:,]*")
_ANOTHER = re.compile(r"^\s*[Gg]iao (?:thông|dịch|lưu|ban|diện|hàng|nhận)\b")  # one word, and no name
_WORD = re.compile(r"\w+")
_TITLES = frozenset({"chi", "anh", "co", "ong", "ba", "em", "chu", "bac", "thay", "dc", "dong"})
_BESIDE = frozenset({"o", "ben", "cua", "thuoc"})
_SKIPPED = frozenset({"va"})
_AND = re.compile(r"(?:,(?: va)?|&|\+|va|cung(?: voi)?|voi)\s+")


@dataclass(frozen=True)
class Target:
    """A person by post, or a unit. Of a person's name (not of `titles`) the end is enough.

    `unit_names` tell two of one name apart.
    """

    kind: Literal["post", "unit"]
    number: int
    names: tuple[str, ...]
    unit_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """What was understood. No target, several targets, no day or several days are for the speaker to settle.

    `when` is the deadline as printed, `hour` what it says of the day. `named` has the targets of a list of names
    ("Văn và Lan"), of whom one is in charge.
    """

    targets: tuple[Target, ...]
    task: str
    days: tuple[date, ...]
    when: str
    hour: time | None = None
    named: tuple[Target, ...] = ()


@dataclass(frozen=True)
class _Word:
    text: str
    end: int


def is_order(text: str) -> bool:
    return _VERB.match(flat(text)) is not None and not _ANOTHER.match(nfc(text))


def read_order(text: str, targets: Sequence[Target], today: date, calendar: Calendar) -> Order:
    """Accents and capitals do not matter. Of several names that begin the sentence the longest counts."""
    whole = nfc(text)
    verb = _VERB.match(flat(whole))
    rest = whole[verb.end() :] if verb else whole
    found, length = _addressed(rest, targets)
    named, length = _beside(rest, targets, found, length)
    found = named or found
    until = read_until(rest[length:], today, calendar)
    return Order(found, _sentence(until.left), until.days, until.printed, until.hour, named)


def _beside(text: str, targets: Sequence[Target], first: tuple[Target, ...], at: int) -> tuple[tuple[Target, ...], int]:
    """ "Văn và Lan": all who are named one after the other, where each name is somebody's alone; none of one name."""
    named = list(first)
    while len(first) == 1:
        begin = _skipped(text, at, _AND)
        one, length = _addressed(text[begin:], targets) if begin > at else ((), 0)
        if len(one) != 1 or one[0] in named:
            break
        named.append(one[0])
        at = begin + length
    return (tuple(named), at) if len(named) > len(first) else ((), at)


def _skipped(text: str, at: int, what: re.Pattern[str]) -> int:
    """Where the text goes on after `what` and the blanks around it; `at` where it is not there."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    match = what.match(flat(text[start:]))
    if match is None:
        return at
    end = start + match.end()
    return end + len(text[end:]) - len(text[end:].lstrip())


def _addressed(text: str, targets: Sequence[Target]) -> tuple[tuple[Target, ...], int]:
    """Those whose name begins the text, behind titles or not, and where the name ends."""
    words = _words(text)
    titles = next((n for n, word in enumerate(words) if word.text not in _TITLES), len(words))
    found: tuple[Target, ...] = ()
    most = begin = 0
    for start in range(titles + 1):  # "chị Chi": a name may be a title's word
        lengths = {target: _called(target, words[start:]) for target in targets}
        longest = max(lengths.values(), default=0)
        if longest and longest >= most:
            found = tuple(target for target in targets if lengths[target] == longest)
            most, begin = longest, start
    return _narrowed(found, words, begin + most) if found else ((), 0)


def _narrowed(found: tuple[Target, ...], words: list[_Word], at: int) -> tuple[tuple[Target, ...], int]:
    """ "chị Lan phòng Kinh tế": the unit behind a name says which Lan."""
    if len(found) > 1:
        start = at + (at < len(words) and words[at].text in _BESIDE)
        lengths = {target: _longest(target.unit_names, words[start:], False) for target in found}
        most = max(lengths.values())
        if most:
            found, at = tuple(target for target in found if lengths[target] == most), start + most
    return found, words[at - 1].end


def _called(target: Target, words: list[_Word]) -> int:
    by_name = _longest(target.names, words, target.kind == "post")
    return max(by_name, _longest(target.titles, words, False))


def _longest(names: Sequence[str], words: list[_Word], is_person: bool) -> int:
    """How many of the first words are one of these names; of a person also the end of a name."""
    said, most = [word.text for word in words], 0
    for name in names:
        parts = [word.text for word in _words(name)]
        if is_person:
            parts = parts[next((n for n, part in enumerate(parts) if part not in _TITLES), 0) :]
        tails = [parts[n:] for n in range(len(parts))] if is_person else [parts]
        most = max([most, *(len(tail) for tail in tails if tail and said[: len(tail)] == tail)])
    return most


def _words(text: str) -> list[_Word]:
    found = (_Word(match[0], match.end()) for match in _WORD.finditer(flat(text)))
    return [word for word in found if word.text not in _SKIPPED]


def _sentence(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(" ,.;:()-–")
    return words[:1].upper() + words[1:]


def still_ahead(order: Order, here: datetime) -> Order:
    """Without the days at whose hour it is too late already; `here` is now on the office's clock."""
    last = order.hour or time.max
    return replace(order, days=tuple(day for day in order.days if (day, last) > (here.date(), here.time())))


def settled(order: Order, target: Target | None = None, day: date | None = None) -> Order:
    """With what the speaker has chosen."""
    return replace(order, targets=(target,) if target else order.targets, days=(day,) if day else order.days)

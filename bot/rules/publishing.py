"""What of an answered case the public may read, and what never."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from bot.rules.clock_rules import packaged_rules
from bot.rules.private_matters import is_private, sentences
from bot.rules.redaction import LEFT_OUT, redact
from bot.rules.sorting import CONDUCT, PAKN
from bot.rules.states import Case

_MARKS = re.compile(rf"{re.escape(LEFT_OUT)}(?:[ ,.;!?]*{re.escape(LEFT_OUT)})+")
_LINKS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
LONGEST = 2000  # characters; a result is a summary
SETTLED = frozenset({Case.ANSWERED, Case.CLOSED})
PLACES = 3  # decimals of a published latitude or longitude: about a hundred metres


class Barred(StrEnum):
    """Why a case is never published, only counted."""

    NOT_FEEDBACK = "not_feedback"
    CONDUCT = "conduct"
    ANONYMOUS = "anonymous"
    MERGED = "merged"


class Entry(NamedTuple):
    """What a register's page says of a case besides its topic, unit and dates. `words`: the citizen's, or ""."""

    result: str
    area: str = ""
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def mark(self) -> str:
        """Changes with anything the public would read: what is confirmed is what was shown."""
        return sha256("\x1f".join(map(str, self)).encode()).hexdigest()[:10]


def why_barred(kind: str, category: str, *, anonymous: bool, merged: bool) -> Barred | None:
    """Khiếu nại, tố cáo and an official's conduct never; without a name it is none by NĐ 20/2008 (Điều 7).

    One that goes with another case is published as that one.
    """
    if kind not in PAKN:
        return Barred.NOT_FEEDBACK
    if category == CONDUCT:
        return Barred.CONDUCT
    if anonymous and category in packaged_rules().law["narrow"].only:
        return Barred.ANONYMOUS
    return Barred.MERGED if merged else None


def public_form(text: str, names: Iterable[str] = ()) -> str:
    """The text without persons, their numbers, houses, illness, children and links, "[…]" where something is left out.

    `names` are those who the case is known to be about, whatever they look like. It never gets longer by a second go.
    """
    known = (name.strip() for name in names if sum(map(str.isalnum, name)) > 1)
    for name in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE if " " in name else 0)
    while (shorter := _once(text)) != text:
        text = shorter
    return text


def _once(text: str) -> str:
    kept = "".join(_without_words(piece) if is_private(piece) else piece for piece in sentences(text))
    return _MARKS.sub(LEFT_OUT, redact(_LINKS.sub(LEFT_OUT, kept))).strip()


def _without_words(sentence: str) -> str:
    before = sentence[: len(sentence) - len(sentence.lstrip())]
    return f"{before}{LEFT_OUT}" + ("\n" if sentence.endswith("\n") else "")


def rounded(latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
    """A place as the public may see it; both or none."""
    if latitude is None or longitude is None:
        return None, None
    return round(latitude, PLACES), round(longitude, PLACES)


def is_settled(state: str, answered: datetime | None, published: datetime | None) -> bool:
    """Whether what is shown is still what the office says: taken up again, or answered anew, it is not."""
    return state in SETTLED and bool(answered and published and answered <= published)

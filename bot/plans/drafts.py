"""A row of the plan while its parts are still being gathered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.plans.headers import Role
from bot.rules.vietnamese import nfc, plain

_DITTO = re.compile(r"[-–\s]*(?:n\.?t\.?|như trên|//|〃|\")[-–\s]*", re.IGNORECASE)
DATA = (Role.LEAD, Role.COOP, Role.DEADLINE, Role.PRODUCT, Role.TARGET)
LONGEST_CELL = 20_000  # letters; what is longer was never a cell of a plan
_BULLET = re.compile(r"[-–•+*]\s*\S")


@dataclass
class Draft:
    """`texts` holds the cells by meaning, lines apart by a line feed; `section` leaves the appendix out."""

    no: str
    texts: dict[Role, str]
    section: tuple[str, ...] = ()
    at: str = ""
    part: int = 0
    is_indicator: bool = False
    is_mixed: bool = False
    chapter: str = ""  # the style of a chapter number that has units and a time of its own
    parent: str = ""
    doubts: list[str] = field(default_factory=list)  # reasons to ask
    notes: list[str] = field(default_factory=list)  # worth saying, not worth asking
    above: dict[Role, str] = field(default_factory=dict)  # what "nt" (as above) stands for

    def text(self, role: Role) -> str:
        return self.texts.get(role, "")

    def meant(self, role: Role) -> str:
        """The cell's text, or that of the row above where the cell says "as above"."""
        text = self.text(role)
        return self.above.get(role, text) if _DITTO.fullmatch(text) else text

    def go_on(self, texts: Mapping[Role, str]) -> None:
        """Add what a row split over two pages holds on the second one."""
        for role, text in texts.items():
            self.texts[role] = joined(self.text(role), text)


def joined(first: str, second: str) -> str:
    """Two parts of a cell; what was printed twice over the page break counts once."""
    if not first or not second:
        return first or second
    tail, repeated = plain(nfc(first[-len(second) - 8 :])), plain(nfc(second))
    return first if re.search(rf"(^|\W){re.escape(repeated)}$", tail) else f"{first}\n{second}"[:LONGEST_CELL]


def has_data(texts: Mapping[Role, str]) -> bool:
    return any(texts.get(role) for role in DATA)


def goes_on(last: Draft, texts: Mapping[Role, str], no: str, fresh: bool) -> bool:
    """Whether a row is the rest of the one before: a page break or a line of its own cut it in two."""
    content = texts.get(Role.CONTENT) or texts.get(Role.TOPIC) or ""
    if no:
        return fresh and no == last.no and starts_low(content or "a")
    if not content or starts_low(content):
        return True
    return fresh and not _is_new(last, texts, content)


def _is_new(last: Draft, texts: Mapping[Role, str], content: str) -> bool:
    """After a page break: a heading in capitals, or a row whose unit and time both begin here."""
    if not has_data(texts):
        return content.isupper() and not last.text(Role.CONTENT).isupper()
    own = [text for role in (Role.LEAD, Role.DEADLINE) if (text := texts.get(role))]
    return bool(own) and not any(map(starts_low, own))


def starts_low(text: str) -> bool:
    """Begins in the middle of a sentence."""
    first = text.lstrip(' "“(')[:1]
    return first.islower() or first in ",;.)%"


def is_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))

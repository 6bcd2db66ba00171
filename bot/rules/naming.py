"""From a printed name to one of the office's units."""

import re
from collections.abc import Mapping

from bot.rules.vietnamese import spelled

VACANT = "(chưa có người)"  # where a post's holder would be named
_MARKS = re.compile(r"[^\w\s]+")


def comparable(name: str) -> str:
    """The spelling used for comparing names: no punctuation, "và" and "-" alike, one blank."""
    words = _MARKS.sub(" ", spelled(name)).split()
    return " ".join(word for word in words if word != "và")


def resolve(name: str, aliases: Mapping[str, int]) -> int | None:
    """The unit that a printed name means, None where no alias or two different units fit.

    `aliases` maps `comparable` names to unit ids. The whole name wins; else the longest alias that stands
    in it as whole words, so that "Phòng Kinh tế xã" finds "Phòng Kinh tế".
    """
    wanted = comparable(name)
    if wanted in aliases:
        return aliases[wanted]
    inside = [alias for alias in aliases if f" {alias} " in f" {wanted} "]
    longest = max((len(alias) for alias in inside), default=0)
    found = {aliases[alias] for alias in inside if len(alias) == longest}
    return found.pop() if len(found) == 1 else None

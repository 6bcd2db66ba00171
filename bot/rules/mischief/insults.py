"""Foul words and threats, however they are typed."""

import re
from typing import NamedTuple

from bot.rules.mischief.words import found, read_phrases, tokens

FOUL = 2  # the weight from which a message is put aside, unless it is surely about something
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")  # what others said, and is complained of
MOSTLY = 4  # one of so many words is rude: there is hardly anything else in it


class Rude(NamedTuple):
    """`weight`: the sum of what was found · `length`: how many words the message has."""

    words: tuple[str, ...]
    weight: int
    length: int

    @property
    def is_foul(self) -> bool:
        return self.weight >= FOUL

    @property
    def is_nothing_else(self) -> bool:
        """Nearly all of it is rude, whatever else it seems to be about."""
        return self.is_foul and self.length < MOSTLY * sum(len(word.split()) for word in self.words)


def insulting(text: str) -> Rude:
    said = tokens(_QUOTED.sub(" ", text))
    hits = found(read_phrases("insults.tsv"), said)
    return Rude(tuple(dict.fromkeys(hit.shown for hit in hits)), sum(hit.weight for hit in hits), len(said))

"""How much may be sent before the rest waits for the clerk: as packaged, or as the office has set it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from bot.rules.vietnamese import plain

MESSAGES_WITHIN = timedelta(minutes=10)
CASES_WITHIN = timedelta(hours=24)
OFFICE_WITHIN = timedelta(hours=1)
ALIKE_WITHIN = timedelta(hours=24)
OWN_ALIKE_WITHIN = timedelta(days=7)  # the same person, the same words
LEAST_COMPARED = 20  # letters and digits; shorter words are the same by chance


@dataclass(frozen=True)
class Limit:
    """`usual` counts unless the office says otherwise, between `least` and `most`."""

    key: str
    title: str
    words: tuple[str, ...]
    usual: int
    least: int
    most: int


@cache
def limits() -> Mapping[str, Limit]:
    read = tomllib.loads(files("bot.rules").joinpath("limits.toml").read_text("utf-8"))
    return {key: Limit(key=key, **{**fields, "words": tuple(fields["words"])}) for key, fields in read.items()}


def limit_of(key: str, own: Mapping[str, int]) -> int:
    return own.get(key, limits()[key].usual)


class UnreadableError(ValueError):
    """What was said names no limit, or no number within its bounds: `limit` is the one that was meant, if any."""

    def __init__(self, limit: Limit | None) -> None:
        super().__init__()
        self.limit = limit


def read_limit(said: str) -> tuple[Limit, int]:
    """ "tin 30" -> that limit and thirty; UnreadableError."""
    name, _, number = plain(said).rpartition(" ")
    meant = next((limit for limit in limits().values() if name.strip() in (limit.key, *map(plain, limit.words))), None)
    if meant is None or not number.isdecimal() or not meant.least <= int(number) <= meant.most:
        raise UnreadableError(meant)
    return meant, int(number)

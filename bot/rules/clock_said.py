"""A time of day as people type it."""

import re
from datetime import time

_CLOCK = re.compile(r"(?:luc )?(\d{1,2})(?:(?::|h|g| gio)\s*(\d{2})?)?(?: phut)?")


def read_clock(plain_words: str) -> time | None:
    """ "8:15", "8h15", "8 gio", "8h" in words without accents; None for anything else."""
    found = _CLOCK.fullmatch(plain_words.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))

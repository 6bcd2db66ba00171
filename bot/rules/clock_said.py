"""A time of day as people type it: "8:15", "16h30", "8 giờ sáng", "4 rưỡi chiều"."""

import re
from datetime import time

_MARK = r"(?: ?(?:h|g|gio)(?![a-z])| ?:(?=\d\d))"
# An hour inside a longer text in words without accents.
HOUR = rf"(?:luc )?\d{{1,2}}{_MARK}(?: ?(?:\d{{2}}|ruoi))?(?: ?phut)?(?: (?:sang|trua|chieu|toi))?"
_HOUR = re.compile(
    rf"(?<![\d/.-])(?P<hour>\d{{1,2}})(?P<mark>{_MARK}?)(?: ?(?:(?P<minute>\d{{2}})(?!\d)|(?P<half>ruoi)))?(?: ?phut)?"
    r"(?: (?P<part>sang|trua|chieu|toi))?"
)
_NOON = 12


def read_clock(plain_words: str) -> time | None:
    """ "8:15", "8h15", "8 gio", "8h", "8" in words without accents; None for anything else."""
    found = _HOUR.fullmatch(plain_words.strip().removeprefix("luc "))
    return _time(found) if found and (found["mark"] or not found["minute"]) else None


def hour_in(plain_words: str) -> time | None:
    """The first hour in a text that says "giờ" in some way; None where there is none, or one no clock shows."""
    found = next((one for one in _HOUR.finditer(plain_words) if one["mark"]), None)
    return _time(found) if found else None


def _time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), 30 if found["half"] else int(found["minute"] or 0)
    if found["part"] in ("chieu", "toi") and hour < _NOON:
        hour += _NOON
    return time(hour, minute) if hour <= 23 and minute <= 59 else None

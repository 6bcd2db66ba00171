"""The day that an official names in words: of something that happened, or is still to come."""

import re
from datetime import date

from bot.rules.deadlines import read
from bot.rules.schedules import By, Schedule, Within
from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import DAY

LONGEST = 500  # letters of what is read as a day
NEAR_YEAR = 183 * DAY  # how far a day without a year may lie in the year before or after
_NEAR = {"hom nay": 0, "hom qua": -1, "hom kia": -2, "ngay mai": 1, "mai": 1, "ngay kia": 2, "mot": 2}
_BREAK = re.compile(r"\s*[,;:]\s*|\s+(?=(?:theo|tại|số|do|vì)\s)", re.IGNORECASE)


def day_and_words(text: str) -> tuple[str, str]:
    """ "18/11, Quyết định 12/QĐ-UBND" -> the day's words and the rest."""
    head, _, rest = _BREAK.sub("\n", nfc(text[:LONGEST]), count=1).partition("\n")
    return head.strip(), rest.strip()


def read_past(words: str, today: date) -> date | None:
    """A day that is over, or today; one without a year is the latest such day. None: not understood, or not yet."""
    return next((day for day in _days(words, today, (0, -1)) if day <= today), None)


def read_coming(words: str, today: date) -> date | None:
    """Today or a later day; one without a year is the next such day."""
    return next((day for day in _days(words, today, (0, 1)) if day >= today), None)


def _days(words: str, today: date, years: tuple[int, ...]) -> list[date]:
    near = _NEAR.get(plain(words).strip(" ."))
    if near is not None:
        return [today + near * DAY]
    found = [(shift, _one_day(read(words[:LONGEST], year=today.year + shift).schedule)) for shift in years]
    return [day for shift, day in found if day and (not shift or abs(day - today) <= NEAR_YEAR)]


def _one_day(schedule: Schedule) -> date | None:
    match schedule:
        case By(day, "on"):
            return day
        case Within(start, end) if start == end:
            return start
    return None

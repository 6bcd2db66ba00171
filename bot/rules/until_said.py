"""The deadline inside a sentence: "trước 16h30 thứ Sáu", "thứ 4 tuần sau xong", "chậm nhất hết quý IV"."""

import re
from dataclasses import dataclass
from datetime import date, time

from bot.rules.clock_said import HOUR, hour_in
from bot.rules.days_said import DaySaid, days_said, flat
from bot.rules.deadlines import read
from bot.rules.schedules import last_day
from bot.rules.vietnamese import nfc
from bot.rules.workdays import DAY, Calendar

_CUE = (
    r"(?:phai )?(?:xong|hoan thanh|nop|gui|bao cao lai)? ?"
    r"(?:truoc|cham nhat(?: la| vao| den)?|muon nhat(?: la)?|han(?: chot)?(?: la| den)?|den het|vao|den|trong|het)"
)
_HOUR = rf"{HOUR}(?: ngay)?"
_PART = r"(?:(?:dau|cuoi) )?(?:buoi )?(?:gio )?(?:sang|trua|chieu|toi)"
_BEFORE = re.compile(rf"[\s,(]*(?:\b{_CUE})?\s*(?:\b{_HOUR})?\s*(?:\b{_PART})?[\s,]*$")
_AFTER = re.compile(
    rf"^[\s,]*(?:(?:(?:truoc|cham nhat|muon nhat)(?: la)? )?{_HOUR}\b)?[\s,]*"
    r"(?:(?:la |phai )?(?:xong|hoan thanh)|nhe|nha|nhe em|a)?[\s.,)!]*(?=$|[,.;])"
)
_HOUR_ALONE = re.compile(rf"[\s,]*\b(?:xong )?(?:truoc|cham nhat|luc)\s+{_HOUR}(?= *$| *[,.;])")
_LEADS = re.compile(rf"\b{_CUE}\s*(?:{_HOUR})?\s*(?:{_PART})?\s*$")
_STRICT = re.compile(r"\btruoc(?: ngay)?\s*$")
_TAIL = re.compile(rf"\b{_CUE}\s")


@dataclass(frozen=True)
class Until:
    """`left` is the text without its deadline. Several days: only the speaker knows which."""

    days: tuple[date, ...]
    printed: str
    left: str

    @property
    def hour(self) -> time | None:
        return hour_in(flat(self.printed))


def read_until(text: str, today: date, calendar: Calendar) -> Until:
    """The deadline of a sentence; no day where it names none."""
    whole = nfc(text)
    spoken = _spoken(whole, days_said(whole, today, calendar), today)
    return spoken or _hour_alone(whole, today) or _printed(whole, today) or Until((), "", whole)


def _spoken(whole: str, said: tuple[DaySaid, ...], today: date) -> Until | None:
    """Of several days the last one that a word such as "trước" leads to, else the last."""
    words = flat(whole)
    led = [one for one in said if _LEADS.search(words[: one.start])]
    chosen = (led or list(said))[-1:]
    if not chosen:
        return None
    one = chosen[0]
    before, after = _BEFORE.search(words[: one.start]), _AFTER.match(words[one.end :])
    start = before.start() if before else one.start
    end = one.end + (after.end() if after else 0)
    days = one.days
    if _STRICT.search(words[start : one.start]):
        days = tuple(max(day - DAY, today) for day in days)
    return Until(tuple(dict.fromkeys(days)), _tidy(whole[start:end]), f"{whole[:start]} {whole[end:]}")


def _hour_alone(whole: str, today: date) -> Until | None:
    """ "trước 16h30": of today."""
    match = _HOUR_ALONE.search(flat(whole))
    if not match:
        return None
    left = f"{whole[: match.start()]} {whole[match.end() :]}"
    return Until((today,), _tidy(whole[match.start() : match.end()]), left)


def _printed(whole: str, today: date) -> Until | None:
    """What only a plan would write: the longest end of the text that the grammar of plans is sure of."""
    for cue in _TAIL.finditer(flat(whole)):
        for year in (today.year, today.year + 1):
            reading = read(whole[cue.start() :], year=year)
            day = last_day(reading.schedule)
            if day and day >= today and not reading.needs_review:
                return Until((day,), _tidy(whole[cue.start() :]), whole[: cue.start()])
    return None


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;()")

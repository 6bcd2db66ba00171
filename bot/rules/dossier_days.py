"""A day, with its hour or without, as one-stop systems write it into the cells of a list."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.rules.vietnamese import nfc, plain

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a cell has no zone
_SERIAL = re.compile(r"(?P<days>[345]\d{4})(?:[.,](?P<part>\d+))?")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<d>\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"(?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})")
_HOUR = re.compile(
    r"(?<!\d)(?P<h>\d{1,2}) ?(?::|h|g|gio) ?(?P<min>\d{2})?(?: ?(?::|phut) ?(?:\d{2})?(?:\.\d+)?)?"
    r"(?: ?(?P<half>sa|ch|am|pm))?(?:z|[+]0?7:?00)?(?![\w:])"
)
_LEFT = re.compile(r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]|ngay|luc|truoc|gio|het|t|[\s,;()'-])*")
_WHOLE_DAY = (time(0, 0), time(23, 59))

Moment = tuple[date, time | None]


@lru_cache(4096)
def read_moment(text: str, *, month_first: bool = False) -> Moment:
    """ "17:00 05/12/2026", "2026-12-05T17:00:00", "46361,7083" …; ValueError for anything that is not one day.

    `month_first`: how the cell shows it. Midnight and the day's last minute say nothing of an hour.
    """
    said = " ".join(plain(nfc(text)).split())
    serial = _SERIAL.fullmatch(said)
    if serial:
        return _of_serial(serial)
    for pattern in (_YEAR_FIRST, _IN_WORDS, _DAY_FIRST):
        found = list(pattern.finditer(said))
        if len(found) == 1:
            day = _day(found[0], swap=month_first and pattern is _DAY_FIRST)
            return day, _hour(f"{said[: found[0].start()]} {said[found[0].end() :]}")
    raise ValueError(text)


def turned_round(day: date) -> date | None:
    """The day that it is with day and month exchanged, where there is one."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def settle_doubt(day: date, known: Iterable[date | None], farthest: timedelta) -> date | None:
    """Which way round a doubtful day is: only one of the two can follow `known`; None where that does not tell."""
    start = max((one for one in known if one), default=None)
    other = turned_round(day)
    if other is None or start is None:
        return day if other is None else None
    fitting = [one for one in (day, other) if start <= one <= start + farthest]
    return fitting[0] if len(fitting) == 1 else None


def _of_serial(serial: re.Match[str]) -> Moment:
    """Excel's count of days since 1900."""
    share = float(f"0.{serial['part'] or 0}")
    moment = _EPOCH + timedelta(days=int(serial["days"]), minutes=round(share * 1440))
    return moment.date(), _told(moment.time())


def _day(found: re.Match[str], *, swap: bool) -> date:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    month, day = (day, month) if swap else (month, day)
    year += 2000 if year < 100 else 0
    if not 2000 <= year <= 2100:
        raise ValueError(found[0])
    return date(year, month, day)


def _hour(rest: str) -> time | None:
    said = rest.strip()
    found = _HOUR.search(said)
    left = f"{said[: found.start()]} {said[found.end() :]}" if found else said
    if not _LEFT.fullmatch(left):
        raise ValueError(rest)
    if found is None:
        return None
    hour = int(found["h"]) + (12 if found["half"] in ("ch", "pm") and int(found["h"]) < 12 else 0)
    return _told(time(hour, int(found["min"] or 0)))


def _told(hour: time) -> time | None:
    return None if hour in _WHOLE_DAY else hour

"""How long this office keeps what is personal."""

from collections.abc import Mapping
from datetime import datetime, time

from bot.desk import OfficeDay
from bot.rules.retention import Keep, keep_of
from bot.rules.workdays import DAY

KEEP = "keep"  # where Office.profile keeps the office's own times, by kind, as they are said


def own_times(day: OfficeDay) -> Mapping[str, str]:
    found: Mapping[str, str] = day.office.profile.get(KEEP, {})
    return found


def keep_time(day: OfficeDay, key: str) -> Keep:
    return keep_of(key, own_times(day))


def set_keep_time(day: OfficeDay, key: str, keep: Keep) -> None:
    day.office.profile = {**day.office.profile, KEEP: {**own_times(day), key: str(keep)}}
    day.session.add(day.office)


def kept_until(day: OfficeDay, key: str) -> datetime:
    """What was no longer needed before this moment goes now."""
    last = keep_time(day, key).before(day.today)
    return day.hours.at(last + DAY, time.min)

"""When a duty or a case has its next reminder."""

from datetime import datetime

from bot.desk import OfficeDay
from bot.rules.reminding import CHECK_IN, DEADLINE, SHORT, SHORT_DAYS, Ladder, next_rung, read_ladder
from bot.rules.workdays import DAY
from storage.feedback import Feedback
from storage.occurrences import Occurrence


def ladder_of(day: OfficeDay, item: Occurrence | Feedback) -> Ladder:
    """The office's own ladder where it has set one, else the default for this kind."""
    if isinstance(item, Occurrence):
        if item.kind == "check_in":
            return CHECK_IN
        if 0 < (item.printed - item.starts).days < SHORT_DAYS:
            return SHORT
    own = day.office.profile.get("ladder")
    return read_ladder(own) if own else DEADLINE


def next_reminder(day: OfficeDay, item: Occurrence | Feedback) -> datetime | None:
    found = next_rung(ladder_of(day, item), item.due, day.calendar, day.now, day.hours, day.slot)
    return found[0] if found else None


def slot_after(day: OfficeDay) -> datetime:
    """The next morning on which digests go out, strictly after now."""
    wanted = day.calendar.next_workday(day.today)
    while day.hours.at(wanted, day.slot) <= day.now:
        wanted = day.calendar.next_workday(wanted + DAY)
    return day.hours.at(wanted, day.slot)

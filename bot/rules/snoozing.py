"""When a reminder comes again: never at night or on a day off."""

from datetime import datetime, time, timedelta

from bot.rules.workdays import DAY, Calendar, Hours

AFTERNOON = time(13, 30)
HOUR = timedelta(hours=1)


def this_afternoon(now: datetime, calendar: Calendar, hours: Hours) -> datetime | None:
    """After the midday break; in the afternoon an hour from now. None where the office is closed by then."""
    noon = hours.at(hours.local(now).date(), AFTERNOON)
    wanted = hours.next_open(calendar, noon) if now < noon else now + HOUR
    today = hours.local(wanted).date() == hours.local(now).date()
    return wanted if today and hours.is_open(calendar, wanted) else None


def tomorrow(now: datetime, calendar: Calendar, hours: Hours, slot: time) -> datetime:
    """On the next worked day after today, at the person's own time where the office is open then."""
    day = calendar.next_workday(hours.local(now).date() + DAY)
    return hours.next_open(calendar, hours.at(day, slot))

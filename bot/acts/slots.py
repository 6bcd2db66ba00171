"""When a person's digest comes: their own time, else the office's."""

from datetime import datetime, time

from bot.desk import OfficeDay
from storage.slots import slot_of


def own_slot(day: OfficeDay, person_id: int) -> time:
    own = slot_of(day.session, person_id)
    return time.fromisoformat(own) if own else day.slot


def digest_moment(day: OfficeDay, person_id: int) -> datetime | None:
    """When today's lines may leave; None: now, as the time has passed or the office is closed then."""
    return today_at(day, own_slot(day, person_id))


def today_at(day: OfficeDay, slot: time) -> datetime | None:
    """The same for whoever has their digest at this time."""
    moment = day.hours.at(day.today, slot)
    return moment if moment > day.now and day.hours.is_open(day.calendar, moment) else None


def next_slot(day: OfficeDay, person_id: int, after: datetime) -> datetime:
    """Once the office opens again: the person's own time of that day, so that what waits joins its digest."""
    opens = day.hours.next_open(day.calendar, after)
    moment = day.hours.at(day.hours.local(opens).date(), own_slot(day, person_id))
    return moment if moment > opens and day.hours.is_open(day.calendar, moment) else opens

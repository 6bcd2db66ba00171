"""Every worked morning the indicators of an office and its 766 index are looked at: asked for, reminded of."""

from datetime import datetime

from bot.acts.figure_rounds import look_at_indicators, next_look
from bot.acts.index766 import look_at_index
from bot.jobs.shop import Shop
from storage.offices import next_office_to_measure


def measure_one_office(shop: Shop, now: datetime) -> bool:
    """One office whose morning has come; never outside its hours."""
    with shop.store.transaction() as session:
        office = next_office_to_measure(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        if office.next_measure_at is None:
            office.next_measure_at = next_look(day)
        elif not day.hours.is_open(day.calendar, now):
            office.next_measure_at = day.hours.next_open(day.calendar, now)
        else:
            look_at_indicators(day)
            look_at_index(day)
            office.next_measure_at = next_look(day)
        session.add(office)
        return True

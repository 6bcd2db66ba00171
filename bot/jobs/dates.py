"""On the first worked day of a month, the dates that nobody knows yet are asked for."""

from datetime import datetime

from bot.acts.dates import asked_of, next_round
from bot.acts.next_year import tell_of_next_year
from bot.jobs.shop import Shop
from storage.events import next_date_round, office_without_round, put_date_round

MOST = 8
DECEMBER = 12


def ask_dates(shop: Shop, now: datetime) -> bool:
    """One letter for each responsible person of an office whose day has come; never outside its hours."""
    with shop.store.transaction() as session:
        new = office_without_round(session)
        if new is not None:
            put_date_round(session, new, next_round(shop.day(session, new, now)))
            return True
        row = next_date_round(session, now)
        if row is None:
            return False
        day = shop.day(session, row.office_id, now)
        if not day.hours.is_open(day.calendar, now):
            row.next_at = day.hours.next_open(day.calendar, now)
        else:
            for person_id, asked in asked_of(day).items():
                letter = day.say("dates", asked=asked[:MOST], first=0, total=len(asked), page=0, monthly=True)
                day.tell_all([person_id], f"dates:{person_id}:{day.today:%Y-%m}", letter, "hỏi ngày còn thiếu")
            if day.today.month == DECEMBER:
                tell_of_next_year(day)
            row.next_at = next_round(day)
        session.add(row)
        return True

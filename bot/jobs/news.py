"""On the afternoon before the week's last day: who has sent fewer news than are wanted is reminded."""

from datetime import datetime

from bot.acts.news import news_week, next_reminder_of_news
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.news import remind_at
from storage.nudges import Nudge, add_nudge
from storage.offices import next_office_to_ask_for_news


def remind_one_office_of_news(shop: Shop, now: datetime) -> bool:
    """Only while the office is open, and nobody who is away."""
    with shop.store.transaction() as session:
        office = next_office_to_ask_for_news(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        if office.next_news_at and day.hours.is_open(day.calendar, now):
            _remind(day)
        office.next_news_at = next_reminder_of_news(day)
        session.add(office)
        return True


def _remind(day: OfficeDay) -> None:
    """By a line each: where something else is to be said at this hour it is one letter."""
    found = news_week(day, day.today)
    moment = remind_at(found.week, day.calendar, day.hours)
    if moment is None or moment > day.now:
        return
    for one in found.lacking:
        if one.writer.person_id not in day.cover:
            add_nudge(day.session, _line(day, one.writer.person_id, found.week.first.toordinal()))


def _line(day: OfficeDay, person_id: int, week: int) -> Nudge:
    return Nudge(
        office_id=day.office.id,
        person_id=person_id,
        subject="news",
        subject_id=week,
        day=day.today,
        rung=0,
        audience="holder",
        made_at=day.now,
        why="tin, bài trong tuần chưa đủ",
    )

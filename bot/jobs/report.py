"""Periodic reports by themselves: drafted once their days are over, sent to the lead on their day."""

from datetime import datetime

from bot.acts.reports.schedule import draft_due, go_on, next_round
from bot.jobs.shop import Shop
from storage.reports import next_report, next_report_round, office_without_report_round, put_report_round


def draft_one_office(shop: Shop, now: datetime) -> bool:
    """Each office is looked at every worked morning; nothing is drafted outside its hours."""
    with shop.store.transaction() as session:
        new = office_without_report_round(session)
        if new is not None:
            put_report_round(session, new, next_round(shop.day(session, new, now)))
            return True
        row = next_report_round(session, now)
        if row is None:
            return False
        day = shop.day(session, row.office_id, now)
        if day.hours.is_open(day.calendar, now):
            draft_due(day)
            row.next_at = next_round(day)
        else:
            row.next_at = day.hours.next_open(day.calendar, now)
        session.add(row)
        return True


def send_one_report(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        report = next_report(session, now)
        if report is None:
            return False
        go_on(shop.day(session, report.office_id, now), report)
        return True

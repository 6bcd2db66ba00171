"""Once a month the lead and the clerk get the list of units with late dossiers."""

from datetime import datetime

from bot.acts.dossiers.months import last_list, month_list, next_list
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.states import Role
from storage.due_lists import next_dossier_round, office_without_dossier_round, put_dossier_round
from storage.people import overseers


def list_one_office(shop: Shop, now: datetime) -> bool:
    """Not outside the hours of the office: what was slept through comes in the morning."""
    with shop.store.transaction() as session:
        new = office_without_dossier_round(session)
        if new is not None:
            put_dossier_round(session, new, next_list(shop.day(session, new, now)))
            return True
        row = next_dossier_round(session, now)
        if row is None:
            return False
        day = shop.day(session, row.office_id, now)
        if day.hours.is_open(day.calendar, now):
            _send(day)
            row.next_at = next_list(day)
        else:
            row.next_at = day.hours.next_open(day.calendar, now)
        session.add(row)
        return True


def _send(day: OfficeDay) -> None:
    period = last_list(day)
    reply = month_list(day, period)
    if reply:
        people = [*overseers(day.session, day.office.id, Role.LEAD), *overseers(day.session, day.office.id, Role.CLERK)]
        day.tell_all(dict.fromkeys(people), f"dossiers:{period.key}", reply, "hồ sơ trễ hạn của tháng")

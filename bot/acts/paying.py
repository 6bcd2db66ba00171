"""Letters that cost money: how much of it the office spends in a month, and on what."""

from datetime import datetime, time, timedelta

from bot.desk import OfficeDay
from storage.quotas import paid_since

PAYING = "paying"  # where Office.profile keeps the month's "budget" and the "fare" of one message, in đồng
USUAL_FARE = 55


def budget(day: OfficeDay) -> int:
    """Of a month, in đồng; 0: nothing is sent that costs."""
    return int(day.office.profile.get(PAYING, {}).get("budget", 0))


def fare(day: OfficeDay) -> int:
    return int(day.office.profile.get(PAYING, {}).get("fare", USUAL_FARE))


def set_paying(day: OfficeDay, **values: int) -> None:
    day.office.profile = {**day.office.profile, PAYING: {**day.office.profile.get(PAYING, {}), **values}}
    day.session.add(day.office)


def month_begins(day: OfficeDay) -> datetime:
    return day.hours.at(day.today.replace(day=1), time.min)


def next_month(day: OfficeDay) -> datetime:
    following = (day.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day.hours.at(following, time.min)


def next_budget(day: OfficeDay) -> datetime | None:
    """When there is money again; None where there never is any."""
    return next_month(day) if budget(day) else None


def left_to_pay(day: OfficeDay) -> int:
    """What of this month's budget is not spent yet."""
    return max(0, budget(day) - paid_since(day.session, day.office.id, month_begins(day))) if budget(day) else 0

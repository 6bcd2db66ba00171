"""What a careful clerk would ask about a row besides its deadline cell."""

import re

from bot.rules.deadlines import read
from bot.rules.schedules import External, Nothing, Schedule

_OTHER_PLACE = {"product": "kết quả", "note": "ghi chú"}


def missing_lead(lead: tuple[str, ...]) -> list[str]:
    return [] if lead else ["Chưa ghi đơn vị chủ trì"]


def swapped(schedule: Schedule, product: str, year: int | None) -> Schedule | None:
    """The time limit of a row whose deadline cell holds none but whose product cell does."""
    if not isinstance(schedule, Nothing) or not product:
        return None
    moved = read(product, year=year)
    if isinstance(moved.schedule, Nothing) or moved.confidence < 0.6:
        return None
    return External(moved.schedule.ref, from_field="product") if isinstance(moved.schedule, External) else moved.schedule


def other_times(schedule: Schedule, product: str, note: str, year: int | None) -> list[str]:
    return []

"""How much may be sent here, and whether somebody has sent more."""

from collections.abc import Mapping

from bot.desk import Desk, OfficeDay
from bot.rules.limits import CASES_WITHIN, MESSAGES_WITHIN, OFFICE_WITHIN, limit_of
from storage.feedback import count_cases_of, count_cases_since
from storage.spoken import count_spoken

LIMITS = "limits"  # where Office.profile keeps the office's own, by key


def own_limits(day: OfficeDay) -> Mapping[str, int]:
    found: Mapping[str, int] = day.office.profile.get(LIMITS, {})
    return found


def set_limit(day: OfficeDay, key: str, number: int) -> None:
    day.office.profile = {**day.office.profile, LIMITS: {**own_limits(day), key: number}}
    day.session.add(day.office)


def limit(day: OfficeDay, key: str) -> int:
    return limit_of(key, own_limits(day))


def messages_over(desk: Desk) -> int:
    """By how many messages the speaker is over the limit with this one; 0: not at all."""
    so_far = count_spoken(desk.session, desk.person.id, desk.now - MESSAGES_WITHIN)
    return max(0, so_far + 1 - limit(desk, "messages"))


def has_too_many_cases(desk: Desk) -> bool:
    """Another case would be more than the speaker, or all together, may open at present."""
    own = count_cases_of(desk.session, desk.person.id, desk.now - CASES_WITHIN)
    if own >= limit(desk, "cases"):
        return True
    return count_cases_since(desk.session, desk.office.id, desk.now - OFFICE_WITHIN) >= limit(desk, "office")

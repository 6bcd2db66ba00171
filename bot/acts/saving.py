"""Channels that take so many letters a month: towards the end only what cannot wait leaves there."""

from datetime import datetime, time

from bot.acts.delivery_news import tell_quota
from bot.acts.paying import month_begins, next_month
from bot.desk import OfficeDay
from bot.rules.windows import SAVING_FROM, level
from bot.rules.workdays import DAY
from storage.letters import ROUND, Letter
from storage.nudges import nudges_in
from storage.quotas import count_sent


def saved_until(day: OfficeDay, channel: str, letter: Letter) -> datetime | None:
    """Until when a letter waits so that the month's last ones are left for what is urgent; None: it may leave."""
    reached = _level(day, channel)
    if reached == 100:
        return next_month(day)
    if reached < SAVING_FROM or letter.priority != ROUND or _is_due(day, letter):
        return None
    return day.hours.at(day.today + DAY, time.min)  # then the next digest says it too


def note_sent(day: OfficeDay, channel: str) -> None:
    """Whoever looks after the bot hears when 80, 95 and 100 percent are reached."""
    reached = _level(day, channel)
    if reached:
        day.session.flush()
        tell_quota(day, channel, reached)


def _level(day: OfficeDay, channel: str) -> int:
    most = day.tools.traits[channel].monthly
    return level(count_sent(day.session, day.office.id, channel, month_begins(day)), most) if most else 0


def _is_due(day: OfficeDay, letter: Letter) -> bool:
    """Something in it is due today or was before; what is no digest is about one thing that is."""
    nudges = nudges_in(day.session, [letter.id])
    return not nudges or any(nudge.rung >= 0 for nudge in nudges)

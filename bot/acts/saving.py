"""Channels that take so many messages a month: towards the end only what cannot wait leaves there."""

from datetime import datetime, time

from bot.acts.delivery_news import tell_people, tell_quota
from bot.acts.paying import next_month
from bot.desk import Desk, OfficeDay
from bot.rules.windows import SAVING_FROM, level
from bot.rules.workdays import DAY
from storage.letters import ROUND
from storage.nudges import nudges_in
from storage.outbox import Outgoing
from storage.traffic import ChannelMonth, count_people, count_up, month_of


def saved_until(day: OfficeDay, channel: str, letter: Outgoing) -> datetime | None:
    """Until when a letter waits so that the month's last ones are left for what is urgent; None: it may leave."""
    reached = _level(day, channel)
    if reached == 100:
        return next_month(day)
    if reached < SAVING_FROM or letter.priority != ROUND or _is_due(day, letter):
        return None
    return day.hours.at(day.today + DAY, time.min)  # then the next digest says it too


def note_sent(day: OfficeDay, channel: str, messages: int) -> None:
    """Whoever looks after the bot hears when 80, 95 and 100 percent are reached."""
    if day.tools.traits[channel].monthly:
        count_up(day.session, _this_month(day, channel, sent=messages))
        _tell_level(day, channel)


def note_heard(desk: Desk) -> None:
    """The same of what people write, where that may count, and of how many people there are."""
    known = desk.tools.traits.get(desk.heard.channel)
    if known is None or not (known.monthly or known.people):
        return
    count_up(desk.session, _this_month(desk, desk.heard.channel, heard=1))
    if known.counts_heard:
        _tell_level(desk, desk.heard.channel)
    people = count_people(desk.session, desk.office.id, desk.heard.channel)
    if reached := level(people, known.people):
        tell_people(desk, desk.heard.channel, reached, people)


def counted(day: OfficeDay, channel: str) -> ChannelMonth:
    """What went and came there in this month."""
    return month_of(day.session, day.office.id, channel, day.today.replace(day=1))


def _this_month(day: OfficeDay, channel: str, sent: int = 0, heard: int = 0) -> ChannelMonth:
    month = day.today.replace(day=1)
    return ChannelMonth(office_id=day.office.id, channel=channel, month=month, sent=sent, heard=heard)


def _tell_level(day: OfficeDay, channel: str) -> None:
    day.session.flush()
    if reached := _level(day, channel):
        tell_quota(day, channel, reached)


def _level(day: OfficeDay, channel: str) -> int:
    known = day.tools.traits[channel]
    if not known.monthly:
        return 0
    so_far = counted(day, channel)
    sent = level(so_far.sent, known.monthly)
    if not known.counts_heard:
        return sent
    # What may count too is a reason to save, not to fall silent: when nothing is left the platform says so itself.
    return max(sent, min(level(so_far.sent + so_far.heard, known.monthly), SAVING_FROM))


def _is_due(day: OfficeDay, letter: Outgoing) -> bool:
    """Something in it is due today or was before; what is no digest is about one thing that is."""
    nudges = nudges_in(day.session, [letter.id])
    return not nudges or any(nudge.rung >= 0 for nudge in nudges)

"""The morning's round: one letter for each person who has lines."""

from datetime import datetime

from bot.acts.digests import write_digest
from bot.acts.slots import digest_moment
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.covering import told_instead
from storage.moments import is_reminder_due
from storage.nudges import Nudge, add_nudge, nudges_of, open_nudges

AT_ONCE = 10  # people: some hundredths of a second, for which others who write wait


def digest_some(shop: Shop, now: datetime) -> bool:
    """Write some people's digests, once no rung is left to be climbed, so that a morning has one letter."""
    with shop.store.transaction() as session:
        if is_reminder_due(session, now):
            return False
        waiting = open_nudges(session, now, AT_ONCE)
        days = {one: shop.day(session, one, now) for one in {lines[0].office_id for lines in waiting}}
        if not any(pass_to_stand_ins(day) for day in days.values()):
            for lines in waiting:
                write_digest(days[lines[0].office_id], lines)
        return bool(waiting)


def pass_to_stand_ins(day: OfficeDay) -> bool:
    """Give the lines of who is away to who stands in; say whether there were any."""
    moved = 0
    for nudge in nudges_of(day.session, day.office.id, list(day.cover)):
        ((other, absent),) = told_instead([nudge.person_id], day.cover).items()
        if absent is None or nudge.day > day.today:
            continue
        taken = {**nudge.model_dump(exclude={"id"}), "person_id": other}
        taken |= {"instead_of": absent, "next_at": digest_moment(day, other)}
        add_nudge(day.session, Nudge(**taken))
        nudge.open = False
        day.session.add(nudge)
        moved += 1
    return moved > 0

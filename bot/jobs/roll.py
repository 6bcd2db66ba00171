"""What comes round again is made ahead, one task at a time, over the end of its plan's year."""

from datetime import datetime

from bot.acts.retiming import roll
from bot.jobs.shop import Shop
from storage.plans import Plan, task_to_roll


def roll_one_task(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        task = task_to_roll(session, now)
        if task is None:
            return False
        day = shop.day(session, task.office_id, now)
        roll(day, session.get_one(Plan, task.plan_id), task)
        return True

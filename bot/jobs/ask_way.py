"""One account whose time to be written to runs out: its person is asked how the result shall reach them."""

from datetime import datetime

from bot.acts.closing import ask
from bot.jobs.shop import Shop
from storage.hindered import account_to_ask


def ask_one_way(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        account = account_to_ask(session, now)
        if account is None:
            return False
        ask(shop.day(session, account.office_id, now), account)
        return True

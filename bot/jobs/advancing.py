"""One piece of timed work at a time. What fails by its own fault is put off, so that everything else goes on."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.jobs.shop import Shop
from bot.rules.tracing import where, wordless
from storage.due import noticing
from storage.outages import is_outage
from storage.put_off import put_off

log = logging.getLogger(__name__)
T = TypeVar("T")


def advance(shop: Shop, now: datetime, piece: Callable[[], T], put_off_one: T) -> T:
    """Do a piece of what is due; where many fail together, the first on its own.

    `put_off_one`: what is to be said instead where that fails too. There may be more to do.
    """
    with noticing() as found:
        try:
            return piece()
        except Exception as error:
            if is_outage(error) or not found:
                raise
            log.warning("what is due together is done one by one: %s", where(error))
    return _alone(shop, now, piece, put_off_one)


def _alone(shop: Shop, now: datetime, piece: Callable[[], T], put_off_one: T) -> T:
    with noticing(most=1) as found:
        try:
            return piece()
        except Exception as error:
            if is_outage(error) or not found:
                raise
            due, reason = found[-1], where(error)
            log.error("%s %s is put off", due.kind.__tablename__, due.numbers, exc_info=wordless(error))
    with shop.store.transaction() as session:
        put_off(session, due, now, reason)
    return put_off_one

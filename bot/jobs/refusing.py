"""A document with which something goes wrong is refused like one that cannot be read, so that others are read."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.plans.opening import PlanRefused
from bot.rules.tracing import wordless
from storage.outages import is_outage

log = logging.getLogger(__name__)


@contextmanager
def refusing() -> Iterator[None]:
    """PlanRefused for whatever goes wrong within, unless the database is away: then it may go well later."""
    try:
        yield
    except PlanRefused:
        raise
    except Exception as error:
        if is_outage(error):
            raise
        log.error("a document is refused", exc_info=wordless(error))
        raise PlanRefused("Tôi gặp lỗi kỹ thuật khi xử lý tệp này nên chưa lưu gì.") from None

"""The long poll. An update is confirmed, by the offset of the next call, only after it was taken in."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from telegram import Bot, Update
from telegram.error import RetryAfter, TelegramError

from bot.channels.telegram.errors import brief, seconds
from bot.channels.telegram.reading import ALLOWED_UPDATES, lane
from bot.rules.tracing import where

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
AT_ONCE = 8

Prepare = Callable[[], Awaitable[None]]
TakeIn = Callable[[Update], Awaitable[None]]
Note = Callable[[bool], None]

_log = logging.getLogger(__name__)


@dataclass
class Place:
    """Where the poll stands: what lies below `offset` is confirmed, what is in `done` was taken in."""

    prepared: bool = False
    offset: int = 0
    done: set[int] = field(default_factory=set)

    def confirm(self, numbers: Sequence[int]) -> None:
        """Move the offset to the first update that is left to do. (Numbers may fall after a quiet week.)"""
        left = [number for number in numbers if number not in self.done]
        self.offset = min(left) if left else max(numbers) + 1
        self.done = {number for number in self.done if left and number > self.offset}


async def poll(
    bot: Bot, prepare: Prepare, take_in: TakeIn, wait: int, pauses: Sequence[float], note: Note = lambda is_well: None
) -> None:
    """Run until cancelled: `prepare` once, then batch after batch, with growing pauses after failures.

    `note` hears of each turn whether it went well.
    """
    place = Place()
    failures, said = 0, ""
    while True:
        trouble = await _turn(bot, place, prepare, take_in, wait)
        note(trouble is None)
        if trouble is None:
            failures, said = 0, ""
            continue
        words = brief(trouble) if isinstance(trouble, TelegramError) else where(trouble)
        if words != said:
            _log.warning("polling Telegram: %s; trying again", words)
            said = words
        await asyncio.sleep(_pause(trouble, failures, pauses))
        failures += 1


async def _turn(bot: Bot, place: Place, prepare: Prepare, take_in: TakeIn, wait: int) -> BaseException | None:
    """Fetch a batch and hand it over; what went wrong, if anything."""
    try:
        if not place.prepared:
            await prepare()
            place.prepared = True
        updates = await bot.get_updates(place.offset, timeout=wait, allowed_updates=ALLOWED_UPDATES)
    except TelegramError as error:
        return error
    return await _hand_over(updates, place, take_in) if updates else None


async def _hand_over(updates: Sequence[Update], place: Place, take_in: TakeIn) -> BaseException | None:
    lanes: dict[str, list[Update]] = defaultdict(list)
    for update in updates:
        if update.update_id not in place.done:
            lanes[lane(update)].append(update)
    slots = asyncio.Semaphore(AT_ONCE)
    drains = [_drain(queue, place.done, take_in, slots) for queue in lanes.values()]
    results = await asyncio.gather(*drains, return_exceptions=True)
    place.confirm([update.update_id for update in updates])
    return next((result for result in results if result is not None), None)


async def _drain(queue: Sequence[Update], done: set[int], take_in: TakeIn, slots: asyncio.Semaphore) -> None:
    """One chat's updates in order; a failure leaves those behind it untouched."""
    for update in queue:
        async with slots:
            await take_in(update)
        done.add(update.update_id)


def _pause(trouble: BaseException, failures: int, pauses: Sequence[float]) -> float:
    pause = pauses[min(failures, len(pauses) - 1)]
    if isinstance(trouble, RetryAfter):
        return max(pause, seconds(trouble.retry_after))
    return pause

"""The long poll. What Zalo gave out is gone from there, so it is held here until it was taken in."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.zalo_bot.errors import BAD, TIMEOUT, ZaloBotError

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
AT_ONCE = 1.0  # seconds: an empty answer that comes sooner would make a hot loop

Next = Callable[[], Awaitable[Any]]
TakeIn = Callable[[Any], Awaitable[None]]

_log = logging.getLogger(__name__)


@dataclass
class _Mood:
    """How many turns in a row brought nothing, and what was said of it."""

    empty: int = 0
    said: str = ""

    def is_news(self, words: str) -> bool:
        news, self.said = words != self.said, words
        return news


async def poll(next_event: Next, take_in: TakeIn, pauses: Sequence[float]) -> None:
    """Run until cancelled: one event after the other, with growing pauses while nothing comes at once."""
    mood = _Mood()
    while True:
        begun = asyncio.get_running_loop().time()
        try:
            event = await next_event()
        except ZaloBotError as error:
            waited = asyncio.get_running_loop().time() - begun
            await _bear(error, waited, mood, pauses)
            continue
        mood.empty, mood.said = 0, ""
        await hold(event, take_in, pauses)


async def _bear(error: ZaloBotError, waited: float, mood: _Mood, pauses: Sequence[float]) -> None:
    """No message within the time is the usual thing; pages of a gateway are borne in silence, trouble is said once."""
    if error.code == TIMEOUT or error.page:
        if waited >= AT_ONCE:
            mood.empty = 0
            return
    elif mood.is_news(error.reason):
        hint = " (is a webhook set? see dondoc check)" if error.code == BAD else ""
        _log.warning("polling Zalo: %s%s; trying again", error.reason, hint)
    await asyncio.sleep(pauses[min(mood.empty, len(pauses) - 1)])
    mood.empty += 1


async def hold(event: Any, take_in: TakeIn, pauses: Sequence[float]) -> bool:
    """Take an event in, again after each pause where that fails: nobody brings it a second time. Whether it is in."""
    for pause in (*pauses, None):
        (error,) = await asyncio.gather(take_in(event), return_exceptions=True)
        if error is None:
            return True
        if not isinstance(error, Exception):
            raise error
        _log.error("a message of Zalo was not taken in: %s", where(error))
        if pause is not None:
            await asyncio.sleep(pause)
    _log.error("a message of Zalo was given up and is lost")
    return False


def where(error: BaseException) -> str:
    """Kind and place of an error without its words: these may quote what a citizen wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place

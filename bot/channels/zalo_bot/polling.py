"""The long poll. What Zalo gave out is gone from there, so it is held here until it was taken in.

What comes while nobody asks may be lost, so the next question is asked at once, beside the taking in.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.zalo_bot.errors import BAD, TIMEOUT, ZaloBotError
from bot.rules.tracing import where

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
AT_ONCE = 1.0  # seconds: an empty answer that comes sooner would make a hot loop
MOST_HELD = 32  # messages that are not taken in yet; with more no further ones are asked for
FAREWELL = 10.0  # seconds that they are given at the end

Next = Callable[[], Awaitable[Any]]
TakeIn = Callable[[Any], Awaitable[None]]
Note = Callable[[bool], None]

_log = logging.getLogger(__name__)


@dataclass
class _Mood:
    """How many turns in a row brought nothing, and what was said of it."""

    empty: int = 0
    said: str = ""

    def is_news(self, words: str) -> bool:
        news, self.said = words != self.said, words
        return news


class Lanes:
    """Messages that are being taken in: those of a chat in order, chats beside each other."""

    def __init__(self, take_in: TakeIn, pauses: Sequence[float]) -> None:
        self._take_in, self._pauses = take_in, pauses
        self._last: dict[str, asyncio.Task[None]] = {}
        self._held: set[asyncio.Task[None]] = set()

    async def put(self, event: Any) -> None:
        """Begin to take it in, once there is room."""
        while len(self._held) >= MOST_HELD:
            await asyncio.wait(self._held, return_when=asyncio.FIRST_COMPLETED)
        lane = _chat_of(event)
        self._last[lane] = task = asyncio.create_task(self._run(event, self._last.get(lane)))
        self._held.add(task)
        task.add_done_callback(self._held.discard)

    async def _run(self, event: Any, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        await hold(event, self._take_in, self._pauses)

    async def end(self) -> None:
        """Let those under way get in."""
        if self._held:
            _, late = await asyncio.wait(self._held, timeout=FAREWELL)
            for task in late:
                task.cancel()


def _chat_of(event: Any) -> str:
    """Which messages must stay in order; what has no chat is no message."""
    try:
        return str(event["message"]["chat"]["id"])
    except (LookupError, TypeError):
        return ""


async def poll(next_event: Next, take_in: TakeIn, pauses: Sequence[float], note: Note = lambda is_well: None) -> None:
    """Run until cancelled: one event after the other, with growing pauses while nothing comes at once.

    `note` hears of each turn whether Zalo answered as it should.
    """
    lanes = Lanes(take_in, pauses)
    try:
        await _poll(next_event, lanes, pauses, note)
    finally:
        await lanes.end()


async def _poll(next_event: Next, lanes: Lanes, pauses: Sequence[float], note: Note) -> None:
    mood = _Mood()
    while True:
        begun = asyncio.get_running_loop().time()
        try:
            event = await next_event()
        except ZaloBotError as error:
            is_late = asyncio.get_running_loop().time() - begun >= AT_ONCE
            note(error.code == TIMEOUT or (error.page and is_late))
            await _bear(error, mood, pauses, is_late=is_late)
            continue
        note(True)
        mood.empty, mood.said = 0, ""
        await lanes.put(event)


async def _bear(error: ZaloBotError, mood: _Mood, pauses: Sequence[float], *, is_late: bool) -> None:
    """No message within the time is the usual thing; pages of a gateway are borne in silence, trouble is said once."""
    if error.code == TIMEOUT or error.page:
        if is_late:
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

"""A clock that runs like the real one and can be moved ahead, doing on the way what falls due."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.acts.reminders import slot_after
from bot.acts.rhythm import next_ask, next_send
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from storage.moments import next_moment

Tick = Callable[[], Awaitable[None]]
MOMENT = timedelta(seconds=1)


class DemoClock:
    """`start`: the moment shown when it is made; none: now."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, moment: datetime) -> None:
        """Moves only ahead: what was said stays said."""
        self._ahead = max(moment - datetime.now(UTC), self._ahead)


class Journey:
    """Moves a clock to where a newcomer wants to look, ticking at every moment that has something to do."""

    def __init__(self, clock: DemoClock, shop: Shop, office_id: int, tick: Tick) -> None:
        self._clock, self._shop, self._office_id, self._tick = clock, shop, office_id, tick
        self._lock = asyncio.Lock()

    def now(self) -> datetime:
        return self._clock.now()

    async def move(self, to: str) -> None:
        """`to`: morning, friday, monday or hour. ValueError for anything else."""
        async with self._lock:
            target = await asyncio.to_thread(self._target, to)
            await self._tick()
            while True:
                due = await asyncio.to_thread(self._next)
                if due is None or due > target:
                    break
                self._clock.set(due + MOMENT)
                await self._tick()
            self._clock.set(target + MOMENT)
            await self._tick()

    def _next(self) -> datetime | None:
        with self._shop.store.transaction() as session:
            return next_moment(session, self._clock.now())

    def _target(self, to: str) -> datetime:
        now = self._clock.now()
        with self._shop.store.transaction() as session:
            return target_of(to, self._shop.day(session, self._office_id, now))


def target_of(to: str, day: OfficeDay) -> datetime:
    """The next morning digest, the next weekly questions, the next compiled week, or an hour from now."""
    if to == "hour":
        return day.now + timedelta(hours=1)
    if to == "morning":
        return slot_after(day)
    if to not in ("friday", "monday"):
        raise ValueError(to)
    return next_ask(day) if to == "friday" else next_send(day)

"""Letters on their way: many at once, those of a person in order.

None sets out while it is not yet written down what became of others: whoever is killed then sends twice only what was
on the network at that moment.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.jobs.deliver import Claimed, Sent, claim_some, send
from bot.jobs.outcomes import record
from bot.jobs.shop import Shop

log = logging.getLogger(__name__)
RATE = 30  # letters a second that a platform may take
AT_ONCE = 32  # thirty letters a second over a slow network need as many
ROOM = 8  # so many places must be free before more are claimed, as one claim costs about as much as ten
RECORD_TRIES, RECORD_PAUSE = 60, 1.0  # seconds; together less than the lease of a claim

TIME_TO_SEND = timedelta(seconds=30)  # of a claim must be left, for the turn at the platform and the sending

Outcome = tuple[Sent, asyncio.Future[None]]
Carrying = set[asyncio.Task[None]]


@dataclass
class Mail:
    """The sending of one process. Letters are claimed as long as it is open.

    `offices`: whose letters leave from here, where other processes send as well; None: everybody's. What an update has
    just caused leaves from wherever it came in.
    """

    shop: Shop
    clock: Callable[[], datetime]
    offices: Callable[[], list[int] | None] = lambda: None
    is_open: bool = True
    _under_way: Carrying = field(default_factory=set)
    _outcomes: list[Outcome] = field(default_factory=list)
    _all_written: asyncio.Event = field(default_factory=asyncio.Event)
    _recording: asyncio.Task[None] | None = None
    _is_catching_up: bool = False
    _on_road: int = 0
    _road: float = 0.1  # seconds that a sending takes, in the mean of late
    _has_come: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._all_written.set()

    async def deliver(self, only: list[int] | None = None) -> None:
        """Send what is due (of `only` these letters), until nothing is."""
        mine: Carrying = set()
        while self.is_open:
            room = AT_ONCE - len(self._under_way)
            if room >= ROOM:
                claimed, any_due = await asyncio.to_thread(self._claim, room, only)
                self.shop.eyes.ticked("deliver")
                mine |= self._start(claimed)
                if any_due:
                    continue
                if not mine:
                    return
            done, _ = await asyncio.wait(mine or self._under_way, return_when=asyncio.FIRST_COMPLETED)
            mine -= done
        await asyncio.gather(*mine)

    @property
    def is_full(self) -> bool:
        """What is claimed beyond this waits so long for its turn that its claim may run out."""
        return len(self._under_way) >= AT_ONCE

    async def catch_up(self) -> None:
        """What found no room leaves as soon as there is some; one who sees to that is enough."""
        if self._is_catching_up:
            return
        self._is_catching_up = True
        try:
            await self.deliver()
        finally:
            self._is_catching_up = False

    def carry(self, claimed: Iterable[Claimed], then: list[int]) -> Coroutine[Any, Any, None]:
        """Send what the caller has claimed, and after it the letters that wait for their turn behind it.

        They count as under way from this call on, also before what it gives back is awaited.
        """
        return self._see_off(self._start(claimed), then)

    async def _see_off(self, begun: Carrying, then: list[int]) -> None:
        await asyncio.gather(*begun)
        if then:
            await (self.catch_up() if self.is_full else self.deliver(then))

    def _start(self, claimed: Iterable[Claimed]) -> Carrying:
        begun = {asyncio.create_task(self._carry(one)) for one in claimed}
        self._under_way |= begun
        for task in begun:
            task.add_done_callback(self._under_way.discard)
        return begun

    def _claim(self, most: int, only: list[int] | None) -> tuple[list[Claimed], bool]:
        with self.shop.store.transaction() as session:
            offices = self.offices() if only is None else None
            return claim_some(self.shop, session, self.clock(), most, only, offices)

    async def _carry(self, claimed: Claimed) -> None:
        while not self._all_written.is_set() or self._is_road_full:
            self._has_come.clear()
            await (self._has_come if self._all_written.is_set() else self._all_written).wait()
        if self.clock() > claimed.letter.claimed_until - TIME_TO_SEND:
            return  # it was held up so long that another may have taken it over
        self._on_road += 1
        try:
            await self._send(claimed)
        finally:
            self._on_road -= 1
            self._has_come.set()

    @property
    def _is_road_full(self) -> bool:
        """Where others would send again what we are killed with, no more sets out than the road's length needs."""
        return self.offices() is not None and self._on_road >= 1 + int(RATE * self._road)

    async def _send(self, claimed: Claimed) -> None:
        began = time.monotonic()
        sent = await send(self.shop, claimed)
        self._road += (time.monotonic() - began - self._road) / 8
        self._all_written.clear()
        written = asyncio.get_running_loop().create_future()
        self._outcomes.append((sent, written))
        if self._recording is None or self._recording.done():
            self._recording = asyncio.create_task(self._record_all())
        await written

    async def _record_all(self) -> None:
        """While one transaction runs, the outcomes of the next gather."""
        while self._outcomes:
            batch, self._outcomes = self._outcomes, []
            if not await self._record([sent for sent, _ in batch]):
                for sent, _ in batch:
                    await self._record([sent], RECORD_TRIES)
            for _, written in batch:
                if not written.done():
                    written.set_result(None)
        self._all_written.set()

    async def _record(self, batch: Sequence[Sent], tries: int = 1) -> bool:
        """Whether it was written down: what is not would be sent again once its claim has run out."""
        for left in reversed(range(tries)):
            try:
                await asyncio.to_thread(record, self.shop, self.clock(), batch)
            except SQLAlchemyError as error:
                log.error("what became of %s letters is not written down: %s", len(batch), type(error).__name__)
                if left:
                    await asyncio.sleep(RECORD_PAUSE)
            else:
                return True
        return False

"""Letters on their way: many at once, those of a person in order.

None sets out while it is not yet written down what became of others: whoever is killed then sends twice only what was
on the network at that moment.
"""

import asyncio
import heapq
import itertools
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from bot.jobs.advancing import advance
from bot.jobs.deliver import Claimed, Sent, claim_some, send
from bot.jobs.outcomes import record
from bot.jobs.shop import Shop
from bot.rules.tracing import where
from storage.outages import is_outage
from storage.outbox import answers_before

log = logging.getLogger(__name__)
RATE = 30  # letters a second that a platform may take
AT_ONCE = 64  # thirty letters a second over a slow network need as many; each transaction costs as much as ten of them
AHEAD = 4  # times as many are claimed together where nobody else could send them: one claim costs about as much as ten
GATHER = 0.01  # seconds for which outcomes wait for others that come home at the same time
RECORD_TRIES, RECORD_PAUSE = 60, 1.0  # seconds; together less than the lease of a claim
TIME_TO_SEND = timedelta(seconds=30)  # of a claim must be left, for the turn at the platform and the sending


@dataclass
class Trip:
    """Letters whose sender waits until all have left or failed."""

    left: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, letters: int) -> None:
        self.left += letters

    def end(self) -> None:
        """Of one letter."""
        self.left -= 1
        if not self.left:
            self.over.set()

    async def wait(self) -> None:
        if self.left:
            self.over.clear()
            await self.over.wait()


Chat = tuple[str, str]  # channel and address


class Place(NamedTuple):
    """In the queue: whoever is waited for goes first."""

    priority: int
    number: int
    claimed: Claimed
    trip: Trip


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
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _waiting: list[Place] = field(default_factory=list)  # a heap
    _travelling: set[asyncio.Task[None]] = field(default_factory=set)
    _outcomes: list[tuple[Sent, Trip]] = field(default_factory=list)
    _chats: Counter[Chat] = field(default_factory=Counter)  # in which letters are under way
    _recording: asyncio.Task[None] | None = None
    _under_way: int = 0  # letters that wait, travel, or have come home and are not written down
    _road: float = 0.1  # seconds that a sending takes, in the mean of late
    _all_home: asyncio.Event = field(default_factory=asyncio.Event)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)
    _is_catching_up: bool = False

    async def deliver(self, only: list[int] | None = None) -> None:
        """Send what is due (of `only` these letters), until nothing is."""
        trip = Trip()
        while self.is_open:
            room = self._most - self._under_way
            if room >= (self._most // 2 if only is None else 1):
                left = trip.left
                claimed, any_due = await asyncio.to_thread(self._claim, room, only)
                came_home = trip.left < left  # perhaps too late for the claim to see what waited behind it
                self.shop.eyes.ticked("deliver")
                self._take(claimed, trip)
                if any_due or came_home:
                    continue
                if not trip.left:
                    return
            await self._moved.wait()
        await trip.wait()

    @property
    def _most(self) -> int:
        """What is claimed beyond this waits so long for its turn that its claim may run out."""
        return AT_ONCE * AHEAD if self.offices() is None else AT_ONCE

    @property
    def is_full(self) -> bool:
        return self._under_way >= self._most

    async def catch_up(self) -> None:
        """What found no room leaves as soon as there is some; one who sees to that is enough."""
        if self._is_catching_up:
            return
        self._is_catching_up = True
        try:
            await self.deliver()
        finally:
            self._is_catching_up = False

    def carry(self, claimed: Sequence[Claimed], then: list[int], chat: Chat) -> Coroutine[Any, Any, None]:
        """Send what the caller has claimed, and then the letters that wait behind what is on its way to that chat.

        They count as under way from this call on, also before what it gives back is awaited.
        """
        trip = Trip()
        self._take(claimed, trip)
        return self._see_off(trip, then, chat)

    async def _see_off(self, trip: Trip, then: list[int], chat: Chat) -> None:
        await trip.wait()
        is_in_turn = bool(then)
        while is_in_turn:
            while chat in self._chats:
                await self._moved.wait()
            await (self.catch_up() if self.is_full else self.deliver(then))
            is_in_turn = chat in self._chats  # another may have been quicker, and these wait behind it now

    async def cut_off(self) -> None:
        """End what is still on its way, which is tried again once its claim has run out; write down what came home."""
        self._waiting.clear()
        await end_all(self._travelling)
        if self._recording:
            await asyncio.wait({self._recording}, timeout=RECORD_PAUSE)
            await end_all({self._recording} if self._recording else ())

    def _claim(self, most: int, only: list[int] | None) -> tuple[list[Claimed], bool]:
        now = self.clock()
        none_and_more: tuple[list[Claimed], bool] = [], True
        return advance(self.shop, now, partial(self._claim_at, now, most, only), none_and_more)

    def _claim_at(self, now: datetime, most: int, only: list[int] | None) -> tuple[list[Claimed], bool]:
        with self.shop.store.transaction() as session:
            if only is None:
                return claim_some(self.shop, session, now, most, None, self.offices())
            called = [*answers_before(session, now, only), *only]
            return claim_some(self.shop, session, now, most, called)

    def _take(self, claimed: Sequence[Claimed], trip: Trip) -> None:
        trip.begin(len(claimed))
        self._under_way += len(claimed)
        self._chats.update(_chat(one) for one in claimed)
        for one in claimed:
            heapq.heappush(self._waiting, Place(one.letter.priority, next(self._numbers), one, trip))
        self._set_out()

    def _set_out(self) -> None:
        """Let go whoever may: nobody while it is not written down what became of others."""
        overdue, width, late = list[tuple[Claimed, Trip]](), self._width, self.clock() + TIME_TO_SEND
        while self._waiting and self._recording is None and len(self._travelling) < width:
            place = heapq.heappop(self._waiting)
            if place.claimed.letter.claimed_until < late:
                overdue.append((place.claimed, place.trip))  # held up so long that another may have taken it over
                continue
            self._travelling.add(asyncio.create_task(self._travel(place)))
        if overdue:
            self._settle(overdue)

    @property
    def _width(self) -> int:
        """Where others would send again what we are killed with, the road bears no more than its length needs."""
        return AT_ONCE if self.offices() is None else min(AT_ONCE, 1 + int(RATE * self._road))

    async def _travel(self, place: Place) -> None:
        try:
            if self._recording is None:
                await self._go(place)
            else:  # one that set out just before has come home already
                heapq.heappush(self._waiting, place)
        finally:
            self._come_home()

    async def _go(self, place: Place) -> None:
        began = time.monotonic()
        sent = await send(self.shop, place.claimed)
        self._road += (time.monotonic() - began - self._road) / 8
        self._outcomes.append((sent, place.trip))
        if self._recording is None:
            self._recording = asyncio.create_task(self._record_all())

    def _come_home(self) -> None:
        task = asyncio.current_task()
        assert task
        self._travelling.discard(task)
        if not self._travelling:
            self._all_home.set()

    async def _record_all(self) -> None:
        """While one transaction runs, the outcomes of the next gather."""
        try:
            await self._gather()
            while self._outcomes:
                batch, self._outcomes = self._outcomes, []
                if not await self._record([sent for sent, _ in batch]):
                    for sent, _ in batch:
                        await self._record([sent], RECORD_TRIES)
                self._settle((sent.claimed, trip) for sent, trip in batch)
        finally:
            self._recording = None
            self._set_out()

    async def _gather(self) -> None:
        if self._travelling:
            self._all_home.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_home.wait(), GATHER)

    def _settle(self, done: Iterable[tuple[Claimed, Trip]]) -> None:
        for claimed, trip in done:
            self._under_way -= 1
            self._leave(_chat(claimed))
            trip.end()
        self._moved.set()
        self._moved = asyncio.Event()

    def _leave(self, chat: Chat) -> None:
        self._chats[chat] -= 1
        if not self._chats[chat]:
            del self._chats[chat]

    async def _record(self, batch: Sequence[Sent], tries: int = 1) -> bool:
        """Whether it was written down: what is not would be sent again once its claim has run out.

        While the database is away all wait for it; what can never be written down holds up no other letter.
        """
        for left in reversed(range(tries)):
            try:
                await asyncio.to_thread(record, self.shop, self.clock(), batch)
            except Exception as error:  # noqa: BLE001  whatever it is, others go on
                log.error("what became of %s letters is not written down: %s", len(batch), where(error))
                if not is_outage(error):
                    return False
                if left:
                    await asyncio.sleep(RECORD_PAUSE)
            else:
                return True
        return False


def _chat(claimed: Claimed) -> Chat:
    return claimed.way.channel, claimed.way.address


async def end_all(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel them, and wait until they are over."""
    ended = list(tasks)
    for task in ended:
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)

"""Waiting for one's turn at a platform that counts: in all and to each chat; whoever is waited for goes first."""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.rules.pacing import Count, Gate, Mark, Pace, Window

MANY_CHATS = 1_000  # from here on, those without a message lately are forgotten
REFUSALS, REFUSALS_WITHIN = 3, 5.0  # that many chats refused within so many seconds: it is not the chat, it is us

UNCOUNTED = Count(1_000_000, 1.0)


@dataclass(frozen=True)
class Paces:
    """What a platform allows one sender: in all, to one person, to one group. `counted`: how it counts them in all."""

    overall: Pace
    chat: Pace
    group: Pace
    counted: Count = UNCOUNTED


class Pacer:
    """One sender's turns. `share` tells which part of the overall pace is ours, where several processes send."""

    def __init__(self, paces: Paces, share: Callable[[], float] = lambda: 1.0) -> None:
        self._paces = paces
        self._share = share
        self._overall = Gate(paces.overall)
        self._window = Window(paces.counted)
        self._chats: dict[str, Gate] = {}
        self._waiting: list[tuple[int, int, asyncio.Future[Mark]]] = []
        self._numbers = itertools.count()
        self._refusals: dict[str, float] = {}
        self._letting: asyncio.Task[None] | None = None

    async def turn(self, chat: str, urgency: int, *, group: bool = False) -> Mark:
        """Wait until a message may go to this chat; the lowest `urgency` is let through first."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        moment = self._gate_of(chat, group, now).reserve(now)
        if moment > now:
            await asyncio.sleep(moment - now)
        is_queue = self._letting is not None and not self._letting.done()
        now = loop.time()
        if not is_queue and self._opens(now) <= now:
            return self._let_go(now)
        mine: asyncio.Future[Mark] = loop.create_future()
        heapq.heappush(self._waiting, (urgency, next(self._numbers), mine))
        if not is_queue:
            self._letting = loop.create_task(self._let_through())
        return await mine

    def answered(self, mark: Mark) -> None:
        """The platform has what was let through with this mark."""
        self._window.answered(mark, asyncio.get_running_loop().time())

    def refused(self, chat: str, pause: float) -> None:
        """The platform said it is too much: the chat rests; where others were refused just before, all rest."""
        now = asyncio.get_running_loop().time()
        if chat in self._chats:
            self._chats[chat].close(now + pause)
        self._refusals[chat] = now
        self._refusals = {one: at for one, at in self._refusals.items() if at > now - REFUSALS_WITHIN}
        if len(self._refusals) >= REFUSALS:
            self._overall.close(now + pause)

    async def _let_through(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            now = loop.time()
            moment = self._opens(now)
            if moment > now:
                await asyncio.sleep(moment - now)
                continue
            _, _, first = heapq.heappop(self._waiting)
            if not first.done():  # not given up meanwhile
                first.set_result(self._let_go(now))

    def _let_go(self, now: float) -> Mark:
        self._overall.reserve(now)
        return self._window.let_go(now)

    def _opens(self, now: float) -> float:
        """When the next one may go, whoever that is."""
        part = self._share()
        self._overall.pace = self._paces.overall.share(part)
        return max(self._overall.opens(now), self._window.opens(now, part))

    def _gate_of(self, chat: str, group: bool, now: float) -> Gate:
        if len(self._chats) >= MANY_CHATS:
            self._chats = {one: gate for one, gate in self._chats.items() if not gate.is_idle(now)}
        return self._chats.setdefault(chat, Gate(self._paces.group if group else self._paces.chat))

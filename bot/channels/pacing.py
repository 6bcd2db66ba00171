"""Waiting for one's turn at a platform that counts: in all and to each chat; whoever is waited for goes first."""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.rules.pacing import Gate, Pace

MANY_CHATS = 1_000  # from here on, those without a message lately are forgotten
REFUSALS, REFUSALS_WITHIN = 3, 5.0  # that many chats refused within so many seconds: it is not the chat, it is us


@dataclass(frozen=True)
class Paces:
    """What a platform allows one sender: in all, to one person, to one group."""

    overall: Pace
    chat: Pace
    group: Pace


class Pacer:
    """One sender's turns. `share` tells which part of the overall pace is ours, where several processes send."""

    def __init__(self, paces: Paces, share: Callable[[], float] = lambda: 1.0) -> None:
        self._paces = paces
        self._share = share
        self._overall = Gate(paces.overall)
        self._chats: dict[str, Gate] = {}
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._refusals: dict[str, float] = {}
        self._letting: asyncio.Task[None] | None = None

    async def turn(self, chat: str, urgency: int, *, group: bool = False) -> None:
        """Wait until a message may go to this chat; the lowest `urgency` is let through first."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        await asyncio.sleep(self._gate_of(chat, group, now).reserve(now) - now)
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (urgency, next(self._numbers), mine))
        if self._letting is None or self._letting.done():
            self._letting = loop.create_task(self._let_through())
        await mine

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
            self._overall.pace = self._paces.overall.share(self._share())
            await asyncio.sleep(self._overall.reserve(loop.time()) - loop.time())
            while self._waiting:
                _, _, first = heapq.heappop(self._waiting)
                if not first.done():  # not given up meanwhile
                    first.set_result(None)
                    break

    def _gate_of(self, chat: str, group: bool, now: float) -> Gate:
        if len(self._chats) >= MANY_CHATS:
            self._chats = {one: gate for one, gate in self._chats.items() if not gate.is_idle(now)}
        return self._chats.setdefault(chat, Gate(self._paces.group if group else self._paces.chat))

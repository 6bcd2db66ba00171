"""One office's ear: each update is taken in with its effects, once. What comes meanwhile shares the next commit."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.acts.shelving import shelved
from bot.beside import Beside
from bot.jobs.mail import Mail
from bot.jobs.shop import Shop
from bot.rules.vietnamese import storable
from bot.taking import Taken, Taking
from bot.talk import Attachment, ChannelError, Incoming, Kept
from storage.offices import Office

log = logging.getLogger(__name__)
FILE_LIMIT = 20_000_000  # bytes; what Telegram lets a bot download
FETCH_TRIES = 3
LONGEST_ID = 200  # characters by which a platform knows a person, a chat, an update; PostgreSQL's indexes bear no more
TOGETHER = 16  # updates in one transaction: what is handled after the first of them waits for the last


@dataclass(eq=False)
class _Waiting:
    heard: Incoming
    taken: "asyncio.Future[None]"

    @property
    def chat(self) -> tuple[str, str]:
        return self.heard.channel, self.heard.address


class Intake:
    """Updates of one office come in here, whichever its channel."""

    def __init__(self, shop: Shop, office_id: int, clock: Callable[[], datetime], beside: Beside, mail: Mail) -> None:
        self.shop, self.office_id, self.clock, self.beside = shop, office_id, clock, beside
        self._mail = mail
        self._taking = Taking(shop, office_id, clock, lambda: not mail.is_full)
        self._waiting: list[_Waiting] = []
        self._under_way: set[tuple[str, str]] = set()  # chats: what one says is taken in in its order
        self._takers = 0

    async def on_message(self, heard: Incoming) -> None:
        """Take one update: commit it with its effects, then let its letters leave. Raises if nothing was stored."""
        if not _has_usual_ids(heard):
            log.warning("an update of %s has an id that no platform gives", heard.channel)
            return
        began = time.monotonic()
        heard = replace(heard, text=storable(heard.text), sender_name=storable(heard.sender_name))
        kept = [await self._keep(heard.channel, file) for file in heard.attachments]
        await self._take(_Waiting(replace(heard, kept=tuple(kept)), asyncio.get_running_loop().create_future()))
        self.shop.eyes.heard(heard.channel, time.monotonic() - began)

    def office_name(self) -> str:
        with self.shop.store.transaction() as session:
            return session.get_one(Office, self.office_id).name

    async def _keep(self, channel: str, file: Attachment) -> Kept:
        """Bring a file onto the shelf before the transaction; what cannot be had is said so, not retried for ever."""
        file = replace(file, name=storable(file.name), mime=storable(file.mime))
        lost = Kept(file.kind, "", file.name, file.mime, file.size, "gone")
        if file.size > FILE_LIMIT:
            return replace(lost, problem="too_big")
        for _ in range(FETCH_TRIES):
            try:
                data = await self.shop.office(self.office_id).channels[channel].fetch(file, FILE_LIMIT)
            except ChannelError as error:
                log.warning("a file could not be fetched: %s", error.reason)
                if error.permanent:
                    return replace(lost, problem="too_big" if "big" in error.reason else "gone")
                continue
            return await asyncio.to_thread(shelved, self.shop.shelf, file.kind, file.name, file.mime, data)
        return lost

    async def _take(self, one: _Waiting) -> None:
        self._waiting.append(one)
        if self._takers < self.shop.store.writers:
            self._takers += 1
            self.beside.begin(self._take_all())
        try:
            await one.taken
        finally:
            if one in self._waiting:  # nobody waits for it any more, and it was not begun
                self._waiting.remove(one)

    async def _take_all(self) -> None:
        """While one transaction runs, the updates of the next gather."""
        try:
            while batch := self._next_batch():
                chats = {one.chat for one in batch}
                self._under_way |= chats
                try:
                    await self._take_some(batch)
                finally:
                    self._under_way -= chats
        finally:
            self._takers -= 1

    def _next_batch(self) -> list[_Waiting]:
        """The first that waits of each chat, the longest waiting first."""
        first: dict[tuple[str, str], _Waiting] = {}
        for one in self._waiting:
            if one.chat not in self._under_way and len(first) < TOGETHER:
                first.setdefault(one.chat, one)
        batch = list(first.values())
        self._waiting = [one for one in self._waiting if one not in batch]
        return batch

    async def _take_some(self, batch: list[_Waiting]) -> None:
        outcomes = await self._outcomes(batch)
        for one, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Taken):
                self._let_leave(outcome, one.chat)
            if one.taken.done():
                continue
            if isinstance(outcome, Exception):
                one.taken.set_exception(outcome)
            else:
                one.taken.set_result(None)

    async def _outcomes(self, batch: list[_Waiting]) -> list[Taken | Exception]:
        try:
            return await asyncio.to_thread(self._taking.take, [one.heard for one in batch])
        except Exception as error:  # noqa: BLE001  told to each of those who wait
            return [error for _ in batch]

    def _let_leave(self, taken: Taken, chat: tuple[str, str]) -> None:
        if taken.claimed or taken.waiting:
            self.beside.begin(self._mail.carry(taken.claimed, taken.waiting, chat))


def _has_usual_ids(heard: Incoming) -> bool:
    """What no platform gives, the database would refuse for ever."""
    ids = (heard.sender, heard.address, heard.update_id, heard.phone)
    return all(len(one) <= LONGEST_ID and one == storable(one) for one in ids)

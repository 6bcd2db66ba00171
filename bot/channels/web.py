"""The web chat as a channel: what is sent becomes a bubble in a table, and a bell for who reads there."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

from anyio.to_thread import run_sync
from sqlalchemy.exc import IntegrityError

from bot.talk import Attachment, ChannelError, Content, Parcel, Traits
from storage.store import Store
from storage.webchat import WebMessage, put_web_message, web_messages

MOST_READERS = 12  # open pages of one person; the page that has waited longest makes room


class Bell:
    """Wakes one reader, from whichever thread it is rung."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()
        self.ended = False

    def ring(self) -> None:
        self._loop.call_soon_threadsafe(self._rung.set)

    def end(self) -> None:
        self.ended = True
        self.ring()

    async def wait(self, seconds: float) -> None:
        """Return when rung since the last wait, or after `seconds`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()


class WebChannel:
    name = "web"
    traits = Traits("trò chuyện trên trang web")

    def __init__(self, store: Store, office_id: int, now: Callable[[], datetime]) -> None:
        self._store = store
        self._office_id = office_id
        self._now = now
        self._bells: dict[str, list[Bell]] = {}
        self._uploads: dict[str, Content] = {}
        self._closed = False

    async def send(self, address: str, parcel: Parcel) -> str:
        bubble = WebMessage(
            office_id=self._office_id,
            address=address,
            key=parcel.key,
            mine=False,
            text=parcel.text,
            choices=[[[choice.label, choice.command] for choice in row] for row in parcel.choices],
            files=[vars(kept) for kept, _ in parcel.files],
            at=self._now(),
        )
        return str((await self.put(bubble)).id)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        content = self._uploads.get(attachment.ref)
        if content is None:
            raise ChannelError("this upload is not held", permanent=True)
        data = await run_sync(content.read_bytes)
        if len(data) > limit:
            raise ChannelError(f"the file is larger than {limit} bytes", permanent=True)
        return data

    async def put(self, bubble: WebMessage) -> WebMessage:
        """Store a bubble and wake its readers; one of this key that is already there stays as it is."""
        try:
            stored = await run_sync(self._put, bubble)
        except IntegrityError:  # another process was a moment faster with the same key
            stored = await run_sync(self._put, bubble)
        for bell in list(self._bells.get(bubble.address, ())):
            bell.ring()
        return stored

    def _put(self, bubble: WebMessage) -> WebMessage:
        with self._store.transaction() as session:
            return put_web_message(session, bubble)

    async def read(self, address: str, after: int, limit: int = 500) -> list[WebMessage]:
        """The bubbles of an address with a larger id, oldest first."""

        def read() -> list[WebMessage]:
            with self._store.transaction() as session:
                return web_messages(session, self._office_id, address, after, limit)

        return await run_sync(read)

    @contextmanager
    def holding(self, uploads: Mapping[str, Content]) -> Iterator[None]:
        """Let `fetch` find these files by their ref meanwhile."""
        self._uploads.update(uploads)
        try:
            yield
        finally:
            for ref in uploads:
                del self._uploads[ref]

    @contextmanager
    def listening(self, address: str) -> Iterator[Bell]:
        """A bell that rings at every new bubble of this address."""
        bell = Bell()
        bell.ended = self._closed
        bells = self._bells.setdefault(address, [])
        for oldest in bells[: max(0, len(bells) + 1 - MOST_READERS)]:
            oldest.end()
        bells.append(bell)
        try:
            yield bell
        finally:
            bells.remove(bell)
            if not bells:
                self._bells.pop(address, None)

    def readers(self, address: str) -> int:
        """How many pages wait for news at this address."""
        return len(self._bells.get(address, ()))

    def close(self) -> None:
        """End every waiting reader, for good: a server that stops waits for them."""
        self._closed = True
        for bells in list(self._bells.values()):
            for bell in list(bells):
                bell.end()

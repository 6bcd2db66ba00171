"""The Zalo Bot Platform as a channel."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import httpx

from bot.channels.pacing import Pacer, Paces
from bot.channels.zalo_bot import polling
from bot.channels.zalo_bot.errors import MISSING, TOKEN, ZaloBotError, channel_error
from bot.channels.zalo_bot.reading import GROUP, NAME, Me, read_event
from bot.channels.zalo_bot.sending import LONGEST, Lend, Piece, plan
from bot.channels.zalo_bot.wire import BASE_URL, Wire
from bot.channels.zalo_bot.withheld import trust
from bot.rules.pacing import Pace
from bot.talk import Attachment, ChannelError, Incoming, Parcel, Traits

BOT_PAGE = "https://bot.zaloplatforms.com/bots/"
# Zalo tells no rate, yet answers one that is too high as it does a spent month: what fifty people need is far below.
PACES = Paces(overall=Pace(5, burst=5), chat=Pace(1, burst=4), group=Pace(0.5, burst=2))
AGAIN_AFTER = (1.0, 3.0)  # seconds between tries of what follows a message that has left already

OnMessage = Callable[[Incoming], Awaitable[None]]


class ZaloBotChannel:
    """A bot. `timeout` and `long` are seconds; `lend` gives files a public address; `now` is asked when a day ends."""

    name = NAME

    def __init__(
        self,
        token: str,
        lend: Lend,
        now: Callable[[], datetime],
        *,
        traits: Traits | None = None,
        base_url: str = BASE_URL,
        timeout: float = 20.0,
        long: float = 150.0,
        again_after: Sequence[float] = AGAIN_AFTER,
        share: Callable[[], float] = lambda: 1.0,
    ) -> None:
        self.traits = traits or Traits("Zalo Bot", buttons=False, longest=LONGEST)
        self.me = Me(token.partition(":")[0])
        self._lend, self._now = lend, now
        self._again_after = tuple(again_after)
        self._base_url = base_url
        self._pacer = Pacer(PACES, share)
        self._wire = Wire(token, base_url, timeout, long)
        # A client of its own: the other one would write the token into any address that asks for it.
        self._files = httpx.AsyncClient(timeout=timeout, verify=trust())

    async def start(self) -> None:
        """Learn who the bot is; raises ChannelError, a permanent one when the token is wrong."""
        try:
            await self.learn()
        finally:
            await self._wire.rest()

    async def learn(self) -> None:
        """The same while calls are under way."""
        try:
            known = await self._wire.call("getMe")
        except ZaloBotError as error:
            permanent = error.code in (TOKEN, MISSING) and not error.page
            raise ChannelError(error.reason, permanent=permanent) from error
        if isinstance(known, dict):
            self.me = Me(str(known.get("id") or self.me.id), str(known.get("account_name") or ""))

    async def stop(self) -> None:
        await self._wire.aclose()
        await self._files.aclose()

    @property
    def page(self) -> str:
        """The address that opens the chat; there is none that brings a start word along."""
        return BOT_PAGE + self.me.id

    async def send(self, address: str, parcel: Parcel) -> str:
        """Send the letter and return the names of its messages.

        Once a part has left, the letter is never begun anew: what cannot follow it makes the whole `unsure`.
        """
        refs: list[str] = []
        for piece in plan(parcel, self._lend):
            await self._pacer.turn(address, parcel.urgency, group=address.startswith(GROUP))
            refs.append(await (self._follow(address, piece) if refs else self._say(address, piece)))
        return " ".join(refs)

    async def _follow(self, address: str, piece: Piece) -> str:
        for pause in self._again_after:
            try:
                return await self._say(address, piece)
            except ChannelError as error:
                if error.spent_until:
                    raise
                if error.unsure or error.permanent:
                    break
            await asyncio.sleep(pause)
        try:
            return await self._say(address, piece)
        except ChannelError as error:
            if error.spent_until:
                raise
            raise ChannelError(f"only a part has left: {error.reason}", unsure=True) from error

    async def _say(self, address: str, piece: Piece) -> str:
        try:
            return _name_of(await self._attempt(address, piece))
        except ZaloBotError as error:
            raise channel_error(error, self._now()) from error

    async def _attempt(self, address: str, piece: Piece) -> Any:
        if not piece.photo:
            return await self._wire.call("sendMessage", chat_id=address, text=piece.text)
        caption = {"caption": piece.text} if piece.text else {}
        try:
            return await self._wire.call("sendPhoto", chat_id=address, photo=piece.photo, **caption)
        except ZaloBotError as error:
            refusal = channel_error(error, self._now())
            if not refusal.permanent or refusal.gone:
                raise
        return await self._wire.call("sendMessage", chat_id=address, text=piece.instead)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """Zalo's files are public for a while; nothing but https, except from a double."""
        if not attachment.ref.startswith(("https://", self._base_url)):
            raise ChannelError("the file is at no safe address", permanent=True)
        try:
            async with self._files.stream("GET", attachment.ref) as answer:
                if answer.status_code != httpx.codes.OK:
                    later = answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
                    raise ChannelError(f"the file is not given out (HTTP {answer.status_code})", permanent=not later)
                return await _at_most(answer, limit)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ChannelError(f"the file did not come: {type(error).__name__}") from None

    async def receive(self, raw: object, on_message: OnMessage) -> None:
        """Hand one event over; what is none, is passed over."""
        incoming = read_event(raw, self.me)
        if incoming is not None:
            await on_message(incoming)

    async def poll(
        self,
        on_message: OnMessage,
        *,
        wait: int = 30,
        pauses: Sequence[float] = polling.PAUSES,
        note: polling.Note = lambda is_well: None,
    ) -> None:
        """Take events in until cancelled; only one process may do so for a bot. Seconds."""

        async def take_in(event: Any) -> None:
            await self.receive(event, on_message)

        await polling.poll(lambda: self._wire.next_event(wait), take_in, pauses, note)

    async def webhook(self) -> str:
        """Where Zalo brings events; "" where nowhere, so that they can be polled."""
        try:
            known = await self._wire.call("getWebhookInfo")
        except ZaloBotError as error:
            if error.code == MISSING and not error.page:
                return ""
            raise channel_error(error, self._now()) from error
        return str(known.get("url") or "") if isinstance(known, dict) else ""

    async def set_webhook(self, url: str, secret: str) -> str:
        """Ask Zalo to bring events there; what its own try of that address came to, "" where all is well."""
        try:
            known = await self._wire.call("setWebhook", url=url, secret_token=secret)
        except ZaloBotError as error:
            raise channel_error(error, self._now()) from error
        tried = known.get("verification") if isinstance(known, dict) else None
        if not isinstance(tried, dict) or tried.get("ok") is not False:
            return ""
        return f"{tried.get('outcome', '')} {tried.get('hint', '')}".strip()[:200] or "webhook.err.other"

    async def drop_webhook(self) -> None:
        """Ask Zalo to bring nothing any more."""
        try:
            await self._wire.call("deleteWebhook")
        except ZaloBotError as error:
            raise channel_error(error, self._now()) from error


def _name_of(result: object) -> str:
    named = result.get("message_id") if isinstance(result, dict) else None
    return "".join(str(named or "?").split())[:100]


async def _at_most(answer: httpx.Response, limit: int) -> bytes:
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > limit:
            raise ChannelError("the file is too big", permanent=True)
    return bytes(content)

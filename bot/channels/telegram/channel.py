"""Telegram as a channel."""

import logging
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, Update
from telegram.constants import BotCommandLimit, FileSizeLimit
from telegram.error import InvalidToken, TelegramError
from telegram.helpers import create_deep_linked_url

from bot.channels.pacing import Pacer, Paces
from bot.channels.telegram import polling, wire
from bot.channels.telegram.errors import brief, read_error
from bot.channels.telegram.hook import Hook
from bot.channels.telegram.reading import ALLOWED_UPDATES, parse_update, read_update
from bot.channels.telegram.sending import Piece, plan, send_file
from bot.rules.pacing import Count, Pace
from bot.talk import Attachment, ChannelError, Incoming, MenuEntry, Parcel, Traits

BASE_URL = "https://api.telegram.org/bot"
LARGEST_DOWNLOAD = int(FileSizeLimit.FILESIZE_DOWNLOAD)
# What Telegram allows one bot: about thirty messages a second in all, one to a person after a short burst, twenty a
# minute to a group.
PACES = Paces(overall=Pace(30, burst=2), chat=Pace(1, burst=3), group=Pace(1 / 3.1), counted=Count(30, 1.0))
AT_WILL = Pace(1e6, burst=1000)
UNPACED = Paces(AT_WILL, AT_WILL, AT_WILL)

OnMessage = Callable[[Incoming], Awaitable[None]]

# Without this choice PTB warns of a coming change each time it reads a pause out of Telegram's answer.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_log = logging.getLogger(__name__)


class TelegramChannel:
    """A bot. `timeout` and `upload_timeout` are seconds; the URLs end where the token goes, as in PTB.

    `share`: which part of what Telegram allows the bot is ours, where several processes send for it.
    """

    name = "telegram"
    traits = Traits("Telegram")

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        base_file_url: str = "",
        proxy: str = "",
        timeout: float = 20.0,
        upload_timeout: float = 120.0,
        paces: Paces = PACES,
        share: Callable[[], float] = lambda: 1.0,
    ) -> None:
        wire.hush_details()
        self.username = ""
        self._pacer = Pacer(paces, share)
        how = wire.Reach(timeout, upload_timeout, proxy)
        self._requests = wire.TokenRequest(token, how), wire.UpdatesRequest(token, how)
        self._bot = Bot(
            wire.WITHHELD,
            base_url=base_url,
            base_file_url=base_file_url or base_url.removesuffix("/bot") + "/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def start(self) -> None:
        """Learn who the bot is; raises ChannelError, a permanent one when the token is wrong."""
        try:
            await self._learn_name()
        except TelegramError as error:
            raise replace(read_error(error), permanent=isinstance(error, InvalidToken)) from error
        finally:
            await self._rest()  # what follows may run on another loop, which opens its own connections

    async def stop(self) -> None:
        await self._bot.shutdown()
        # A bot that never started PTB leaves open, even when it sent something.
        await self._rest()

    async def _rest(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def send(self, address: str, parcel: Parcel) -> str:
        """Send the letter and return the number of its last message, the one with the choices."""
        number = ""
        try:
            for piece in plan(parcel):
                mark = await self._pacer.turn(address, parcel.urgency, group=address.startswith("-"))
                number = await self._send_piece(address, piece)
                self._pacer.answered(mark)
        except TelegramError as error:
            known = read_error(error)
            if known.retry_after is not None:
                self._pacer.refused(address, known.retry_after)
            raise known from error
        return number

    async def _send_piece(self, address: str, piece: Piece) -> str:
        if piece.file:
            return str((await send_file(self._bot, address, piece, *piece.file)).message_id)
        sent = await self._requests[0].call(f"{self._bot.base_url}/sendMessage", piece.fields(address))
        return str(sent["message_id"])

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        _refuse_large(attachment.size, limit)
        with _as_channel_error():
            file = await self._bot.get_file(attachment.ref)
        _refuse_large(file.file_size or 0, limit)
        try:
            content = await file.download_as_bytearray()
        except InvalidToken:
            # So PTB calls a 404: the link, good for an hour, has run out. Asking again makes a new one.
            raise ChannelError("Telegram no longer has the file under its link") from None
        except TelegramError as error:
            raise read_error(error) from error
        _refuse_large(len(content), limit)
        return bytes(content)

    async def receive(self, update: Mapping[str, Any] | Update, on_message: OnMessage) -> None:
        """Hand one update over; afterwards tell Telegram that a tap was seen. Raises NotAnUpdateError."""
        known = update if isinstance(update, Update) else parse_update(update)
        incoming = read_update(known, self.username)
        if incoming is not None:
            await on_message(incoming)
        if known.callback_query:
            await self._answer_tap(known.callback_query.id)

    async def poll(
        self,
        on_message: OnMessage,
        *,
        wait: int = 50,
        pauses: Sequence[float] = polling.PAUSES,
        note: polling.Note = lambda is_well: None,
    ) -> None:
        """Take updates in until cancelled; one is confirmed only after `on_message` returned. Seconds."""

        async def take_in(update: Update) -> None:
            await self.receive(update, on_message)

        await polling.poll(self._bot, self._prepare_to_poll, take_in, wait, pauses, note)

    async def set_menu(self, entries: Sequence[MenuEntry]) -> None:
        """Show these commands in private chats."""
        longest = int(BotCommandLimit.MAX_DESCRIPTION)
        commands = [BotCommand(entry.word.lstrip("/"), entry.help[:longest]) for entry in entries]
        with _as_channel_error():
            await self._bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())

    async def set_webhook(self, url: str, secret: str) -> None:
        with _as_channel_error():
            await self._bot.set_webhook(url, allowed_updates=ALLOWED_UPDATES, secret_token=secret)

    async def webhook(self) -> Hook:
        """As Telegram has it now."""
        with _as_channel_error():
            return Hook.told(await self._bot.get_webhook_info())

    def deep_link(self, payload: str) -> str:
        """A link that opens the chat and sends "/start PAYLOAD"; ValueError for what does not fit one."""
        return create_deep_linked_url(self.username, payload)

    async def _learn_name(self) -> None:
        await self._bot.initialize()
        self.username = self._bot.username

    async def _prepare_to_poll(self) -> None:
        await self._learn_name()
        if (await self._bot.get_webhook_info()).url:
            await self._bot.delete_webhook()

    async def _answer_tap(self, number: str) -> None:
        try:
            await self._bot.answer_callback_query(number)
        except TelegramError as error:
            _log.info("a tap was not answered: %s", brief(error))


def _refuse_large(size: int, limit: int) -> None:
    if size > min(limit, LARGEST_DOWNLOAD):
        raise ChannelError("the file is too large", permanent=True)


@contextmanager
def _as_channel_error() -> Iterator[None]:
    try:
        yield
    except TelegramError as error:
        raise read_error(error) from error

"""An official account of Zalo as a channel."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.channels.zalo_oa import fetching
from bot.channels.zalo_oa.errors import EXPIRED_FILE, LEGACY, SHUT_OUT, TOKEN, ZaloRefusal, read_refusal
from bot.channels.zalo_oa.reading import NAME
from bot.channels.zalo_oa.sending import LONGEST_TEXT, Lend, Piece, kind_of, message_of, plan, read_file
from bot.channels.zalo_oa.signing import proof
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.wire import Wire
from bot.talk import Attachment, ChannelError, Parcel, Traits
from storage.oa_grants import OaGrant

SEND, SEND_BEFORE = "/v3.0/oa/message/cs", "/v2.0/oa/message"
UPLOAD = "/v2.0/oa/upload/"
ABOUT = "/v2.0/oa/getoa"
UPLOAD_LIFE = timedelta(days=6)  # Zalo forgets a file after seven
REMEMBERED = 500
AT_ONCE = 8

K = TypeVar("K")
V = TypeVar("V")
Call = Callable[[OaGrant, Mapping[str, str]], Awaitable[dict[str, Any]]]

_log = logging.getLogger(__name__)


class ZaloOaChannel:
    """`buttons`: whether this account's messages may have any. `proves`: the app's page demands a proof of calls."""

    name = NAME
    traits = Traits("Zalo OA", longest=LONGEST_TEXT, free=timedelta(hours=48), paid=timedelta(days=7))

    def __init__(
        self,
        tokens: Tokens,
        wire: Wire,
        clock: Callable[[], datetime],
        lend: Lend,
        *,
        buttons: bool = True,
        proves: bool = False,
    ) -> None:
        self.tokens = tokens
        self._wire = wire
        self._clock = clock
        self._lend = lend
        self._buttons = buttons
        self._proves = proves
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._uploads: OrderedDict[tuple[str, str], tuple[str, datetime]] = OrderedDict()
        self._begun: OrderedDict[str, list[str]] = OrderedDict()

    async def send(self, address: str, parcel: Parcel) -> str:
        """Send the letter and return the number of its last message. What of it had left before is not sent again."""
        numbers = self._begun.get(parcel.key, [])
        for piece in plan(parcel, self._lend, buttons=self._buttons)[len(numbers) :]:
            async with self._slots:
                numbers.append(await self._send_piece(address, piece))
            _remember(self._begun, parcel.key, numbers)
        self._begun.pop(parcel.key, None)
        await self._offer_card(address, parcel)
        return numbers[-1]

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return await fetching.fetch(attachment.ref, limit, self._wire.hosts.api)

    async def about(self) -> dict[str, Any]:
        """What Zalo says of the account itself; ChannelError, never for good: an office need not stand still for it."""
        try:
            return await self._call(lambda _grant, headers: self._wire.get(ABOUT, headers))
        except ZaloRefusal as refusal:
            raise replace(read_refusal(refusal, self._clock()), permanent=False) from None

    async def stop(self) -> None:
        await self._wire.close()

    async def _offer_card(self, address: str, parcel: Parcel) -> None:
        """A tap instead of typing one's telephone; the words before have asked for it already."""
        if parcel.card is None:
            return
        try:
            await self._send_piece(address, Piece(card=parcel.card))
        except ChannelError as error:
            _log.info("the card that asks for a telephone was not sent: %s", error.reason)

    async def _send_piece(self, address: str, piece: Piece) -> str:
        try:
            return await self._try_piece(address, piece)
        except ZaloRefusal as refusal:
            if refusal.code != EXPIRED_FILE or piece.file is None:
                raise read_refusal(refusal, self._clock()) from None
        self._uploads.pop((kind_of(piece.file[0]), piece.file[0].digest), None)
        try:
            return await self._try_piece(address, piece)
        except ZaloRefusal as refusal:
            raise read_refusal(refusal, self._clock()) from None

    async def _try_piece(self, address: str, piece: Piece) -> str:
        upload = await self._uploaded(piece) if piece.file else ""
        body = {"recipient": {"user_id": address}, "message": message_of(piece, upload)}

        async def post(grant: OaGrant, headers: Mapping[str, str]) -> dict[str, Any]:
            return await self._wire.post(SEND_BEFORE if grant.legacy else SEND, body, headers)

        try:
            sent = await self._call(post)
        except ZaloRefusal as refusal:
            if refusal.code != LEGACY or (await self.tokens.grant()).legacy:
                raise
            sent = await self._call(lambda _grant, headers: self._wire.post(SEND_BEFORE, body, headers))
            await self.tokens.pin_legacy()
            _log.warning("this account sends by Zalo's older interface from now on")
        return str(sent.get("message_id", ""))

    async def _call(self, call: Call) -> dict[str, Any]:
        """With the token; where Zalo does not know it, once more with the next. ZaloRefusal, ChannelError."""
        grant = await self.tokens.grant()
        try:
            return await call(grant, self._headers(grant))
        except ZaloRefusal as refusal:
            if refusal.code not in TOKEN:
                raise
        grant = await self.tokens.renewed(grant)
        try:
            return await call(grant, self._headers(grant))
        except ZaloRefusal as refusal:
            if refusal.code in TOKEN:
                raise ChannelError(f"{SHUT_OUT} ({refusal})", shut_out=True) from None
            raise

    def _headers(self, grant: OaGrant) -> dict[str, str]:
        headers = {"access_token": grant.access_token}
        if self._proves:
            headers["appsecret_proof"] = proof(self.tokens.app.secret, grant.access_token)
        return headers

    async def _uploaded(self, piece: Piece) -> str:
        """Zalo's name of the file, as long as it knows it; nobody sees an upload, so it may be tried again."""
        assert piece.file
        kept = piece.file[0]
        key = (kind_of(kept), kept.digest)
        name, until = self._uploads.get(key, ("", self._clock()))
        if until > self._clock():
            return name
        file_name, content = await read_file(piece.file)
        try:
            told = await self._call(
                lambda _grant, headers: self._wire.upload(UPLOAD + key[0], file_name, content, headers)
            )
        except ChannelError as error:
            error.unsure = False
            raise
        name = str(told.get("attachment_id") or told.get("token") or "")
        if not name:
            raise ChannelError("Zalo gave the file no name")
        _remember(self._uploads, key, (name, self._clock() + UPLOAD_LIFE))
        return name


def _remember(known: OrderedDict[K, V], key: K, value: V) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > REMEMBERED:
        known.popitem(last=False)

"""The tokens of an official account: renewed in time, by one caller at once, kept before they are used.

Each renewal kills both old tokens. Who dies between Zalo's answer and our commit has lost the pair: then a person
has to consent again, and is told so.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.zalo_oa.errors import SHUT_OUT
from bot.channels.zalo_oa.oauth import Credentials, GrantRefused, Pair, exchange, renew
from bot.channels.zalo_oa.wire import Wire
from bot.talk import ChannelError
from storage.oa_grants import OaGrant, claim_renewal, end_renewal, keep_renewed, oa_grant, pin_legacy, put_grant
from storage.store import Store

LEASE = timedelta(minutes=2)  # longer than any call for a pair
LOOK_AGAIN = 0.2  # seconds, while another process renews
SPARE = 5  # a pair is renewed when a fifth of its life is left: after 20 of 25 hours

_log = logging.getLogger(__name__)


class Tokens:
    """Of one office's account."""

    def __init__(
        self, store: Store, office_id: int, app: Credentials, wire: Wire, clock: Callable[[], datetime]
    ) -> None:
        self.app = app
        self._store = store
        self._office_id = office_id
        self._wire = wire
        self._clock = clock
        self._turn = asyncio.Lock()

    async def grant(self) -> OaGrant:
        """One whose access token is good, renewed if it is time; ChannelError."""
        known = await self._read()
        if known.renews_at > self._clock():
            return known
        return await self.renewed(known)

    def account(self) -> str:
        """The number of the account whose administrator consented; "" before that."""
        known = self._find()
        return known.account_id if known else ""

    async def renewed(self, stale: OaGrant) -> OaGrant:
        """The pair after this one; however many ask, it is fetched once."""
        async with self._turn:
            while True:
                known = await self._read()
                if known.access_token != stale.access_token:
                    return known
                if await asyncio.to_thread(self._claim, known):
                    return await self._renew(known)
                await asyncio.sleep(LOOK_AGAIN)

    async def take_code(self, code: str, account_id: str) -> None:
        """The first pair of a new consent; GrantRefused, ChannelError."""
        pair = await exchange(self._wire, self.app, code)
        await asyncio.to_thread(self._put, account_id, pair)

    async def pin_legacy(self) -> None:
        await asyncio.to_thread(self._pin)

    async def _read(self) -> OaGrant:
        known = await asyncio.to_thread(self._find)
        if known is None or known.refused_at is not None:
            raise ChannelError(SHUT_OUT, shut_out=True)
        return known

    async def _renew(self, known: OaGrant) -> OaGrant:
        """A call that found no end may have used the pair up: it is tried again, and refused if it was."""
        try:
            pair = await self._next_pair(known)
        except GrantRefused as refusal:
            words = _without(str(refusal), known)
            _log.error("Zalo renews the tokens no more (%s): a new consent is needed", words)
            await asyncio.to_thread(self._end, known, self._clock())
            raise ChannelError(f"{SHUT_OUT} ({words})", shut_out=True) from None
        except ChannelError as error:
            await asyncio.to_thread(self._end, known, None)
            raise ChannelError(error.reason, retry_after=error.retry_after) from None
        await asyncio.to_thread(self._keep, known, pair)
        return await self._read()

    async def _next_pair(self, known: OaGrant) -> Pair:
        """By the newest refresh token, else by the one before: a pair that was lost on its way may not have counted."""
        try:
            return await renew(self._wire, self.app, known.refresh_token)
        except GrantRefused:
            if not known.old_refresh_token:
                raise
            return await renew(self._wire, self.app, known.old_refresh_token)

    def _find(self) -> OaGrant | None:
        with self._store.transaction() as session:
            return oa_grant(session, self._office_id)

    def _claim(self, known: OaGrant) -> bool:
        now = self._clock()
        with self._store.transaction() as session:
            return claim_renewal(session, known, now, now + LEASE)

    def _keep(self, known: OaGrant, pair: Pair) -> None:
        with self._store.transaction() as session:
            if not keep_renewed(session, known, (pair.access, pair.refresh), **self._moments(pair)):
                _log.warning("another process had renewed Zalo's tokens meanwhile")

    def _put(self, account_id: str, pair: Pair) -> None:
        moments = self._moments(pair)
        fresh = OaGrant(
            office_id=self._office_id,
            account_id=account_id,
            access_token=pair.access,
            refresh_token=pair.refresh,
            granted_at=moments["granted_at"],
            renews_at=moments["renews_at"],
        )
        with self._store.transaction() as session:
            put_grant(session, fresh)

    def _end(self, known: OaGrant, refused_at: datetime | None) -> None:
        with self._store.transaction() as session:
            end_renewal(session, known, refused_at)

    def _pin(self) -> None:
        with self._store.transaction() as session:
            pin_legacy(session, self._office_id)

    def _moments(self, pair: Pair) -> dict[str, datetime]:
        now = self._clock()
        return {"granted_at": now, "renews_at": now + pair.life - pair.life / SPARE}


def _without(words: str, known: OaGrant) -> str:
    tokens = (known.access_token, known.refresh_token, known.old_access_token, known.old_refresh_token)
    for token in filter(None, tokens):
        words = words.replace(token, "…")
    return words

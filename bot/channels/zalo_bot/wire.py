"""Calls of Zalo's bot API: POST and JSON only, the token nowhere but on the wire."""

import asyncio
from typing import Any

import httpx

from bot.channels.zalo_bot.errors import ZaloBotError, no_answer, read_answer
from bot.channels.zalo_bot.withheld import WITHHELD, TokenTransport, http_transport

BASE_URL = "https://bot-api.zaloplatforms.com"
# More at once only makes httpx slower; nothing is known of what Zalo allows a second.
AT_ONCE = 4


class Wire:
    """`timeout` is seconds of silence; sendPhoto is given `long`, as Zalo fetches the picture meanwhile."""

    def __init__(self, token: str, base_url: str, timeout: float, long: float) -> None:
        self._token, self._url = token, base_url
        self._client = self._open()
        self._base = f"{base_url}/bot{WITHHELD}"
        self._timeout, self._long = timeout, long
        self._slots = asyncio.Semaphore(AT_ONCE)

    def _open(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=TokenTransport(self._token, http_transport(self._url)))

    async def call(self, method: str, **given: str) -> Any:
        """The result; raises ZaloBotError."""
        async with self._slots:
            return await self._post(method, given, self._long if method == "sendPhoto" else self._timeout)

    async def next_event(self, wait: int) -> Any:
        """One event, taken from Zalo for good; raises ZaloBotError, also where there was none (408)."""
        return await self._post("getUpdates", {"timeout": str(wait)}, wait + self._timeout)

    async def _post(self, method: str, given: dict[str, str], patience: float) -> Any:
        try:
            answer = await self._client.post(f"{self._base}/{method}", json=given, timeout=patience)
        except httpx.HTTPError as error:
            # The cause is left out: it holds the whole request, and with it the words of the letter.
            trouble: ZaloBotError = no_answer(error)
        else:
            return read_answer(answer)
        raise trouble

    async def rest(self) -> None:
        """Let the connections go: the next call, which may come on another loop, opens its own."""
        await self._client.aclose()
        self._client = self._open()

    async def aclose(self) -> None:
        await self._client.aclose()

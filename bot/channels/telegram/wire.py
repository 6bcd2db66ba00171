"""The wire to Telegram. The token is put into a request at the last moment, so nothing above can show it."""

import json
import logging
import urllib.request
from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.reading import build_update

# What PTB and httpx take for the token: it may stand in their logs, errors and file addresses.
WITHHELD = "token-withheld"

CONNECTIONS = 16
LARGEST_ANSWER = 64 * 1024 * 1024


class TokenTransport(httpx.AsyncBaseTransport):
    """Writes the token into the address of each request and takes it out of what comes back."""

    def __init__(self, token: str, inner: httpx.AsyncBaseTransport) -> None:
        self._token = token.encode()
        self._secret = token.rpartition(":")[2].encode()
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.replace(WITHHELD.encode(), self._token, 1)
        sent = httpx.Request(
            request.method,
            request.url.copy_with(raw_path=path),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        answer = await self._inner.handle_async_request(sent)
        try:
            body = await _read_body(answer)
        finally:
            await answer.aclose()
        # A proxy's error page may quote the address it was asked for.
        body = body.replace(self._secret, WITHHELD.encode())
        return httpx.Response(answer.status_code, content=body, extensions=answer.extensions)

    async def aclose(self) -> None:
        await self._inner.aclose()


class QuietRequest(HTTPXRequest):
    """PTB's request, except that an answer which is no JSON is not written to the log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise TelegramError("Telegram's answer cannot be read")
        return answer


class UpdatesRequest(QuietRequest):
    """Empties updates that PTB cannot read: one would stop all that follow, and PTB would log their words."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer = QuietRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            numbered = [raw for raw in answer["result"] if _is_numbered(raw)]
            answer["result"] = [raw if build_update(raw) else _number(raw) for raw in numbered]
        return answer


def http_transport(base_url: str, proxy: str = "") -> httpx.AsyncHTTPTransport:
    """A transport by way of the given proxy, or of the one the environment names for this address."""
    return httpx.AsyncHTTPTransport(
        limits=httpx.Limits(max_connections=CONNECTIONS),
        proxy=proxy or _environment_proxy(base_url),
    )


class NoDetails(logging.Filter):
    """Drops PTB's debug lines: they hold every parameter, so also the words of letters and citizens."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.INFO


_NO_DETAILS = NoDetails()


def hush_details() -> None:
    logging.getLogger("telegram.Bot").addFilter(_NO_DETAILS)


async def _read_body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise httpx.DecodingError("the answer is larger than anything Telegram sends")
    return bytes(body)


def _environment_proxy(base_url: str) -> str | None:
    url = httpx.URL(base_url)
    if urllib.request.proxy_bypass(url.host):
        return None
    named = urllib.request.getproxies()
    return named.get(url.scheme) or named.get("all")


def _is_numbered(raw: object) -> bool:
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


def _number(raw: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": raw["update_id"]}

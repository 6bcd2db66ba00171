"""The wire to Telegram: PTB's requests by way of aiohttp, whose cost does not grow with how many go at once.

The token is put into an address at the last moment and taken out of what comes back, so nothing above can show it.
"""

import io
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import yarl
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.reading import build_update

# What PTB takes for the token: it may stand in its logs, errors and file addresses.
WITHHELD = "token-withheld"

CONNECTIONS = 32
_METHODS = 64  # more than the methods that we call
_JSON = {"Content-Type": "application/json"}
_REFUSALS: Mapping[int, type[TelegramError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: InvalidToken,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: InvalidToken,
    HTTPStatus.CONFLICT: Conflict,
}
LARGEST_ANSWER = 64 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Reach:
    """How to reach Telegram: seconds of patience, and the address of a proxy ("": what the environment names)."""

    timeout: float
    upload_timeout: float
    proxy: str = ""


class TokenRequest(BaseRequest):
    """One kind of requests, with their connections."""

    def __init__(self, token: str, reach: Reach) -> None:
        self._token = token
        self._secret = token.rpartition(":")[2].encode()
        self._reach = reach
        self._session: aiohttp.ClientSession | None = None
        self._usual_limits = self._limits(reach.timeout)
        self._addresses = lru_cache(_METHODS)(self._address)

    @property
    def read_timeout(self) -> float:
        return self._reach.timeout

    async def initialize(self) -> None:
        """The connections are opened by the first request, as they belong to its loop."""

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request. Only `read_timeout` counts of the four: a long poll brings its own."""
        uploads = request_data is not None and request_data.contains_files
        patience = self._reach.timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        patience += self._reach.upload_timeout if uploads else 0.0
        return await self._exchange(method, url, _form(request_data), self._limits(patience))

    async def call(self, url: str, fields: Mapping[str, Any]) -> Any:
        """The result of a method that takes no files; TelegramError as PTB would raise it, at a tenth of its cost."""
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        status, answer = await self._exchange("POST", url, body, self._usual_limits, _JSON)
        if status != HTTPStatus.OK:
            raise refusal(status, answer)
        return self.parse_json_payload(answer)["result"]

    def _limits(self, patience: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(2 * self._reach.timeout + patience, None, patience, self._reach.timeout)

    async def _exchange(
        self,
        method: str,
        url: str,
        data: aiohttp.FormData | dict[str, str] | bytes | None,
        limits: aiohttp.ClientTimeout,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        self._session = self._session or _open()
        address = self._addresses(url)
        try:
            async with self._session.request(
                method,
                address,
                data=data,
                headers=headers,
                timeout=limits,
                proxy=self._reach.proxy or _proxy_named(address.scheme, address.host or ""),
                allow_redirects=False,
            ) as answer:
                body = await _read_body(answer)
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # Its own words, or those of its cause, may hold the address and so the token.
            raise NetworkError(f"Telegram is not reached: {type(error).__name__}") from None
        # A proxy's error page may quote the address it was asked for.
        return answer.status, body.replace(self._secret, WITHHELD.encode())

    def _address(self, url: str) -> yarl.URL:
        return yarl.URL(url.replace(WITHHELD, self._token, 1), encoded=True)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As PTB does it, except that an answer which is no JSON is not written to the log."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise TelegramError("Telegram's answer cannot be read")
        return answer


class UpdatesRequest(TokenRequest):
    """Empties updates that PTB cannot read: one would stop all that follow, and PTB would log their words."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer = TokenRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            numbered = [raw for raw in answer["result"] if _is_numbered(raw)]
            answer["result"] = [raw if build_update(raw) else _number(raw) for raw in numbered]
        return answer


class NoDetails(logging.Filter):
    """Drops PTB's debug lines: they hold every parameter, so also the words of letters and citizens."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.INFO


_NO_DETAILS = NoDetails()


def hush_details() -> None:
    logging.getLogger("telegram.Bot").addFilter(_NO_DETAILS)


def refusal(status: int, payload: bytes) -> TelegramError:
    """What an answer other than 200 says."""
    try:
        answer = TokenRequest.parse_json_payload(payload)
    except TelegramError:
        answer = {}
    asked = answer.get("parameters") or {}
    if asked.get("migrate_to_chat_id"):
        return ChatMigrated(asked["migrate_to_chat_id"])
    if asked.get("retry_after"):
        return RetryAfter(asked["retry_after"])
    kind = _REFUSALS.get(status, NetworkError)
    return kind(answer.get("description") or f"HTTP {status}")


def _open() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS), cookie_jar=aiohttp.DummyCookieJar())


@cache  # aiohttp would ask the environment in a thread of its own for each request
def _proxy_named(scheme: str, host: str) -> str | None:
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _form(given: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if given is None or not given.contains_files:
        return given.json_parameters if given else None
    form = aiohttp.FormData(given.json_parameters, quote_fields=False)  # Telegram shows file names as they come
    for field, (name, content, mime) in given.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, stream, filename=" ".join(name.split()), content_type=mime)
    return form


async def _read_body(answer: aiohttp.ClientResponse) -> bytes:
    if answer.content_length is not None and answer.content_length <= CHUNK:
        return await answer.read()
    body = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise TelegramError("the answer is larger than anything Telegram sends")
    return bytes(body)


def _is_numbered(raw: object) -> bool:
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


def _number(raw: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": raw["update_id"]}

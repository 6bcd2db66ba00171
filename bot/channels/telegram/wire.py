"""The wire to Telegram: PTB's requests by our own lines, by a general client where there are files or a proxy.

The token is put into an address at the last moment and taken out of what comes back, so nothing above can show it.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

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

from bot.channels.telegram.lines import Address, Limits, Lines, TooLargeError, UnreachedError
from bot.channels.telegram.reading import build_update

if TYPE_CHECKING:
    from bot.channels.telegram.session import Content, Session

# What PTB takes for the token: it may stand in its logs, errors and file addresses.
WITHHELD = "token-withheld"

_METHODS = 64  # more than the methods that we call
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_REFUSALS: Mapping[int, type[TelegramError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: InvalidToken,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: InvalidToken,
    HTTPStatus.CONFLICT: Conflict,
}
LARGEST_ANSWER = 64 * 1024 * 1024


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
        self._lines = Lines()
        self._session: Session | None = None
        self._usual_limits = self._limits(reach.timeout)
        self._addresses = lru_cache(_METHODS)(self._address)

    @property
    def read_timeout(self) -> float:
        return self._reach.timeout

    async def initialize(self) -> None:
        """The connections are opened by the first request, as they belong to its loop."""

    async def shutdown(self) -> None:
        await self._lines.close()
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
        limits = self._limits(patience + (self._reach.upload_timeout if uploads else 0.0))
        if uploads or method != "POST":
            return await self._told(self._carry(method, url, request_data, limits))
        body = request_data.url_encoded_parameters().encode() if request_data else b""
        return await self._told(self._post(url, _FORM, body, limits))

    async def call(self, url: str, fields: Mapping[str, Any]) -> Any:
        """The result of a method that takes no files; TelegramError as PTB would raise it, at a tenth of its cost."""
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        status, answer = await self._told(self._post(url, _JSON, body, self._usual_limits))
        if status != HTTPStatus.OK:
            raise refusal(status, answer)
        return self.parse_json_payload(answer)["result"]

    def _limits(self, patience: float) -> Limits:
        return Limits(self._reach.timeout, patience, 2 * self._reach.timeout + patience, LARGEST_ANSWER)

    async def _told(self, asked: Awaitable[tuple[int, bytes]]) -> tuple[int, bytes]:
        """Status and body, without the token."""
        try:
            status, body = await asked
        except TimeoutError:
            raise TimedOut from None
        except TooLargeError:
            raise TelegramError("the answer is larger than anything Telegram sends") from None
        except (OSError, ValueError) as error:
            # Its own words, or those of its cause, may hold the address and so the token.
            why = str(error) if isinstance(error, UnreachedError) else type(error).__name__
            raise NetworkError(f"Telegram is not reached: {why}") from None
        # A proxy's error page may quote the address it was asked for.
        return status, body.replace(self._secret, WITHHELD.encode())

    async def _post(self, url: str, kind: str, body: bytes, limits: Limits) -> tuple[int, bytes]:
        address = self._addresses(url)
        if address is None:
            return await self._carry("POST", url, body, limits, kind)
        return await self._lines.post(address, kind, body, limits)

    async def _carry(
        self, method: str, url: str, content: "Content", limits: Limits, kind: str = ""
    ) -> tuple[int, bytes]:
        """By the general client, which is loaded once it is needed: not every office sends files."""
        if self._session is None:
            module = await asyncio.to_thread(import_module, "bot.channels.telegram.session")
            self._session = self._session or module.Session(self._proxy_to)
        return await self._session.exchange(method, self._full(url), content, limits, kind)

    def _full(self, url: str) -> str:
        return url.replace(WITHHELD, self._token, 1)

    def _address(self, url: str) -> Address | None:
        """None where a proxy leads there."""
        address = Address.of(self._full(url))
        return None if self._proxy_to("https" if address.is_safe else "http", address.host) else address

    def _proxy_to(self, scheme: str, host: str) -> str | None:
        return self._reach.proxy or _proxy_named(scheme, host)

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


@cache
def _proxy_named(scheme: str, host: str) -> str | None:
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _is_numbered(raw: object) -> bool:
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


def _number(raw: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": raw["update_id"]}

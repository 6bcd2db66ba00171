"""Telegram's webhook: an update is confirmed (200) only after it was taken in."""

import asyncio
import hmac
import json
import logging
from contextlib import suppress

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.telegram import TelegramChannel, parse_update
from bot.channels.telegram.channel import OnMessage
from bot.rules.tracing import where
from bot.web.crowd import RETRY_SECONDS, bounded

PATH = "/hooks/telegram"
LARGEST_BODY = 1024 * 1024
BODY_SECONDS = 15.0  # a platform sends an update at once

_log = logging.getLogger(__name__)


def telegram_webhook(channel: TelegramChannel, secret: str, on_message: OnMessage, path: str = PATH) -> Route:
    """The route that Telegram posts to; `secret` is the one given to `set_webhook`."""
    if not secret:
        raise ValueError("a webhook without a secret is open to everybody")

    async def receive(request: Request) -> Response:
        if not is_secret(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), secret):
            return _answer(403)
        body = await read_bounded(request, LARGEST_BODY)
        if body is None:
            return _answer(413)
        try:
            update = parse_update(json.loads(body))
        except (ValueError, RecursionError):
            return _answer(400)
        # Whatever goes wrong, Telegram is told so: it keeps the update and brings it again.
        (error,) = await asyncio.gather(channel.receive(update, on_message), return_exceptions=True)
        if error is not None:
            _log.error("update %s of Telegram was not taken in: %s", update.update_id, where(error))
            return _answer(503, {"Retry-After": str(RETRY_SECONDS)})
        return _answer(200)

    return Route(path, bounded(receive), methods=["POST"])


def is_secret(given: str, secret: str) -> bool:
    """Whether the two are the same, found out in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), secret.encode())


async def read_bounded(request: Request, limit: int, within: float = BODY_SECONDS) -> bytes | None:
    """The body, or None when it is longer than `limit` bytes, has not come `within` so many seconds, or breaks off."""
    body = bytearray()
    with suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(within):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    return None
            return bytes(body)
    return None


def _answer(status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse("", status, headers)

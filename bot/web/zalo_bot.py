"""What Zalo's bot platform calls: an event is confirmed (200) after it was taken in, as it is not brought again."""

import json
import logging
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.channel import OnMessage
from bot.channels.zalo_bot.polling import hold
from bot.web.crowd import bounded
from bot.web.telegram import is_secret, read_bounded

LARGEST_BODY = 256 * 1024
PAUSES = (0.2, 1.0)  # seconds between tries to take an event in

_log = logging.getLogger(__name__)


def zalo_bot_webhook(
    channel: ZaloBotChannel, secret: str, on_message: OnMessage, path: str, pauses: Sequence[float] = PAUSES
) -> Route:
    """The route that Zalo posts to; `secret` is the one given to `set_webhook`, `path` this bot's own."""
    if not secret:
        raise ValueError("a webhook without a secret is open to everybody")

    async def receive(request: Request) -> Response:
        body = await read_bounded(request, LARGEST_BODY)
        if body is None:
            return _answer(413)
        if not body.strip():  # Zalo only looks whether somebody is there
            return _answer(200)
        if not is_secret(request.headers.get("X-Bot-Api-Secret-Token", ""), secret):
            return _answer(403)
        event = _read(body)
        taken = event is None or await hold(event, take_in, pauses)
        return _answer(200 if taken else 503)

    async def take_in(event: object) -> None:
        await channel.receive(event, on_message)

    return Route(path, bounded(receive), methods=["POST"])


def _read(body: bytes) -> object:
    """None for what is no JSON: it would be none the next time either."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        _log.warning("something that is no event was posted to Zalo's webhook")
        return None


def _answer(status: int) -> Response:
    return PlainTextResponse("", status)

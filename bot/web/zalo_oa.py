"""Zalo's webhook of an official account, and the way back from its administrator's consent.

Whatever comes is answered 200 at once: Zalo probes with bodies it does not sign, and drops a webhook that refuses.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import messages
from bot.channels.zalo_oa.inbox import OaInbox
from bot.channels.zalo_oa.oauth import GrantRefused
from bot.channels.zalo_oa.reading import parse_body, read_event
from bot.channels.zalo_oa.signing import is_signed
from bot.channels.zalo_oa.tokens import Tokens
from bot.talk import ChannelError
from bot.web.crowd import bounded
from bot.web.telegram import read_bounded

PATH = "/hooks/zalo-oa"
CALLBACK = "/zalo-oa/callback"
LARGEST_BODY = 1024 * 1024
LONGEST_CODE = 4000

_log = logging.getLogger(__name__)


def zalo_oa_webhook(inbox: OaInbox, app_id: str, secret: str, *, strict: bool = True, path: str = PATH) -> Route:
    """The route that Zalo posts to.

    `strict` False is for the first days: what is wrongly signed is told in the log and taken in all the same.
    """
    if not (app_id and secret):
        raise ValueError("a webhook without a secret is open to everybody")

    async def receive(request: Request) -> Response:
        body = await read_bounded(request, LARGEST_BODY) or b""
        try:
            raw = parse_body(body)
        except ValueError:
            return _answer()
        proved = _is_proved(request, raw, body, app_id, secret)
        event = read_event(raw) if (proved or not strict) and raw.get("app_id") == app_id else None
        if event is None:
            return _answer()
        try:
            # Threads of its own: Zalo waits two seconds, also while all others are at work.
            kept = await run_sync(partial(inbox.keep, event, body, proved=proved))
        except SQLAlchemyError as error:
            _log.error("an event of Zalo could not be kept: %s", type(error).__name__)
            return _answer(503)
        if kept:
            inbox.ring()
        return _answer()

    return Route(path, bounded(receive), methods=["POST"])


def _is_proved(request: Request, raw: Mapping[str, Any], body: bytes, app_id: str, secret: str) -> bool:
    mac = request.headers.get("X-ZEvent-Signature", "")
    moment = request.headers.get("X-ZEvent-Timestamp", "")
    proved = is_signed(raw, body, mac, moment, app_id=app_id, secret=secret)
    if not proved:
        _tell(raw.get("app_id") == app_id, bool(mac))
    return proved


def zalo_oa_callback(tokens: Tokens, clock: Callable[[], datetime], path: str = CALLBACK) -> Route:
    """Where Zalo sends the administrator of the account after their consent."""

    async def receive(request: Request) -> Response:
        asked = request.query_params
        code, account = asked.get("code", ""), asked.get("oa_id", "")
        if not tokens.app.is_ours(asked.get("state", ""), clock()):
            return _page("stale", 400)
        if not (0 < len(code) <= LONGEST_CODE and account.isalnum() and len(account) <= 100):
            return _page("incomplete", 400)
        try:
            await tokens.take_code(code, account)
        except (GrantRefused, ChannelError) as refusal:
            _log.error("Zalo gave no tokens for the consent: %s", type(refusal).__name__)
            return _page("refused", 400)
        return _page("")

    return Route(path, receive, methods=["GET"])


def _tell(ours: bool, signed: bool) -> None:
    """Nothing of the body: it may hold anybody's words."""
    if signed:
        _log.warning("an event was wrongly signed (%s)", "our app" if ours else "another app")


def _page(problem: str, status: int = 200) -> Response:
    return PlainTextResponse(messages.render("oa_consent", problem=problem).text, status)


def _answer(status: int = 200) -> Response:
    return PlainTextResponse("", status)

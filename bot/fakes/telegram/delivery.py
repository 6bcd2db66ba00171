"""How updates reach the bot: getUpdates and the webhook methods."""

import asyncio
import re
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from bot.fakes.telegram.calls import Call
from bot.fakes.telegram.hook import Hook
from bot.fakes.telegram.refusals import Json, RefusalError, bad
from bot.fakes.telegram.state import State
from bot.fakes.telegram.updates import USUAL

LONGEST_POLL = 50
MOST_UPDATES = 100
LONGEST_SECRET = 256


async def get_updates(state: State, call: Call) -> list[Json]:
    """A long poll. The update types asked for hold until others are; an older poll is sent away."""
    if state.hook:
        raise RefusalError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _choose_updates(state, call)
    offset = call.number("offset")
    limit = min(max(call.number("limit", MOST_UPDATES), 1), MOST_UPDATES)
    patience = min(max(call.number("timeout"), 0), LONGEST_POLL)
    state.poll_turn += 1
    state.queue.bell.ring()
    return await _wait_for_updates(state, offset, limit, patience)


async def _wait_for_updates(state: State, offset: int, limit: int, patience: float) -> list[Json]:
    turn = state.poll_turn
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    with state.queue.bell.listening() as rung:
        while True:
            rung.clear()
            _check_turn(state, turn)
            updates = state.queue.take(offset, limit)
            if updates or loop.time() >= end or state.queue.closed:
                return updates
            with suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), end - loop.time())


def _check_turn(state: State, turn: int) -> None:
    if state.hook:
        raise RefusalError(409, "Conflict: terminated by setWebhook request")
    if state.poll_turn != turn:
        raise RefusalError(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )


async def set_webhook(state: State, call: Call) -> bool:
    """Unlike Telegram's, a webhook here may be plain http on any port."""
    if not call.text("url"):
        return await delete_webhook(state, call)
    address = urlsplit(call.text("url"))
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise bad("invalid webhook URL specified")
    secret = call.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    await delete_webhook(state, call)
    _choose_updates(state, call)
    state.hook = Hook(call.text("url"), secret, state.queue, state.second)
    state.hook.start()
    state.queue.bell.ring()
    return True


async def delete_webhook(state: State, call: Call) -> bool:
    if state.hook:
        await state.hook.stop()
        state.hook = None
    if call.is_set("drop_pending_updates"):
        state.queue.clear()
    return True


async def get_webhook_info(state: State, call: Call) -> Json:
    hook = state.hook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.queue),
    }
    if hook:
        info |= {"max_connections": 40, "ip_address": "127.0.0.1"}
    if hook and hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    if state.queue.allowed != USUAL:
        info["allowed_updates"] = sorted(state.queue.allowed)
    return info


def _choose_updates(state: State, call: Call) -> None:
    chosen: Any = call.json("allowed_updates", "can't parse allowed updates")
    if isinstance(chosen, list):
        state.queue.allowed = frozenset(chosen) or USUAL

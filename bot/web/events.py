"""The stream that brings new bubbles to an open page (Server-Sent Events)."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from bot.channels.web import Bell, WebChannel
from storage.webchat import OWN, WebMessage

POLL = 2.0  # seconds between looks at the table: another process may have written there
HEARTBEAT = 15.0  # seconds of silence after which proxies and phones are told that we are still here
AGAIN_MS = 2000  # how long a browser waits before it comes back
LATE = 64  # ids are given before commits: a smaller one may appear after a larger one


def shown(bubble: WebMessage) -> dict[str, Any]:
    """A bubble as the page reads it. `key` is the page's own name of what was typed there."""
    return {
        "id": bubble.id,
        "key": bubble.key.removeprefix(OWN) if bubble.mine else "",
        "mine": bubble.mine,
        "text": bubble.text,
        "choices": bubble.choices,
        "files": [
            {
                "digest": file["digest"],
                "name": file["name"],
                "size": file["size"],
                "picture": file["kind"] == "photo",
            }
            for file in bubble.files
            if not file.get("problem")
        ],
        "at": bubble.at.isoformat(),
    }


async def read_events(
    channel: WebChannel, address: str, after: int, poll: float = POLL, heartbeat: float = HEARTBEAT
) -> AsyncGenerator[str, None]:
    """Every bubble after an id, then each new one, until the channel closes."""
    with channel.listening(address) as bell:
        yield f"retry: {AGAIN_MS}\n\n"
        if await _is_ahead(channel, address, after):
            yield "event: reset\ndata: reload\n\n"
            return
        async for bubble in _fresh(channel, bell, address, after, poll, heartbeat):
            yield _event(bubble) if bubble else ": vẫn đang nghe\n\n"


async def _fresh(
    channel: WebChannel, bell: Bell, address: str, after: int, poll: float, heartbeat: float
) -> AsyncIterator[WebMessage | None]:
    """New bubbles, and None where it was silent for `heartbeat` seconds."""
    clock = asyncio.get_running_loop().time
    known: set[int] = set()
    newest, spoke = after, clock()
    while not bell.ended:
        bubbles = await channel.read(address, max(0, newest - LATE))
        for bubble in bubbles:
            if bubble.id not in known and (known or bubble.id > after):
                yield bubble
                spoke = clock()
        known = {bubble.id for bubble in bubbles}
        newest = max(known, default=newest)
        if clock() - spoke >= heartbeat:
            yield None
            spoke = clock()
        await bell.wait(poll)


async def _is_ahead(channel: WebChannel, address: str, after: int) -> bool:
    """Whether the page shows what is gone by now: its bubbles were deleted, or this is another database."""
    newest = await channel.read(address, 0, limit=1)
    return after > (newest[-1].id if newest else 0)


def _event(bubble: WebMessage) -> str:
    return f"id: {bubble.id}\ndata: {json.dumps(shown(bubble), ensure_ascii=False)}\n\n"

"""The last step: the house is opened until whoever was invited has come and has had the first letter."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from bot.app import Kit, utc_now
from bot.cli.environment import StopError
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.rules.states import LetterState
from bot.serve import open_house, server_of, site
from bot.settings import Settings
from storage.alone import ServedAlreadyError, alone_on
from storage.letters import letter_keyed
from storage.offices import Office
from storage.people import Post
from storage.store import Store

PAUSE_SECONDS = 0.3
DELIVERY_SECONDS = 30.0


async def welcome(known: Settings, store: Store, post_id: int, seconds: float | None) -> bool:
    """Wait so long (None: until interrupted) for the post to be taken; whether its holder has the first letter.

    Where `dondoc serve` runs already it takes the messages in, and this only watches.
    """
    with ExitStack() as held:
        try:
            held.enter_context(alone_on(known.database))
        except ServedAlreadyError:
            return await _watched(store, post_id, seconds, lambda: True)
        _check_port(known)
        house = await open_house(known)
        server = server_of(site(house), known.host, known.port, house.end_streams)
        serving = asyncio.create_task(server.serve())
        watching = asyncio.create_task(_watched(store, post_id, seconds, lambda: server.started))
        await asyncio.wait((serving, watching), return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
        return watching.done() and watching.result()


def _check_port(known: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((known.host, known.port))
        except OSError as busy:
            raise StopError(f"Cổng {known.port} đang bận. Đặt DONDOC_PORT khác trong .env rồi chạy lại.") from busy


async def _watched(store: Store, post_id: int, seconds: float | None, is_open: Callable[[], bool]) -> bool:
    """Nobody is told to come before somebody listens: what is said earlier, Zalo throws away."""
    await _is_in_time(is_open, None)
    out.print("\nĐang chờ người được mời … (Ctrl+C: không chờ nữa, mã vẫn dùng được)")
    if not await _is_in_time(partial(_write_first_letter, store, post_id), seconds):
        return False
    out.print("  ✓ Đã liên kết. Đang gửi tin đầu tiên …")
    return await _is_in_time(partial(_is_delivered, store, post_id), DELIVERY_SECONDS)


async def _is_in_time(done: Callable[[], bool], seconds: float | None) -> bool:
    try:
        async with asyncio.timeout(seconds):
            while True:
                if await asyncio.to_thread(done):
                    return True
                await asyncio.sleep(PAUSE_SECONDS)
    except TimeoutError:
        return False


def _write_first_letter(store: Store, post_id: int) -> bool:
    """Once somebody holds the post, tell them how to go on."""
    with store.transaction() as session:
        post = session.get_one(Post, post_id)
        if post.person_id is None:
            return False
        office = session.get_one(Office, post.office_id)
        day = OfficeDay(session, utc_now(), office, Kit.packaged(b"", {}))
        day.tell(post.person_id, _key(post_id), day.say("first_steps"), "first_steps")
        return True


def _is_delivered(store: Store, post_id: int) -> bool:
    with store.transaction() as session:
        letter = letter_keyed(session, session.get_one(Post, post_id).office_id, _key(post_id))
        return letter is not None and letter.state == LetterState.SENT


def _key(post_id: int) -> str:
    return f"first_steps:{post_id}"

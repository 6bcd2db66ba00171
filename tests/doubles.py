"""Servers for tests: any ASGI application on a free port, and the doubles of the platforms."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.telegram import TelegramChannel
from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_oa import FakeZaloOa

PATIENCE = 10.0
TICK = 0.005


@contextmanager
def running(app: ASGIApp, port: int = 0, end_streams: Callable[[], object] = bool) -> Iterator[str]:
    """Serve the application from a thread of its own, by default on a free port; gives its base URL.

    `end_streams` ends what would keep the server waiting at the end.
    """
    # Logging stays as pytest set it up, less the access log: it would show tokens as addresses.
    logging.getLogger("uvicorn.access").disabled = True
    config = uvicorn.Config(app, ws="none", log_config=None, timeout_graceful_shutdown=int(PATIENCE))
    server = uvicorn.Server(config)
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:  # else asyncio leaves Nagle's delay on
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _wait_until_started(server, thread)
            yield f"http://127.0.0.1:{port}"
        finally:
            end_streams()
            server.should_exit = True
            thread.join(PATIENCE)
    assert not thread.is_alive(), "the server did not end"


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running_telegram(fake: FakeTelegram) -> Iterator[FakeTelegram]:
    with running(fake.app) as fake.url:
        try:
            yield fake
        finally:
            fake.close()


class Stage:
    """An application that stands in for another; ends of servers are slow, so one serves many tests."""

    def __init__(self) -> None:
        self.now: ASGIApp = Starlette()
        self.url = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = Starlette() if scope["type"] == "lifespan" else self.now
        await app(scope, receive, send)


@pytest.fixture(scope="session")
def telegram_stage() -> Iterator[Stage]:
    stage = Stage()
    with running(stage) as stage.url:
        yield stage


@pytest.fixture
def telegram_double(telegram_stage: Stage) -> Iterator[FakeTelegram]:
    """A Bot API over HTTP, where Telegram's pauses pass a hundred times faster."""
    fake = FakeTelegram(second=0.01)
    telegram_stage.now, fake.url = fake.app, telegram_stage.url
    try:
        yield fake
    finally:
        fake.close()


@pytest.fixture(scope="session")
def zalo_bot_stage() -> Iterator[Stage]:
    stage = Stage()
    with running(stage) as stage.url:
        yield stage


@pytest.fixture
def zalo_bot_double(zalo_bot_stage: Stage) -> Iterator[FakeZaloBot]:
    """Zalo's bot platform over HTTP, where an idle poll of thirty seconds takes a third of one."""
    fake = FakeZaloBot(second=0.01)
    zalo_bot_stage.now, fake.url = fake.app, zalo_bot_stage.url
    try:
        yield fake
    finally:
        fake.close()


@pytest.fixture(scope="session")
def zalo_oa_stage() -> Iterator[Stage]:
    stage = Stage()
    with running(stage) as stage.url:
        yield stage


@pytest.fixture
def zalo_oa_double(zalo_oa_stage: Stage) -> Iterator[FakeZaloOa]:
    """An official account over HTTP, where Zalo's pauses pass a thousand times faster."""
    fake = FakeZaloOa(second=0.001)
    zalo_oa_stage.now, fake.url = fake.app, zalo_oa_stage.url
    try:
        yield fake
    finally:
        fake.close()


@asynccontextmanager
async def started(fake: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    """The real channel, connected to a double that is being served."""
    channel = TelegramChannel(fake.token, base_url=fake.base_url, timeout=PATIENCE)
    await channel.start()
    try:
        yield channel
    finally:
        await channel.stop()


@pytest.fixture
async def telegram_channel(telegram_double: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    async with started(telegram_double) as channel:
        yield channel


async def until(happened: Callable[[], object]) -> None:
    """Wait for something that other tasks or threads bring about."""
    for _ in range(int(PATIENCE / TICK)):
        if happened():
            return
        await asyncio.sleep(TICK)
    pytest.fail("it did not happen")


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive(), "the server fell over"
        assert time.monotonic() < end, "the server did not start"
        time.sleep(TICK)

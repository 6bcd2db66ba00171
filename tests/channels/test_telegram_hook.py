"""A webhook that Telegram cannot get into, or that somebody turned away: it is noticed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.channels.telegram import TelegramChannel
from bot.fakes.telegram import FakeTelegram
from bot.settings.telegram import TelegramSettings
from bot.surfaces.telegram import TelegramSurface
from tests import doubles
from tests.doubles import until

SECRET = "webhook-secret_1"


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def surface(fake: FakeTelegram, hook: str) -> AsyncIterator[TelegramSurface]:
    async with doubles.started(fake) as channel:
        await channel.set_webhook(hook, SECRET)
        known = TelegramSettings(fake.token, "webhook", SECRET, fake.url)
        yield TelegramSurface(channel, known, hook, now)


@asynccontextmanager
async def watched(known: TelegramSurface) -> AsyncIterator[list[bool]]:
    noted = list[bool]()
    task = asyncio.create_task(known.watch(noted.append, every=0.02))
    yield noted
    task.cancel()
    await asyncio.wait({task})


def answering(status: Callable[[], int]) -> Starlette:
    async def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("", status())

    return Starlette(routes=[Route("/", answer, methods=["POST"])])


async def test_updates_that_are_not_let_in_are_noticed_until_they_are(telegram_double: FakeTelegram) -> None:
    statuses = [503]
    with doubles.running(answering(lambda: statuses[-1])) as url:
        async with surface(telegram_double, url + "/") as known, watched(known) as noted:
            await until(lambda: noted)
            assert noted[-1]
            assert await known.doubts() == []
            telegram_double.say(5, "xin chào")
            await until(lambda: not noted[-1])
            ((words, remedy),) = await known.doubts()
            assert "1 tin đang chờ (Wrong response from the webhook: 503" in words
            assert "chứng chỉ" in remedy
            statuses.append(200)
            await until(lambda: noted[-1])


async def test_a_webhook_that_was_turned_away_is_brought_back(telegram_double: FakeTelegram) -> None:
    with doubles.running(answering(lambda: 200)) as url:
        async with surface(telegram_double, url + "/") as known:
            other = TelegramChannel(telegram_double.token, base_url=telegram_double.base_url)
            await other.set_webhook("https://elsewhere.invalid/", SECRET)
            await other.stop()
            assert "chưa gọi vào máy chủ này" in (await known.doubts())[0][0]
            async with watched(known) as noted:
                await until(lambda: len(noted) > 1)
            assert noted == [False, *[True] * (len(noted) - 1)]
            assert (await known.channel.webhook()).url == url + "/"


@pytest.mark.usefixtures("telegram_double")
async def test_a_platform_that_is_away_is_noticed() -> None:
    nowhere = f"http://127.0.0.1:{doubles.free_port()}"
    channel = TelegramChannel("1:" + "x" * 35, base_url=f"{nowhere}/bot")
    known = TelegramSurface(channel, TelegramSettings("1:x", "webhook", SECRET, nowhere), "https://a.invalid/", now)
    async with watched(known) as noted:
        await until(lambda: noted)
    assert not any(noted)
    await channel.stop()

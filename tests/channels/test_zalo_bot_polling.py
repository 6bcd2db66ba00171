"""The long poll at Zalo: each message is given out once, so it is held until it is in."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal

import pytest

from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.polling import PAUSES
from bot.fakes.zalo_bot import FakeZaloBot
from bot.talk import Incoming
from tests.channels.test_zalo_bot_sending import connected
from tests.doubles import until

SOON = (0.01,) * 4


class Office:
    """Takes messages in and remembers them; stumbles as often as it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.stumbles = 0
        self.gates: dict[str, asyncio.Event] = {}

    async def on_message(self, incoming: Incoming) -> None:
        if incoming.text in self.gates:
            await self.gates[incoming.text].wait()
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError(f"no room for {incoming.text}")
        self.heard.append(incoming.text)


@asynccontextmanager
async def polling(
    channel: ZaloBotChannel, office: Office, wait: int = 5, pauses: tuple[float, ...] = SOON
) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.poll(office.on_message, wait=wait, pauses=pauses))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def channel(zalo_bot_double: FakeZaloBot) -> AsyncIterator[ZaloBotChannel]:
    async with connected(zalo_bot_double) as channel:
        yield channel


async def test_messages_come_in_order_one_by_one(channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot) -> None:
    office = Office()
    zalo_bot_double.say("An", "một")
    zalo_bot_double.say("An", "hai")
    async with polling(channel, office):
        await until(lambda: len(office.heard) == 2)
        zalo_bot_double.say("An", "ba")
        await until(lambda: len(office.heard) == 3)
    assert office.heard == ["một", "hai", "ba"]
    assert zalo_bot_double.calls("getUpdates")[0].args == {"timeout": "5"}


async def test_a_message_that_could_not_be_taken_in_is_held_and_tried_again(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office()
    office.stumbles = 3
    zalo_bot_double.say("An", "một")
    zalo_bot_double.say("An", "hai")
    async with polling(channel, office):
        await until(lambda: len(office.heard) == 2)
    assert office.heard == ["một", "hai"]
    assert "một" not in caplog.text


async def test_a_message_that_never_gets_in_does_not_hold_up_the_others_for_ever(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office()
    office.stumbles = len(SOON) + 1
    zalo_bot_double.say("An", "một")
    zalo_bot_double.say("An", "hai")
    async with polling(channel, office):
        await until(lambda: office.heard)
    assert office.heard == ["hai"]
    assert "given up and is lost" in caplog.text


async def test_one_chat_that_takes_its_time_holds_up_no_other_and_the_end_waits_for_it(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    office = Office()
    gate = office.gates["một"] = asyncio.Event()
    for name, text in (("An", "một"), ("An", "hai"), ("Bình", "ba")):
        zalo_bot_double.say(name, text)
    async with polling(channel, office):
        await until(lambda: office.heard)
        assert office.heard == ["ba"]
        await until(lambda: zalo_bot_double.pending == 0)
        asyncio.get_running_loop().call_later(0.05, gate.set)
    assert office.heard == ["ba", "một", "hai"]


async def test_whether_zalo_gives_messages_is_noted_at_each_turn(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    office, noted = Office(), list[bool]()
    await channel.set_webhook("https://elsewhere.invalid/", "a-secret-of-theirs")
    task = asyncio.create_task(channel.poll(office.on_message, wait=1, pauses=SOON, note=noted.append))
    await until(lambda: noted)
    assert not noted[-1]
    await channel.drop_webhook()
    zalo_bot_double.say("An", "một")
    await until(lambda: noted[-1])
    task.cancel()
    await asyncio.wait({task})
    assert office.heard == ["một"]


@pytest.mark.parametrize("idle", ["408", "empty", "html"])
async def test_nothing_to_tell_is_borne_in_silence_and_without_haste(
    channel: ZaloBotChannel,
    zalo_bot_double: FakeZaloBot,
    caplog: pytest.LogCaptureFixture,
    idle: Literal["408", "empty", "html"],
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    zalo_bot_double.switches.idle = idle
    office = Office()
    async with polling(channel, office, wait=0, pauses=(0.02, 30.0)):
        await until(lambda: len(zalo_bot_double.calls("getUpdates")) == 2)
        await asyncio.sleep(0.1)
        assert len(zalo_bot_double.calls("getUpdates")) == 2
    assert [record for record in caplog.records if record.name.startswith("bot")] == []


async def test_trouble_is_told_once_and_passes(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office()
    zalo_bot_double.fail_next("getUpdates", 403, 403, 403, "disconnect", 429)
    zalo_bot_double.say("An", "một")
    async with polling(channel, office):
        await until(lambda: office.heard)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert len(told) == 3
    assert told[0] == "polling Zalo: Internal server error; trying again"


async def test_while_a_webhook_is_set_the_poll_waits_and_says_why(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    await channel.set_webhook("http://127.0.0.1:9/x", "a secret of 16 letters")
    office = Office()
    async with polling(channel, office):
        await until(lambda: "is a webhook set?" in caplog.text)
        await channel.drop_webhook()
        zalo_bot_double.say("An", "một")
        await until(lambda: office.heard)
    assert len(zalo_bot_double.calls("deleteWebhook")) == 1  # that of the test: a poll never drops it by itself


def test_pauses_grow_to_a_minute() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert PAUSES[-1] == 60

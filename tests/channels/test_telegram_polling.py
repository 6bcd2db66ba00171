"""The long poll: nothing is confirmed before it was taken in."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.polling import PAUSES
from bot.fakes.telegram import FakeTelegram
from bot.talk import Choice, Incoming, Parcel
from tests import doubles
from tests.doubles import until

SOON = (0.01,)


class Office:
    """Takes messages in and remembers them; stumbles where it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.stumbles: dict[str, int] = {}
        self.gates: dict[str, asyncio.Event] = {}

    async def on_message(self, incoming: Incoming) -> None:
        if incoming.text in self.gates:
            await self.gates[incoming.text].wait()
        if self.stumbles.get(incoming.text):
            self.stumbles[incoming.text] -= 1
            raise RuntimeError(f"no room for {incoming.text}")
        self.heard.append(incoming.text)


@asynccontextmanager
async def polling(channel: TelegramChannel, office: Office, wait: int = 5) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.poll(office.on_message, wait=wait, pauses=SOON))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert task.cancelled()


@pytest.fixture
def office() -> Office:
    return Office()


async def test_what_was_said_while_nobody_listened_comes_first(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    telegram_double.say(5, "một")
    telegram_double.say(5, "hai")
    async with polling(telegram_channel, office):
        await until(lambda: len(office.heard) == 2)
        telegram_double.say(5, "ba")
        await until(lambda: len(office.heard) == 3)
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một", "hai", "ba"]


async def test_it_is_noted_whether_the_platform_gives_its_updates(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    noted: list[bool] = []
    telegram_double.fail("getUpdates", 502, times=2)
    task = asyncio.create_task(telegram_channel.poll(office.on_message, wait=1, pauses=SOON, note=noted.append))
    await until(lambda: len(noted) >= 2)
    telegram_double.say(5, "một")
    await until(lambda: len(noted) >= 3)
    task.cancel()
    assert noted[:3] == [False, False, True]


async def test_an_update_is_confirmed_only_after_it_was_taken_in(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    gate = office.gates["một"] = asyncio.Event()
    telegram_double.say(5, "một")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.calls("getUpdates"))
        await asyncio.sleep(0.05)
        assert (telegram_double.pending, len(telegram_double.calls("getUpdates"))) == (1, 1)
        gate.set()
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một"]


async def test_an_update_that_failed_is_tried_again_until_it_is_in(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    office.stumbles["một"] = 3
    telegram_double.say(5, "một")
    telegram_double.say(5, "hai")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một", "hai"]


async def test_a_failure_in_one_chat_neither_holds_nor_repeats_the_others(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    office.stumbles["An 1"] = 3
    for text in ("An 1", "An 2"):
        telegram_double.say(5, text)
    for text in ("Bình 1", "Bình 2"):
        telegram_double.say(6, text)
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["Bình 1", "Bình 2", "An 1", "An 2"]


async def test_chats_go_side_by_side_and_each_keeps_its_order(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    gate = office.gates["An 1"] = asyncio.Event()
    telegram_double.say(5, "An 1")
    telegram_double.say(5, "An 2")
    telegram_double.say(6, "Bình 1")
    async with polling(telegram_channel, office):
        await until(lambda: office.heard)
        assert office.heard == ["Bình 1"]
        gate.set()
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["Bình 1", "An 1", "An 2"]


async def test_more_updates_than_one_batch_holds_all_arrive_in_order(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    texts = [str(number) for number in range(250)]
    for text in texts:
        telegram_double.say(5, text)
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == texts


async def test_a_poll_that_was_killed_before_confirming_hears_the_update_again(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    office.gates["một"] = asyncio.Event()
    telegram_double.say(5, "một")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.calls("getUpdates"))
    assert (office.heard, telegram_double.pending) == ([], 1)
    office.gates.clear()
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một"]


async def test_an_update_brought_twice_is_handed_over_twice_and_harms_nothing_after(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    first = telegram_double.say(5, "một")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
        telegram_double.say(5, "hai")
        await until(lambda: telegram_double.pending == 0)
        telegram_double.redeliver(first)
        await until(lambda: len(office.heard) == 3)
        telegram_double.say(5, "ba")
        await until(lambda: len(office.heard) == 4)
    assert office.heard == ["một", "hai", "một", "ba"]


async def test_numbers_that_start_anew_after_a_quiet_week_are_heard(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    async with polling(telegram_channel, office):
        telegram_double.say(5, "một")
        await until(lambda: telegram_double.pending == 0)
        telegram_double.restart_numbers(41)
        telegram_double.say(5, "hai")
        await until(lambda: len(office.heard) == 2)
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một", "hai"]


async def test_a_tapped_button_is_taken_in_first_and_answered_then(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    telegram_double.person(5)
    gate = office.gates["/xong 42"] = asyncio.Event()
    choices = ((Choice("Xong", "/xong 42"),),)
    number = await telegram_channel.send("5", Parcel("letter-1", "Xong chưa?", choices))
    async with polling(telegram_channel, office):
        telegram_double.press(5, int(number), "Xong")
        await asyncio.sleep(0.05)
        assert telegram_double.answered_taps == 0
        gate.set()
        await until(lambda: telegram_double.answered_taps == 1)
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["/xong 42"]
    assert telegram_double.sent(5)[0].labels == ["Xong"]


async def test_a_tap_too_old_to_answer_is_confirmed_all_the_same(
    telegram_channel: TelegramChannel,
    telegram_double: FakeTelegram,
    office: Office,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram_double.person(5)
    choices = ((Choice("Xong", "/xong 42"),),)
    number = await telegram_channel.send("5", Parcel("letter-1", "Xong chưa?", choices))
    telegram_double.press(5, int(number), "/xong 42")
    telegram_double.expire_taps()
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["/xong 42"]
    assert "a tap was not answered: Query is too old" in caplog.text
    assert "/xong" not in caplog.text


async def test_an_update_that_cannot_be_read_is_confirmed_and_those_behind_it_arrive(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    telegram_double.push("message", {"a shape": "of next year", "chat": 5})
    telegram_double.say(5, "một")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một"]


async def test_only_updates_that_are_read_are_asked_for(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.calls("getUpdates"))
        assert telegram_double.state.queue.allowed == {"message", "callback_query", "my_chat_member"}
        assert telegram_double.push("poll", {"id": "1"}) == 0


async def test_a_webhook_that_is_still_set_is_taken_away_and_loses_nothing(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    await telegram_channel.set_webhook("http://127.0.0.1:9/none", "secret")
    telegram_double.say(5, "một")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    assert office.heard == ["một"]
    assert telegram_double.state.hook is None


async def test_without_a_webhook_none_is_taken_away(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.calls("getUpdates"))
    assert telegram_double.calls("deleteWebhook") == []


@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (lambda fake: fake.fail("getUpdates", 409, times=4), "Conflict: terminated by other getUpdates"),
        (lambda fake: fake.fail("getUpdates", 502, times=4), "Bad Gateway"),
        (lambda fake: fake.fail("getMe", 500, times=4), "Internal Server Error"),
        (lambda fake: fake.fail("getUpdates", 401, times=4), "Unauthorized"),
    ],
)
async def test_trouble_is_told_once_and_polling_goes_on(
    telegram_double: FakeTelegram,
    office: Office,
    caplog: pytest.LogCaptureFixture,
    arrange: Callable[[FakeTelegram], None],
    words: str,
) -> None:
    caplog.set_level(logging.INFO, "bot")
    channel = TelegramChannel(telegram_double.token, base_url=telegram_double.base_url)
    arrange(telegram_double)
    telegram_double.say(5, "một")
    async with polling(channel, office):
        await until(lambda: telegram_double.pending == 0)
    await channel.stop()
    assert office.heard == ["một"]
    (told,) = [record for record in caplog.records if record.name.startswith("bot.channels")]
    assert words in told.getMessage()


async def test_a_network_that_comes_back_finds_the_poll_waiting(office: Office) -> None:
    fake = FakeTelegram()
    with doubles.running_telegram(fake):
        channel = TelegramChannel(fake.token, base_url=fake.base_url, timeout=1)
        await channel.start()
    async with polling(channel, office):
        await asyncio.sleep(0.05)
        fake.state.queue.closed = False
        fake.say(5, "một")
        with doubles.running(fake.app, port=int(fake.url.rpartition(":")[2])):
            await until(lambda: fake.pending == 0)
            fake.close()
    await channel.stop()
    assert office.heard == ["một"]


async def test_two_polls_of_one_bot_both_go_on_and_nothing_is_lost(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    async with (
        doubles.started(telegram_double) as rival,
        polling(telegram_channel, office),
        polling(rival, office),
    ):
        for number in range(5):
            telegram_double.say(5, str(number))
            await until(lambda: telegram_double.pending == 0)
    assert sorted(set(office.heard)) == ["0", "1", "2", "3", "4"]


async def test_a_failure_in_the_office_is_told_without_the_words_of_the_message(
    telegram_channel: TelegramChannel,
    telegram_double: FakeTelegram,
    office: Office,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    office.stumbles["Tố giác ông B"] = 3
    telegram_double.say(5, "Tố giác ông B")
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.pending == 0)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("bot.channels")]
    assert len(told) == 1
    assert "RuntimeError at " in told[0]
    assert "ông B" not in caplog.text


async def test_a_pause_telegram_asks_for_is_kept(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, office: Office
) -> None:
    telegram_double.say(5, "một")
    telegram_double.fail("getUpdates", 429, retry_after=60)
    async with polling(telegram_channel, office):
        await until(lambda: telegram_double.calls("getUpdates"))
        await asyncio.sleep(0.1)
        assert len(telegram_double.calls("getUpdates")) == 1


def test_the_pauses_grow_to_a_minute() -> None:
    assert PAUSES == (1, 2, 4, 8, 16, 32, 60)

"""Who waits for a turn at a platform that counts."""

import asyncio

import pytest

from bot.channels.pacing import Pacer, Paces
from bot.channels.telegram import TelegramChannel
from bot.fakes.telegram import FakeTelegram
from bot.rules.pacing import Pace
from bot.talk import ChannelError, Parcel

QUICK = Pace(1000, burst=1000)
ANSWER, ROUND = 0, 2


async def test_an_answer_goes_before_reminders_that_were_there_first() -> None:
    pacer = Pacer(Paces(Pace(50), QUICK, QUICK))
    went: list[str] = []

    async def send(chat: str, urgency: int) -> None:
        await pacer.turn(chat, urgency)
        went.append(chat)

    reminders = [asyncio.create_task(send(f"nhắc {number}", ROUND)) for number in range(6)]
    await asyncio.sleep(0.01)
    await asyncio.gather(send("trả lời", ANSWER), *reminders)
    assert went.index("trả lời") <= 2
    assert [one for one in went if one != "trả lời"] == [f"nhắc {number}" for number in range(6)]


async def test_a_chat_that_has_to_wait_holds_up_nobody_else() -> None:
    pacer = Pacer(Paces(QUICK, Pace(0.001), QUICK))
    await pacer.turn("đông", ROUND)
    late = asyncio.create_task(pacer.turn("đông", ROUND))
    for number in range(20):
        await pacer.turn(f"khác {number}", ROUND)
    assert not late.done()
    late.cancel()


async def test_who_gives_up_waiting_leaves_their_turn_to_the_next() -> None:
    pacer = Pacer(Paces(Pace(20), QUICK, QUICK))
    await pacer.turn("a", ROUND)
    left, stays = (asyncio.create_task(pacer.turn(chat, ROUND)) for chat in ("b", "c"))
    await asyncio.sleep(0)
    left.cancel()
    await stays
    assert left.cancelled()


async def test_a_refused_chat_rests_alone_until_several_are_refused() -> None:
    pacer = Pacer(Paces(QUICK, QUICK, QUICK))
    for chat in ("a", "b"):
        await pacer.turn(chat, ROUND)
        pacer.refused(chat, 1000)
    await pacer.turn("khác", ROUND)
    pacer.refused("khác", 1000)
    waiting = asyncio.create_task(pacer.turn("mới", ROUND))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    waiting.cancel()


async def test_telegrams_refusal_is_told_with_its_pause_and_lets_the_chat_rest(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    for number in (5, 6):
        telegram_double.person(number, f"Người {number}")
    telegram_double.fail("sendMessage", 429, retry_after=1000)
    with pytest.raises(ChannelError) as caught:
        await telegram_channel.send("5", Parcel("1", "Chào"))
    assert caught.value.retry_after == 1000
    resting = asyncio.create_task(telegram_channel.send("5", Parcel("2", "Chào")))
    assert await telegram_channel.send("6", Parcel("3", "Chào"))
    assert not resting.done()
    resting.cancel()

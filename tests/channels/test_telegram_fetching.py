"""Files that people sent, fetched from Telegram."""

import pytest

from bot.channels.telegram import TelegramChannel, read_update
from bot.fakes.telegram import FakeTelegram
from bot.talk import Attachment, ChannelError

MEGABYTE = 1024 * 1024


def last_attachment(fake: FakeTelegram) -> Attachment:
    incoming = read_update(fake.state.queue.take(0, 100)[-1], "")
    assert incoming is not None
    return incoming.attachments[0]


async def test_a_photo_is_fetched_in_its_best_size(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.send_photo(5, b"\xff\xd8\xff the picture", "Ổ gà")
    attachment = last_attachment(telegram_double)
    assert attachment.kind == "photo"
    assert await telegram_channel.fetch(attachment, MEGABYTE) == b"\xff\xd8\xff the picture"


async def test_a_file_of_exactly_the_limit_is_fetched(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.send_file(5, "document", b"x" * 1000, name="Kế hoạch.docx")
    assert await telegram_channel.fetch(last_attachment(telegram_double), 1000) == b"x" * 1000


async def test_a_file_over_the_limit_is_refused_without_asking(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.send_file(5, "document", b"x" * 1001, name="Kế hoạch.docx")
    with pytest.raises(ChannelError, match="too large") as caught:
        await telegram_channel.fetch(last_attachment(telegram_double), 1000)
    assert caught.value.permanent
    assert telegram_double.calls("getFile") == []


async def test_the_size_telegram_tells_later_counts_too(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.send_file(5, "voice", b"x", size=1001)
    unsized = Attachment("voice", last_attachment(telegram_double).ref)
    with pytest.raises(ChannelError, match="too large") as caught:
        await telegram_channel.fetch(unsized, 1000)
    assert caught.value.permanent


@pytest.mark.parametrize("known_size", [0, 20 * MEGABYTE + 1])
async def test_a_file_telegram_gives_to_no_bot_is_refused_for_good(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, known_size: int
) -> None:
    telegram_double.send_file(5, "video", b"film", name="a.mp4", size=20 * MEGABYTE + 1)
    attachment = Attachment("video", last_attachment(telegram_double).ref, size=known_size)
    with pytest.raises(ChannelError, match=r"too (large|big)") as caught:
        await telegram_channel.fetch(attachment, 100 * MEGABYTE)
    assert caught.value.permanent


async def test_a_file_nobody_knows_is_refused_for_good(telegram_channel: TelegramChannel) -> None:
    with pytest.raises(ChannelError, match="Invalid file_id") as caught:
        await telegram_channel.fetch(Attachment("photo", "unknown"), MEGABYTE)
    assert caught.value.permanent


async def test_a_file_out_of_reach_for_now_may_be_asked_for_again(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    words = "Bad Request: wrong file_id or the file is temporarily unavailable"
    telegram_double.fail("getFile", 400, words)
    with pytest.raises(ChannelError, match="temporarily unavailable") as caught:
        await telegram_channel.fetch(Attachment("photo", "x"), MEGABYTE)
    assert not caught.value.permanent


async def test_a_link_that_ran_out_may_be_asked_for_again(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.send_photo(5, b"\xff\xd8\xff")
    attachment = last_attachment(telegram_double)
    telegram_double.fail("file", 404, "Not Found")
    with pytest.raises(ChannelError, match="no longer has the file") as caught:
        await telegram_channel.fetch(attachment, MEGABYTE)
    assert not caught.value.permanent
    assert await telegram_channel.fetch(attachment, MEGABYTE) == b"\xff\xd8\xff"


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_trouble_while_fetching_passes(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, method: str
) -> None:
    telegram_double.send_photo(5, b"\xff\xd8\xff")
    telegram_double.fail(method, 502)
    with pytest.raises(ChannelError, match="Bad Gateway") as caught:
        await telegram_channel.fetch(last_attachment(telegram_double), MEGABYTE)
    assert not caught.value.permanent

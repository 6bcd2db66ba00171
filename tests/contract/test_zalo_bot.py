"""Zalo's bot platform as it is served: called, over its quota, with what it brings and what it does not."""

import asyncio
import json
import logging
from pathlib import Path

import pytest

from bot.fakes.zalo_bot import FakeZaloBot
from tests.contract.offices import at, put_store, zalo_bot
from tests.doubles import until

SECRET = "a-secret-of-the-webhook"
WEBHOOK = {"DONDOC_ZALO_BOT_MODE": "webhook", "DONDOC_ZALO_BOT_SECRET": SECRET}
WORDS = "ông Bảy lấn đường"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any logger says, at its most talkative, but for what a database is asked."""
    for name in ("", "bot", "httpx", "httpcore", "uvicorn", "uvicorn.error", "asyncio", "apscheduler"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


async def test_zalo_calls_and_each_message_is_answered_once_and_nothing_secret_is_logged(
    zalo_bot_double: FakeZaloBot, migrated_file: Path, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async with zalo_bot(put_store(migrated_file, tmp_path), zalo_bot_double, WEBHOOK) as office:
        fake = zalo_bot_double
        await until(lambda: fake.methods.hook is not None)
        assert len(fake.calls("setWebhook")) == 1
        await office.phone("bà Sáu").say("/trogiup")
        await office.hears("bà Sáu", "kèm ảnh nếu có")
        event = {"event_name": "message.text.received", "message": said("again", "/riengtu", fake.chat_of("bà Sáu"))}
        for _ in range(3):
            fake.inject(event)
        await until(lambda: len(fake.hook_statuses) == 4)
        for _ in range(2):
            fake.send_unsupported("bà Sáu")
        fake.send_unsupported("bà Sáu", group="Tổ 3")
        await office.phone("bà Sáu").say(WORDS)
        await office.hears("bà Sáu", "dữ liệu cá nhân")
        assert set(fake.hook_statuses) == {200}
        answers = [post.text for post in fake.sent("bà Sáu")]
        assert sum("Xin viết bằng chữ" in text for text in answers) == 1
        assert len(answers) == 4
        assert fake.sent("Tổ 3") == []
    told = "\n".join(record.getMessage() + repr(record.args) for record in log.records)
    assert "httpx" in {record.name for record in log.records}
    for secret in (fake.token, fake.token.partition(":")[2], SECRET, WORDS, json.dumps(WORDS)):
        assert secret not in told


def said(number: str, text: str, who: str) -> dict[str, object]:
    chat = {"id": who, "chat_type": "PRIVATE"}
    return {"message_id": number, "from": {"id": who}, "chat": chat, "text": text, "date": 1}


async def test_over_its_quota_the_channel_is_left_alone_until_tomorrow_and_nothing_is_lost(
    zalo_bot_double: FakeZaloBot, migrated_file: Path, tmp_path: Path
) -> None:
    async with zalo_bot(put_store(migrated_file, tmp_path), zalo_bot_double) as office:
        fake = zalo_bot_double
        await office.seat("Quản Trị")
        await office.phone("Quản Trị").say("/moi 1")
        assert "https://bot.zaloplatforms.com/bots/4700000001 rồi nhắn" in await office.hears("Quản Trị", "Lời mời")
        fake.fail_next("sendMessage", 429)
        await office.phone("bà Sáu").say("/trogiup")
        await until(lambda: len(fake.state.faults["sendMessage"]) == 0)
        await office.written_down()  # what is on its way by then was let go before anybody knew
        tried = len(fake.calls("sendMessage"))
        await office.phone("bà Tám").say("/trogiup")
        await asyncio.sleep(0.5)
        assert len(fake.calls("sendMessage")) == tried
        office.clock.skip(to=at(21, 1))
        await office.hears("bà Sáu", "/riengtu")
        await office.hears("bà Tám", "/riengtu")
        office.clock.skip(to=at(23, 8))
        assert "Zalo Bot" in await office.hears("Quản Trị", "đã hết lượt gửi")

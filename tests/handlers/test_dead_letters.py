"""What could not be delivered or taken in is listed for whoever looks after the bot, and dealt with by a tap."""

import pytest

from bot.commands import WORDS, Command
from bot.desk import Desk
from bot.rules.access import EVERYONE
from bot.talk import ChannelError, Reply
from tests.talks import LAMP, Town


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Quản Trị", "Chị Lan")
    return town


async def test_letters_that_no_platform_takes_are_sent_again_by_a_tap(town: Town) -> None:
    town.line.refuse["Chị Lan"] = ChannelError("Bad Request: chat not found", permanent=True)
    await town.say("bà Sáu", LAMP)
    await town.say("ông Ba", LAMP.replace("chợ", "trường"))
    told = await town.say("Quản Trị", "/thuhong")
    assert "Cho Chị Lan" in told
    assert "chat not found" in told
    assert LAMP not in told
    assert "không nhận được tin này nữa" in await town.tap("Quản Trị", "Bỏ tin 2")
    await town.tap("Quản Trị", "Bỏ hẳn")
    del town.line.refuse["Chị Lan"]
    told = await town.tap("Quản Trị", "Gửi lại tin 1")
    assert "gửi lại tin này" in told
    assert "Không có tin nào lỗi" in told
    assert [LAMP in text for text in town.heard("Chị Lan")] == [True]


async def test_all_of_them_at_once(town: Town) -> None:
    town.line.refuse["Chị Lan"] = ChannelError("no", permanent=True)
    await town.say("bà Sáu", LAMP)
    await town.say("ông Ba", LAMP.replace("chợ", "trường"))
    del town.line.refuse["Chị Lan"]
    await town.say("Quản Trị", "/thuhong")
    assert "gửi lại 2 tin" in await town.tap("Quản Trị", "Gửi lại tất cả")
    assert len(town.heard("Chị Lan")) == 2


async def test_letters_of_others_and_those_that_arrived_are_left_alone(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    before = town.heard("Chị Lan")
    for words in ("/guilaithu 1", "/guilaithu x", "/guilaithu tất cả", "/bothu 999999", "/bothu"):
        assert "Không có tin nào lỗi" in await town.say("Quản Trị", words)
    assert town.heard("Chị Lan") == before


async def test_updates_that_were_set_aside_are_listed_without_their_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_desk: Desk, words: str) -> Reply:
        raise KeyError(words)

    monkeypatch.setitem(WORDS, "trogiup", Command("trogiup", breaks, EVERYONE))
    await town.say("bà Sáu", "/trogiup chuyện riêng")
    told = await town.say("Quản Trị", "/thuhong")
    assert "bị lỗi khi xử lý" in told
    assert "chuyện riêng" not in told
    assert "bà Sáu" not in told
    assert "Không có tin nào lỗi" in await town.tap("Quản Trị", "Đã xem")

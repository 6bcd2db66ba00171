"""The way of a message through failures."""

import asyncio
import logging
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.app import App
from bot.commands import WORDS, Command
from bot.desk import Desk
from bot.rules.access import EVERYONE
from bot.talk import Incoming, Reply
from storage.files import Attachment as KeptFile
from storage.inbox import was_seen
from storage.people import Account
from storage.store import Store
from tests.talks import Town, case_of, code_in, photo
from tests.towns import founded_file, town, town_store

LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


__all__ = ["founded_file", "town", "town_store"]


def breaks(_desk: Desk, words: str) -> Reply:
    raise KeyError(words)


@pytest.fixture
def broken_town(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town where /trogiup has a fault."""
    broken = Command("trogiup", breaks, EVERYONE)
    monkeypatch.setitem(WORDS, "trogiup", broken)
    return town


async def test_a_handler_that_fails_is_apologised_for_once_and_others_go_on(broken_town: Town) -> None:
    assert "Xin lỗi" in await broken_town.say("bà Sáu", "/trogiup chuyện riêng", update="5")
    assert await broken_town.say("bà Sáu", "/trogiup chuyện riêng", update="5") == ""
    assert "XT-" in await broken_town.say("bà Sáu", LAMP)


async def test_the_log_of_a_failure_has_no_words_of_the_citizen(
    broken_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await broken_town.say("bà Sáu", "/trogiup chuyện riêng")
    assert "KeyError" in caplog.text
    assert "chuyện riêng" not in caplog.text


async def test_an_update_is_seen_with_its_effects_or_not_at_all(town: Town) -> None:
    await town.say("bà Sáu", LAMP, update="9")
    with town.store.transaction() as session:
        assert was_seen(session, town.office_id, "line", "9")
        assert not was_seen(session, town.office_id, "line", "10")


async def test_a_file_that_the_platform_lost_is_said_so_and_nothing_is_registered(town: Town) -> None:
    answer = await town.say("bà Sáu", LAMP, files=(photo("lost"),))
    assert "không tải được" in answer
    assert "XT-" not in answer


async def test_an_unknown_command_gets_a_sentence(town: Town) -> None:
    assert "không có lệnh /xyz" in await town.say("bà Sáu", "/xyz")


async def test_what_no_database_keeps_is_left_out(town: Town) -> None:
    town.seat("Chị Lan")
    assert "XT-" in await town.say("bà Sáu", LAMP + "\0 \ud800")
    assert "\0" not in town.heard("Chị Lan")[-1]


@pytest.mark.parametrize("number", ["²", "9" * 30, "-1", "0x1", "1 2 3"])
async def test_odd_numbers_in_commands_get_an_answer(town: Town, number: str) -> None:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh", "Quản Trị")
    for who, commands in (
        ("Chị Lan", ("v", "xong", "viec", "tuan", "pa", "nhan", "traloi", "chuyen", "giahan")),
        ("Bà Thư", ("luukh", "bokh", "dunghan", "suahan", "khonghan", "phanloai", "khongnhan", "ra_soat")),
        ("Ông Lãnh", ("tinhhinh", "tinhhinh dv", "tinhhinh tre", "duyet")),
        ("Quản Trị", ("moi",)),
    ):
        for command in commands:
            told = await town.say(who, f"/{command} {number}")
            assert told
            assert "Xin lỗi" not in told, command


@pytest.mark.parametrize("odd", ["x" * 9_000, "half a sign \ud800", "a\x00b"], ids=["long", "half", "control"])
@pytest.mark.parametrize("name", ["sender", "address", "update_id", "phone"])
async def test_a_name_that_no_platform_gives_leaves_nothing_and_does_not_come_again(
    town: Town, name: str, odd: str
) -> None:
    usual = Incoming("line", "1", "nobody", "nobody", "Xin chào")
    await town.app.intake(town.office_id).on_message(replace(usual, **{name: odd}))  # type: ignore[arg-type]
    with town.store.transaction() as session:
        addresses = session.exec(select(Account.address)).all()
    assert not {"nobody", odd} & {*addresses}


async def test_an_emoji_name_is_kept_as_it_is(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("🌸 Sáu 🌸", LAMP)
    code = code_in(town.heard("Chị Lan")[-1])
    assert "🌸 Sáu 🌸" in await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")


async def test_strange_callbacks_are_answered_like_any_command(town: Town) -> None:
    for command in ("/xong 1", "/duyet 1 co", "/traloi 1", "/danhgia XT-AAAAAA 5", "/tuan 1 dung", "/luukh 1", "/v x"):
        assert await town.say("người lạ", command)


async def test_an_empty_message_is_asked_for_words(town: Town) -> None:
    assert "bằng chữ" in await town.say("bà Sáu", "")


async def test_a_file_with_half_a_sign_in_its_name_is_kept(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    odd = replace(photo(), name="ảnh \ud83d.jpg", mime="image/\x00jpeg")
    assert "XT-" in await town.say("bà Sáu", LAMP, files=(odd,))
    with store.transaction() as session:
        assert list(session.exec(select(KeptFile.name))) == ["ảnh .jpg"]


class Shut(Store):
    """A store that fails as no database does."""

    def transaction(self) -> AbstractContextManager[Session]:  # type: ignore[override]
        raise RuntimeError("can't start new thread")


async def test_who_waits_for_a_transaction_that_cannot_even_begin_is_told(town: Town) -> None:
    app = App(replace(town.shop, store=Shut(town.store.url)), lambda: town.now)
    said = [Incoming("line", name, name, name, "Xin chào") for name in ("an", "ba")]
    heard = await asyncio.gather(*(app.intake(town.office_id).on_message(one) for one in said), return_exceptions=True)
    assert [type(one) for one in heard] == [RuntimeError, RuntimeError]

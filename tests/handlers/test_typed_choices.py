"""A channel without buttons: what is typed is tapped, and what cannot be read is asked for in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.rules.states import LetterState
from bot.talk import Incoming
from storage.letters import Letter
from storage.people import account_at
from tests.storage.rows import new_letter
from tests.talks import FRIDAY, LAMP, TRAITS, Town, adopt

SOON = "Dọn kho|Phòng Kinh tế|25/11/2026"


@pytest.fixture
def typed(town: Town) -> Town:
    traits = replace(TRAITS, buttons=False)
    town.line.traits = traits
    town.shop.office(town.office_id).tools.traits["line"] = traits  # type: ignore[index]  # the kit's own dictionary
    return town


def unreadable(number: int, private: bool = True) -> Incoming:
    return Incoming("line", f"odd {number}", "bà Sáu", "bà Sáu", private=private, presence="unreadable")


async def test_a_number_taps_also_while_words_are_waited_for(typed: Town) -> None:
    typed.seat("Bà Thư", "Chị Lan")
    await adopt(typed, SOON)
    await typed.say("Chị Lan", "/viec")
    await typed.say("Chị Lan", "1")
    asked = await typed.tap("Chị Lan", "Đã xong")
    assert "sản phẩm" in asked
    assert "Đúng hạn" in await typed.say("Chị Lan", "Không có sản phẩm")


async def test_what_cannot_be_read_is_answered_once_a_day_and_never_in_a_group(typed: Town) -> None:
    typed.agree("bà Sáu")
    for number in range(3):
        await typed.hear(unreadable(number))
    await typed.hear(unreadable(9, private=False))
    (told,) = typed.heard("bà Sáu")
    assert "Xin viết bằng chữ" in told
    typed.now = FRIDAY.replace(day=21)
    await typed.hear(unreadable(10))
    assert len(typed.heard("bà Sáu")) == 2


async def test_what_cannot_be_read_breaks_no_conversation_off(typed: Town) -> None:
    typed.strangers = True
    await typed.say("bà Sáu", LAMP)
    await typed.hear(unreadable(1))
    assert "Đã tiếp nhận" in await typed.say("bà Sáu", "1")


async def test_a_number_typed_while_another_letter_is_on_its_way_is_asked_back(typed: Town) -> None:
    typed.seat("Bà Thư", "Chị Lan")
    await adopt(typed, SOON)
    await typed.say("Chị Lan", "/viec")
    with typed.store.transaction() as session:
        lan = account_at(session, typed.office_id, "line", "Chị Lan")
        assert lan
        choices = [[["Duyệt", "/duyet 1 co"]]]
        letter = new_letter(typed.office_id, lan.person_id, "new", choices=choices, state=LetterState.SENDING)
        letter.claimed_until = typed.now + timedelta(minutes=1)
        session.add(letter)
    await typed.say("Chị Lan", "1")
    with typed.store.transaction() as session:
        letter = session.exec(select(Letter).where(Letter.key == "new")).one()
        letter.state = LetterState.SENT
        session.add(letter)
    await typed.app.tick()
    assert "nhắn lại số" in typed.heard("Chị Lan")[-1]
    assert "Dọn kho" in await typed.say("Chị Lan", "1")


async def test_where_a_figure_is_waited_for_numbers_are_figures_and_choices_have_letters(typed: Town) -> None:
    typed.seat("Bà Thư", "Chị Lan")
    await typed.say("Bà Thư", "thêm chỉ tiêu: Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Phòng Kinh tế, hằng tháng")
    await typed.say("Chị Lan", "/solieu 1")
    (row,) = typed.line.sent["Chị Lan"][-1].choices
    assert [choice.label for choice in row] == ["a. Thôi"]
    assert "1 %" in await typed.say("Chị Lan", "1")
    await typed.say("Chị Lan", "/solieu 1")
    assert "Đã dừng" in await typed.say("Chị Lan", "a")


async def test_in_a_group_without_buttons_a_number_taps_and_other_words_are_not_heard(typed: Town) -> None:
    typed.seat("Ông Lãnh")

    async def say(text: str, number: str) -> None:
        await typed.hear(Incoming("line", number, "nhóm KT", "Ông Lãnh", text, private=False))

    await say("/nhom", "1")
    label = typed.line.sent["nhóm KT"][-1].choices[0][0].label
    await say("chào mọi người", "2")
    assert len(typed.heard("nhóm KT")) == 1
    await say("1", "3")
    assert len(typed.heard("nhóm KT")) == 2
    assert label.removeprefix("Nhóm ")[:8] in typed.heard("nhóm KT")[-1]

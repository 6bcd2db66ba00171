"""The lead asks in a word and sees."""

import pytest

from tests.talks import LAMP, Town, adopt, answered

LATE = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|19/11/2026"
WEEK = "Nạo vét kênh|Phòng Kinh tế|20/11/2026"
NEXT = "Kiểm tra bếp ăn|Phòng Văn hóa – Xã hội|27/11/2026"


async def with_plan(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh", "Chị Lan", "Anh Văn")
    town.now = town.now.replace(day=18)
    await adopt(town, LATE, WEEK, NEXT)
    town.now = town.now.replace(day=20)


@pytest.mark.parametrize("words", ["/tinhhinh", "tình hình", "tinh hinh", "Tình hình?"])
async def test_the_summary_answers_to_command_and_words(town: Town, words: str) -> None:
    await with_plan(town)
    told = await town.say("Ông Lãnh", words)
    assert "Nhiệm vụ đang theo dõi: 3" in told
    assert "trễ hạn 1" in told
    assert "đến hạn tuần này: 1" in told
    assert "Rà soát hộ nghèo" in told


async def test_the_summary_counts_by_unit(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Ông Lãnh", "/tinhhinh")
    assert "Phòng Văn hóa – Xã hội: 2 / 1" in told
    assert "Phòng Kinh tế: 1 / 0" in told


async def test_feedback_is_counted_open_late_and_answered_on_time(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    assert "đang chờ 1, trễ hẹn 0" in await town.say("Ông Lãnh", "/tinhhinh")
    await answered(town)
    assert "trả lời 1, đúng hạn 1 (100%)" in await town.say("Ông Lãnh", "/tinhhinh")


async def test_drill_down_to_the_single_duty_and_back(town: Town) -> None:
    await with_plan(town)
    await town.say("Ông Lãnh", "/tinhhinh")
    assert "Việc trễ hạn: 1" in await town.tap("Ông Lãnh", "Trễ hạn")
    assert "Trễ hạn</b>, hạn là thứ Năm, 19/11/2026" in await town.tap("Ông Lãnh", "1. Rà soát")
    await town.say("Ông Lãnh", "/tinhhinh")
    assert "Nạo vét kênh" in await town.tap("Ông Lãnh", "Tuần này")
    assert "Nhiệm vụ đang theo dõi" in await town.tap("Ông Lãnh", "Về tình hình chung")
    assert "Kiểm tra bếp ăn" in await town.tap("Ông Lãnh", "Phòng Văn hóa")


async def test_an_official_sees_only_the_own_unit(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Chị Lan", "/tinhhinh")
    assert "Nhiệm vụ đang theo dõi: 1" in told
    assert "hộ nghèo" not in told


async def test_a_citizen_does_not_get_the_summary(town: Town) -> None:
    await with_plan(town)
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/tinhhinh")
    assert "Nhiệm vụ" not in await town.say("bà Sáu", "tình hình")


async def test_a_group_gets_nothing_of_the_office(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Ông Lãnh", "/tinhhinh", group="nhóm xã")
    assert "nhắn riêng" in told
    assert "hộ nghèo" not in told
    assert await town.say("Ông Lãnh", "tình hình", group="nhóm xã") == ""

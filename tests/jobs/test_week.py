"""Friday afternoon the bot asks, Monday morning the lead has the week."""

from datetime import datetime

from tests.talks import ZONE, Town, adopt

NEAR = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"
ALSO = "Sửa đường ấp 2|Phòng Kinh tế|04/12/2026"
OTHER = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|26/11/2026"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


async def start(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh")
    await adopt(town, NEAR, ALSO, OTHER)
    await town.app.tick()


def asked(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if "Báo cáo tuần" in text]


async def test_each_official_with_open_duties_is_asked_on_the_last_worked_afternoon(town: Town) -> None:
    await start(town)
    await town.until(at(20, 13, 59))
    assert not asked(town, "Chị Lan")
    await town.until(at(20, 14, 1))
    assert len(asked(town, "Chị Lan")) == 1
    assert len(asked(town, "Anh Văn")) == 1
    assert not asked(town, "Ông Lãnh")


async def test_the_answers_are_taps_then_words_and_reach_the_lead_on_monday(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    await town.tap("Chị Lan", "Có vướng mắc")
    await town.tap("Chị Lan", "Đúng tiến độ")
    await town.say("Chị Lan", "Thiếu máy đào, đề nghị xã thuê thêm")
    await town.until(at(23, 7, 31))
    (report,) = asked(town, "Ông Lãnh")
    assert "Có vướng mắc" in report
    assert "Nạo vét kênh" in report
    assert "Thiếu máy đào" in report
    assert "Chưa báo cáo</b>: Anh Văn" in report
    assert "Đến hạn tuần này: 1" in report


async def test_one_tap_answers_for_all(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    assert "muốn báo lãnh đạo" in await town.tap("Chị Lan", "Tất cả 2 việc")
    assert "đã đủ" in await town.tap("Chị Lan", "Không có gì thêm")
    await town.until(at(23, 7, 31))
    assert "Chị Lan" not in asked(town, "Ông Lãnh")[0].split("Chưa báo cáo")[1]


async def test_done_and_late_are_in_the_compiled_week(town: Town) -> None:
    await start(town)
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(at(30, 7, 31))
    last = asked(town, "Ông Lãnh")
    assert "Đã xong: 1" in last[0]
    assert "Nạo vét kênh" in last[0]
    assert "Trễ hạn: 1" in last[1]
    assert "Rà soát hộ nghèo" in last[1]


async def test_nobody_is_asked_twice_and_the_lead_gets_one_report(town: Town) -> None:
    await start(town)
    await town.until(at(23, 12))
    assert len(asked(town, "Chị Lan")) == 1
    assert len(asked(town, "Ông Lãnh")) == 1


async def test_a_week_that_passed_while_the_system_was_down_is_not_asked_about(town: Town) -> None:
    await start(town)
    town.now = at(23, 9)
    await town.app.tick()
    assert not asked(town, "Chị Lan")
    await town.until(at(27, 14, 1))
    assert len(asked(town, "Chị Lan")) == 1

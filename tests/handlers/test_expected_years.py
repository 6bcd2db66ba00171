"""Days off of 2027 are only expected so far: every answer that shows a day in it says so, and no other."""

from datetime import datetime

import pytest

from bot.acts.personal_calendar import personal_calendar
from tests.plan_talks import send_plan
from tests.talks import LAMP, ZONE, Town, adopt

NOTE = "Lịch nghỉ năm 2027 mới là dự kiến"
CLERK = "Bà Thư"
NEXT = "Nạo vét kênh|Phòng Kinh tế|15/01/2027"
NOW = "Phát quà|Phòng Kinh tế|25/12/2026"
EVENT = "Niêm yết bảng giá đất|Phòng Kinh tế|45 ngày sau khi tỉnh công bố"
REPORT = "Báo cáo thi đua|Phòng Kinh tế|Hằng năm"


def on(day: int, month: int, year: int = 2026, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Chị Lan", "/viec"),
        ("Chị Lan", "/v 1"),
        ("Chị Lan", "/vi_sao 1"),
        ("Chị Lan", "/dang 1"),
        ("Chị Lan", "/giahan 1"),
        ("Chị Lan", "/nhaclai 1 mai"),
        ("Chị Lan", "/bangiao"),
        ("Ông Lãnh", "/tinhhinh viec dv 2"),
        (CLERK, "/dong 1 0"),
        (CLERK, "/lich nghỉ 15/1/2027 vì lễ hội"),
        (CLERK, "/quy lich"),
    ],
)
async def test_every_answer_with_such_a_day_says_so(town: Town, who: str, words: str) -> None:
    town.seat(CLERK, "Chị Lan", "Ông Lãnh")
    await adopt(town, NEXT, REPORT)
    assert (await town.say(who, words)).count(NOTE) == 1


@pytest.mark.parametrize("words", ["/v 1", "/vi_sao 1", "/dang 1"])
async def test_a_day_of_this_year_is_certain(town: Town, words: str) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, NOW)
    assert NOTE not in await town.say("Chị Lan", words)


async def test_reminders_say_so(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, NEXT)
    await town.until(on(6, 1, 2027))
    ahead = [told for told in town.heard("Chị Lan") if "Nhắc việc" in told]
    assert ahead
    assert all(NOTE in told for told in ahead)


async def test_what_an_event_starts_or_a_lead_gives_says_so(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Ông Lãnh")
    await adopt(town, EVENT)
    await town.say(CLERK, "/sukien 1 0")
    assert NOTE in await town.say(CLERK, "20/11")
    assert NOTE in town.heard("Chị Lan")[-1]
    assert NOTE in await town.say("Ông Lãnh", "giao chị Lan họp dân trước 15/1/2027")
    assert NOTE in town.heard("Chị Lan")[-1]


async def test_a_citizens_receipt_says_so(town: Town) -> None:
    town.now = on(28, 12)
    told = await town.say("bà Sáu", LAMP)
    if NOTE not in told:  # the receipt follows the consent
        told = await town.tap("bà Sáu", "Đồng ý")
    assert NOTE in told


async def test_the_preview_of_a_plan_says_so(town: Town) -> None:
    town.seat(CLERK)
    town.now = on(4, 12)
    assert NOTE not in await send_plan(town, NOW)
    next_year = (NEXT.replace("15/01/2027", "Quý I"), "Họp mặt|Phòng Kinh tế|Tháng 3")
    told = await send_plan(town, *next_year, name="ke-hoach-2027.txt", year=2027)
    assert "Năm 2027" in told
    assert NOTE in told


async def test_the_personal_calendar_says_so_without_mark_up(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, NEXT, NOW)
    with town.store.transaction() as session:
        day = town.shop.day(session, town.office_id, town.now)
        text = personal_calendar(day, 2).decode().replace("\r\n ", "")
    assert text.count(NOTE) == 1
    assert "Hạn: thứ Sáu\\, 15/01/2027" in text
    assert "<i>" not in text

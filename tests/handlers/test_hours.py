"""A deadline with an hour keeps it: in every wording, in what is late, in what is given, moved or asked for."""

from datetime import date, datetime, time

from storage.occurrences import Duty, open_duties
from tests.plan_talks import save_plan, save_version
from tests.talks import FRIDAY, ZONE, Town, adopt

TODAY = "Nộp số liệu thu ngân sách|Phòng Kinh tế|Trước 16h30 ngày 20/11/2026"
WEEKLY = "Gửi lịch công tác|Phòng Kinh tế|Trước 16h00 thứ Sáu hàng tuần"
MONTHLY = "Đối chiếu công nợ|Phòng Kinh tế|17 giờ ngày 15 hàng tháng"
EXTERNAL = "Tập huấn phòng cháy|Phòng Kinh tế|Theo kế hoạch của tỉnh"


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def duties(town: Town) -> list[Duty]:
    with town.store.transaction() as session:
        return open_duties(session, town.office_id)


def moments(town: Town, content: str) -> list[tuple[date, time | None]]:
    return [(item.due, item.due_time) for item, task in duties(town) if task.content == content]


async def test_a_plans_hour_stands_in_the_list_the_card_and_the_reason(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, TODAY)
    assert "Hạn: 16:30 thứ Sáu, 20/11/2026" in await town.say("Chị Lan", "/viec")
    why = await town.say("Chị Lan", "/vi_sao 1")
    assert "Vì sao 16:30 thứ Sáu, 20/11/2026?" in why
    assert "chậm nhất 16:30 thứ Sáu, 20/11/2026" in why
    assert "Hạn hiện nay: <b>16:30 thứ Sáu, 20/11/2026" in why
    assert "hạn 16:30 thứ Sáu 20/11" in await town.say("Ông Lãnh", "/tinhhinh tuan")


async def test_it_is_late_after_its_hour_and_not_before(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, TODAY)
    town.now = at(16, 30)
    assert "Trễ hạn" not in await town.say("Chị Lan", "/viec")
    assert "Không có việc nào" in await town.say("Ông Lãnh", "/trehan")
    town.now = at(16, 31)
    assert "<b>Trễ hạn</b>, hạn là 16:30 thứ Sáu, 20/11/2026" in await town.say("Chị Lan", "/viec")
    assert "Nộp số liệu" in await town.say("Ông Lãnh", "/trehan")
    assert "Trễ giờ so với hạn 16:30 thứ Sáu 20/11" in await town.say("Chị Lan", "/xong 1 khong")


async def test_done_before_the_hour_is_on_time(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, TODAY)
    town.now = at(16, 0)
    assert "Đúng hạn (16:30 thứ Sáu 20/11)" in await town.say("Chị Lan", "/xong 1 khong")


async def test_the_reminder_of_the_day_says_the_hour_and_once_it_is_over_that_too(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nộp báo cáo nhanh|Phòng Kinh tế|Trước 8h00 ngày 25/11/2026")
    await town.until(at(7, 45, 25))
    assert "<b>Hạn hôm nay, 08:00</b>" in town.heard("Chị Lan")[-1]
    town.now = at(9, 30, 25)
    await town.say("Chị Lan", "/nhaclai 1 chieu")
    await town.until(at(14, 0, 25))
    assert "<b>Đã quá 08:00 hôm nay</b>" in town.heard("Chị Lan")[-1]
    assert "Đã quá hạn" in town.heard("Chị Lan")[-1]


async def test_every_occurrence_of_a_rhythm_has_the_hour(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEEKLY, MONTHLY)
    assert moments(town, "Gửi lịch công tác")[:3] == [
        (date(2026, 11, 20), time(16)),  # before four on Friday is still Friday
        (date(2026, 11, 27), time(16)),
        (date(2026, 12, 4), time(16)),
    ]
    assert moments(town, "Đối chiếu công nợ")[0] == (date(2026, 12, 15), time(17))
    assert "Hạn 16:00 thứ Sáu, 20/11/2026" in await town.say("Chị Lan", "/viec")


async def test_a_day_off_moves_the_day_and_keeps_the_hour(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nộp báo cáo nhanh|Phòng Kinh tế|Trước 16h30 ngày 24/11/2026")  # a Tuesday off
    assert moments(town, "Nộp báo cáo nhanh") == [(date(2026, 11, 23), time(16, 30))]
    assert "16:30 thứ Ba, 24/11/2026" in await town.say("Chị Lan", "/vi_sao 1")


async def test_work_given_in_chat_keeps_its_hour(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    town.now = FRIDAY.replace(day=19)
    told = await town.say("Ông Lãnh", "giao chị Lan nộp báo cáo quý III trước 16h30 thứ Sáu")
    assert "Hạn: <b>16:30 thứ Sáu, 20/11/2026</b>" in told
    assert "Hạn: <b>16:30 thứ Sáu, 20/11/2026</b>" in town.heard("Chị Lan")[-1]
    assert moments(town, "Nộp báo cáo quý III") == [(date(2026, 11, 20), time(16, 30))]
    town.now = at(17)
    assert "Trễ hạn" in await town.say("Chị Lan", "/viec")


async def test_an_hour_that_is_over_is_asked_about(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    town.now = at(17)
    assert "Khi nào xong?" in await town.say("Ông Lãnh", "giao chị Lan nộp báo cáo trước 16h30")
    assert "16:30 thứ Hai, 23/11/2026" in await town.tap("Ông Lãnh", "16:30 thứ Hai")
    assert moments(town, "Nộp báo cáo") == [(date(2026, 11, 23), time(16, 30))]


async def test_the_giver_changes_the_hour_alone_or_with_the_day(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", "giao chị Lan nộp báo cáo trước 16h30 thứ Hai")
    await town.tap("Ông Lãnh", "Sửa")
    assert "Hạn: <b>15:00 thứ Hai, 23/11/2026" in await town.say("Ông Lãnh", "trước 15h")
    await town.tap("Ông Lãnh", "Sửa")
    assert "Hạn: <b>09:00 thứ Tư, 25/11/2026" in await town.say("Ông Lãnh", "trước 9h thứ Tư")
    await town.tap("Ông Lãnh", "Sửa")
    assert "Hạn: <b>thứ Năm, 26/11/2026" in await town.say("Ông Lãnh", "thứ Năm")


async def test_more_time_may_be_asked_to_an_hour(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, TODAY)
    await town.say("Chị Lan", "/giahan 1")
    assert "phải sau hạn hiện nay (16:30 thứ Sáu, 20/11/2026)" in await town.say("Chị Lan", "15h ngày 20/11 vì bận")
    assert "lùi hạn tới 10:00 thứ Hai, 23/11/2026" in await town.say("Chị Lan", "10h thứ Hai vì chờ kho bạc")
    assert "tới <b>10:00 thứ Hai, 23/11/2026" in town.heard("Ông Trưởng")[-1]
    assert "10:00 thứ Hai, 23/11/2026" in await town.tap("Ông Trưởng", "Đồng ý")
    ((item, _),) = duties(town)
    assert (item.due, item.due_time) == (date(2026, 11, 23), time(10))
    assert (item.original, item.original_time) == (date(2026, 11, 20), time(16, 30))
    why = await town.say("Chị Lan", "/vi_sao 1")
    assert "cho tới 10:00 thứ Hai, 23/11/2026" in why
    assert "Hạn ban đầu: 16:30 thứ Sáu, 20/11/2026" in why


async def test_a_date_that_was_asked_for_may_have_an_hour(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, EXTERNAL)
    await town.say("Chị Lan", "/dathan 1 0")
    assert "16:00 thứ Ba, 15/12/2026" in await town.say("Chị Lan", "trước 16h ngày 15/12")
    assert moments(town, "Tập huấn phòng cháy") == [(date(2026, 12, 15), time(16))]


async def test_a_corrected_hour_of_the_same_day_is_taken_over(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await save_plan(town, TODAY)
    await save_version(town, TODAY.replace("16h30", "10h00"))
    assert moments(town, "Nộp số liệu thu ngân sách") == [(date(2026, 11, 20), time(10))]


async def test_a_half_day_brings_an_hour_forward_and_gives_it_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nộp báo cáo nhanh|Phòng Kinh tế|Trước 16h30 ngày 25/11/2026", "Họp dân|Phòng Kinh tế|25/11/2026")
    told = await town.say("Bà Thư", "/lich nghỉ chiều 25/11 vì bão")
    assert "16:30 thứ Tư 25/11 → <b>11:30 thứ Tư, 25/11/2026</b>" in told
    assert "1 hạn đổi" in told  # a whole day is a whole day
    await town.tap("Bà Thư", "Áp dụng")
    assert moments(town, "Nộp báo cáo nhanh") == [(date(2026, 11, 25), time(11, 30))]
    assert "11:30 thứ Tư, 25/11/2026" in town.heard("Chị Lan")[-1]
    assert "sang 11:30 thứ Tư, 25/11/2026" in await town.say("Chị Lan", "/vi_sao 1")
    town.now = at(11, 31, 25)
    assert "Trễ hạn" in await town.say("Chị Lan", "/v 1")
    town.now = at(9)
    await town.say("Bà Thư", "/lich xoa 2026-11-25")
    await town.tap("Bà Thư", "Áp dụng")
    assert moments(town, "Nộp báo cáo nhanh") == [(date(2026, 11, 25), time(16, 30))]


async def test_an_hour_before_the_office_opens_on_a_half_day_is_due_the_worked_day_before(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nộp báo cáo nhanh|Phòng Kinh tế|Trước 9h ngày 25/11/2026")
    await town.say("Bà Thư", "/lich nghỉ sáng 25/11 vì họp dân")
    await town.tap("Bà Thư", "Áp dụng")
    assert moments(town, "Nộp báo cáo nhanh") == [(date(2026, 11, 23), time(9))]  # Tuesday 24/11 is off


async def test_a_reminder_on_a_morning_off_comes_when_the_office_opens(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nộp báo cáo nhanh|Phòng Kinh tế|Trước 16h30 ngày 25/11/2026")
    await town.say("Bà Thư", "/lich nghỉ sáng 25/11 vì họp dân")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(at(13, 29, 25))
    before = len(town.heard("Chị Lan"))
    await town.until(at(13, 31, 25))
    assert "Hạn hôm nay, 16:30" in "\n".join(town.heard("Chị Lan")[before:])

"""Why this date: the plan's words, each day that was passed over with its name, and who moved it."""

import re
from datetime import datetime

import pytest

from tests.talks import FRIDAY, ZONE, Town, adopt

SUNDAY = "Tổng kết năm|Phòng Kinh tế|20/12/2026"
CULTURE = "Báo cáo nhanh|Phòng Kinh tế|24/11/2026"
NEAR = "Nạo vét kênh|Phòng Kinh tế|25/11/2026"
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


def code(told: str) -> str:
    found = re.search(r"XT-[2-9A-Z]{6}", told)
    assert found
    return found[0]


async def test_a_duty_offers_the_question_and_shows_wording_reading_and_days_off(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, SUNDAY)
    await town.say("Chị Lan", "/viec")
    told = await town.tap("Chị Lan", "Vì sao ngày này?")
    assert "Kế hoạch ghi: “20/12/2026”" in told
    assert "Tôi hiểu là: chậm nhất Chủ nhật, 20/12/2026" in told
    assert "• Chủ nhật, 20/12/2026: Chủ nhật (nghỉ hằng tuần)" in told
    assert "• thứ Bảy, 19/12/2026: thứ Bảy (nghỉ hằng tuần)" in told
    assert "Hạn hiện nay: <b>thứ Sáu, 18/12/2026</b>" in told


async def test_a_day_off_is_named_with_its_source(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, CULTURE)
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16)" in told
    assert "Hạn hiện nay: <b>thứ Hai, 23/11/2026</b>" in told


async def test_a_worked_day_passes_over_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    told = await town.say("Chị Lan", "/vi_sao NV-1")  # as the code of a duty is shown
    assert "Ngày nghỉ không tính" not in told
    assert "Hạn ban đầu" not in told


async def test_more_time_and_a_closure_are_told_with_who_and_when(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "4/12 vì chờ máy đào")
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.say("Bà Thư", "/lich nghỉ 4/12 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "Gia hạn: Ông Trưởng đồng ý thứ Sáu 20/11 cho tới thứ Sáu, 04/12/2026" in told
    assert "từ 04/12/2026 (04/12: bão) sang thứ Năm, 03/12/2026" in told
    assert "Hạn ban đầu: thứ Tư, 25/11/2026" in told
    assert "Hạn hiện nay: <b>thứ Năm, 03/12/2026</b>" in told


async def test_the_offices_own_closure_is_named_as_such(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Bà Thư", "/lich nghỉ 25/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "thứ Tư, 25/11/2026: bão (Lịch riêng của cơ quan)" in told
    assert "thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam" in told
    assert "Hạn hiện nay: <b>thứ Hai, 23/11/2026</b>" in told


async def test_the_event_is_told_with_its_day_and_who_recorded_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Thẩm định|Phòng Kinh tế|02 ngày làm việc kể từ ngày tiếp nhận")
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", "20/11, Đơn số 7")
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "Sự kiện: Đơn số 7, thứ Sáu, 20/11/2026 (Chị Lan ghi lúc 09:00 thứ Sáu, 20/11/2026)" in told
    for day in ("thứ Bảy, 21/11/2026", "Chủ nhật, 22/11/2026", "thứ Ba, 24/11/2026"):
        assert f"• {day}" in told
    assert "Hạn hiện nay: <b>thứ Tư, 25/11/2026</b>" in told


async def test_at_once_is_explained(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Lập tổ công tác|Phòng Kinh tế|Ngay sau khi có quyết định")
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    assert "một ngày làm việc sau sự kiện" in await town.say("Chị Lan", "/vi_sao 1")


async def test_a_date_that_was_given_is_told_in_the_words_of_who_gave_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Tập huấn|Phòng Kinh tế|Theo kế hoạch của tỉnh")
    await town.say("Chị Lan", "/dathan 1")
    await town.say("Chị Lan", "trước ngày 14/12")
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "Kế hoạch ghi: “Theo kế hoạch của tỉnh”" in told
    assert "Chị Lan đặt hạn thứ Sáu 20/11: “trước ngày 14/12”" in told
    assert "Hạn hiện nay: <b>thứ Sáu, 11/12/2026</b>" in told


async def test_a_citizen_is_told_the_clock_and_its_source(town: Town) -> None:
    told = await town.say("bà Sáu", LAMP)
    why = await town.say("bà Sáu", f"/vi_sao {code(told)}")
    assert "Tiếp nhận: 09:00 thứ Sáu, 20/11/2026" in why
    assert "Trả lời trong 10 ngày (Quy định của cơ quan: 10 ngày kể từ ngày tiếp nhận)" in why
    assert "Không có ngày nghỉ nào trong thời hạn" in why
    assert "<b>thứ Hai, 30/11/2026</b>" in why


async def test_a_promise_that_rolled_over_a_weekend_names_its_days(town: Town) -> None:
    await town.until(datetime(2026, 11, 25, 9, 0, tzinfo=ZONE))
    told = await town.say("bà Sáu", LAMP)  # ten days later is Saturday 05/12
    why = await town.say("bà Sáu", f"/vi_sao {code(told)}")
    assert "• thứ Bảy, 05/12/2026: thứ Bảy (nghỉ hằng tuần)" in why
    assert "• Chủ nhật, 06/12/2026" in why
    assert "<b>thứ Hai, 07/12/2026</b>" in why


async def test_a_promise_that_the_calendar_moved_says_from_when(town: Town) -> None:
    town.seat("Bà Thư")
    told = await town.say("bà Sáu", LAMP)
    await town.say("Bà Thư", "/lich nghỉ 30/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    why = await town.say("bà Sáu", f"/vi_sao {code(told)}")
    assert "thứ Hai, 30/11/2026: bão (Lịch riêng của cơ quan)" in why
    assert "Ngày hẹn ban đầu: thứ Hai, 30/11/2026" in why
    assert "<b>thứ Ba, 01/12/2026</b>" in why


async def test_the_office_may_ask_too_and_no_other_citizen(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    number = code(await town.say("bà Sáu", LAMP))
    for who in ("Chị Lan", "Bà Thư"):
        assert "Thời hạn: Trả lời trong 10 ngày" in await town.say(who, f"/vi_sao {number}")
    for who in ("ông Bảy", "Anh Văn"):
        told = await town.say(who, f"/vi_sao {number.lower()}")
        assert "Thời hạn" not in told
        assert "30/11" not in told


@pytest.mark.parametrize("who", ["Anh Văn", "bà Sáu"])
async def test_nobody_is_told_of_the_duties_of_others(town: Town, who: str) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, NEAR)
    for words in ("/vi_sao 1", "/vi_sao", "/vi_sao 99"):
        assert "Không tìm thấy" in await town.say(who, words)


async def test_a_year_whose_days_off_are_not_official_is_said_wherever_its_dates_are(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Chúc Tết|Phòng Kinh tế|15/01/2027", "Nạo vét kênh|Phòng Kinh tế|25/11/2026")
    for words in ("/viec", "/v 1", "/vi_sao 1"):
        assert "Lịch nghỉ năm 2027 mới là dự kiến" in await town.say("Chị Lan", words)
    assert "dự kiến" not in await town.say("Chị Lan", "/v 2")


async def test_a_receipt_says_so_too(town: Town) -> None:
    assert town.now == FRIDAY
    assert "dự kiến" not in await town.say("bà Sáu", LAMP)
    await town.until(datetime(2026, 12, 28, 9, 0, tzinfo=ZONE))
    told = await town.say("ông Bảy", LAMP)
    assert "thứ Năm, 07/01/2027" in told
    assert "Lịch nghỉ năm 2027 mới là dự kiến" in told
    assert "dự kiến" in await town.say("ông Bảy", f"/tracuu {code(told)}")

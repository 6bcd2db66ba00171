"""The office's own days off and on: shown with all they move, and only then counted."""

import re
from datetime import date, datetime

import pytest

from bot.rules.states import Work
from storage.days import own_days
from storage.feedback import Feedback, feedback_coded
from storage.occurrences import Occurrence, duty
from storage.offices import Office
from tests.talks import LAMP, ZONE, Town, adopt, answered

# Friday 20/11/2026 is today; Tuesday 24/11 is off in the whole country.
WEDNESDAY = "Nạo vét kênh|Phòng Kinh tế|25/11/2026"
THURSDAY = "Phát quà Tết|Phòng Kinh tế|26/11/2026"
MONDAY = "Họp dân|Phòng Kinh tế|30/11/2026"
SATURDAY = "Ra quân dọn rác|Phòng Kinh tế|28/11/2026"
STORM = "nghỉ 26/11 vì bão"


def item(town: Town, number: int = 1) -> Occurrence:
    with town.store.transaction() as session:
        found = duty(session, town.office_id, number)
    assert found
    return found[0]


def case(town: Town, told: str) -> Feedback:
    code = re.search(r"XT-[2-9A-Z]{6}", told)
    assert code
    with town.store.transaction() as session:
        found = feedback_coded(session, town.office_id, code[0])
    assert found
    return found


def kept(town: Town) -> list[tuple[date, str, str]]:
    with town.store.transaction() as session:
        return [(row.day, row.kind, row.name) for row in own_days(session, town.office_id)]


async def test_a_closure_is_shown_with_what_it_moves_before_anything_is_written(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY, MONDAY)
    await town.say("Bà Thư", "/lich")
    told = await town.say("Bà Thư", STORM)
    assert "thứ Năm, 26/11/2026: nghỉ – bão" in told
    assert "1 hạn đổi" in told
    assert "Phát quà Tết: thứ Năm 26/11 → <b>thứ Tư, 25/11/2026</b>" in told
    assert "lời nhắc đổi" in told
    assert item(town).due == date(2026, 11, 26)
    assert kept(town) == []


async def test_once_confirmed_the_due_date_moves_and_its_original_stays(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY, MONDAY)
    await town.say("Bà Thư", f"/lich {STORM}")
    assert "Đã đổi 1 hạn" in await town.tap("Bà Thư", "Áp dụng")
    moved = item(town)
    assert (moved.due, moved.original, moved.printed) == (date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 26))
    assert item(town, 2).due == date(2026, 11, 30)
    assert kept(town) == [(date(2026, 11, 26), "off", "bão")]
    assert "thứ Năm 26/11 → <b>thứ Tư, 25/11/2026" in town.heard("Chị Lan")[-1]


async def test_the_reminders_keep_to_the_new_day_and_nobody_is_reminded_on_the_day_off(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY, MONDAY)
    await town.say("Bà Thư", f"/lich {STORM}")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(datetime(2026, 11, 27, 8, 0, tzinfo=ZONE))  # thứ Sáu
    days = [moment.astimezone(ZONE).date() for moment, who in town.line.log if who == "Chị Lan"]
    assert date(2026, 11, 26) not in days
    on_the_day = [told for told in town.heard("Chị Lan") if "25/11/2026" in told and "Nhắc việc" in told]
    assert "Hạn hôm nay" in on_the_day[0]


async def test_dropping_the_change_changes_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY)
    before = item(town)
    await town.say("Bà Thư", f"/lich {STORM}")
    assert "giữ nguyên" in await town.tap("Bà Thư", "Không đổi gì")
    assert "Không còn thay đổi" in await town.tap("Bà Thư", "Áp dụng")
    assert (item(town).due, item(town).next_at) == (before.due, before.next_at)
    assert kept(town) == []


async def test_a_change_is_applied_once_and_only_the_one_shown_last(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY)
    await town.say("Bà Thư", f"/lich {STORM}")
    first = town.choice("Bà Thư", "Áp dụng")
    await town.say("Bà Thư", "/lich nghỉ 30/11 vì bão")
    assert "Không còn thay đổi" in await town.say("Bà Thư", first)
    await town.tap("Bà Thư", "Áp dụng")
    assert "Không còn thay đổi" in await town.tap("Bà Thư", "Áp dụng")
    assert [day for day, _, _ in kept(town)] == [date(2026, 11, 30)]


async def test_a_promise_to_a_citizen_rolls_forward_and_they_are_told_once(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    told = await town.say("bà Sáu", LAMP)
    assert "thứ Hai, 30/11/2026" in told
    preview = await town.say("Bà Thư", "/lich nghỉ từ 30/11 đến 01/12 vì bão")
    assert "1 ngày hẹn trả lời người dân đổi" in preview
    await town.tap("Bà Thư", "Áp dụng")
    found = case(town, told)
    assert (found.due, found.original_due) == (date(2026, 12, 2), date(2026, 11, 30))  # Wednesday
    await town.until(datetime(2026, 11, 23, 8, 0, tzinfo=ZONE))
    news = [one for one in town.heard("bà Sáu") if "ngày hẹn trả lời chuyển" in one]
    assert len(news) == 1
    assert "thứ Hai, 30/11/2026 sang <b>thứ Tư, 02/12/2026" in news[0]


async def test_a_citizen_is_not_woken_by_a_clerk_who_works_at_night(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("bà Sáu", LAMP)
    await town.until(datetime(2026, 11, 20, 22, 0, tzinfo=ZONE))
    await town.say("Bà Thư", "/lich nghỉ 30/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    assert "chuyển từ" not in town.heard("bà Sáu")[-1]
    await town.until(datetime(2026, 11, 23, 7, 30, tzinfo=ZONE))
    assert "chuyển từ" in town.heard("bà Sáu")[-1]


async def test_a_worked_saturday_gives_back_the_day_and_never_moves_a_promise_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, SATURDAY)
    told = await town.say("bà Sáu", LAMP)
    assert item(town).due == date(2026, 11, 27)  # Friday
    preview = await town.say("Bà Thư", "/lich làm việc thứ Bảy 28/11 thay cho 26/11")
    assert "thứ Bảy, 28/11/2026: làm việc" in preview
    await town.tap("Bà Thư", "Áp dụng")
    assert item(town).due == date(2026, 11, 28)
    assert case(town, told).due == date(2026, 11, 30)


async def test_a_half_day_shortens_the_hours_and_moves_no_date(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    preview = await town.say("Bà Thư", "/lich nghỉ sáng 25/11 vì họp dân")
    assert "chỉ làm việc 13:30 – 17:00" in preview
    assert "Không có hạn nào đổi" in preview
    await town.tap("Bà Thư", "Áp dụng")
    assert item(town).due == date(2026, 11, 25)
    await town.until(datetime(2026, 11, 25, 13, 0, tzinfo=ZONE))
    assert "Hạn hôm nay" not in town.heard("Chị Lan")[-1]
    await town.until(datetime(2026, 11, 25, 13, 30, tzinfo=ZONE))
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]


async def test_what_a_head_granted_stays_unless_that_day_is_off(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, WEDNESDAY)
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "4/12 vì chờ máy đào")
    await town.tap("Ông Trưởng", "Đồng ý")
    assert "Không có hạn nào đổi" in await town.say("Bà Thư", "/lich nghỉ 25/11 vì bão")
    assert "thứ Sáu 04/12 → <b>thứ Năm, 03/12/2026" in await town.say("Bà Thư", "/lich nghỉ 4/12 vì bão")


async def test_a_deadline_never_moves_into_the_past(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    await town.until(datetime(2026, 11, 24, 9, 0, tzinfo=ZONE))  # thứ Ba, ngày nghỉ
    # The worked day before Wednesday 25/11 is Monday 23/11, which is over.
    assert "→ <b>thứ Năm, 26/11/2026" in await town.say("Bà Thư", "/lich nghỉ 25/11 vì bão")


async def test_what_is_done_stays_as_it_was(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY)
    await town.say("Chị Lan", "/xong 1 khong")
    assert "Không có hạn nào đổi" in await town.say("Bà Thư", f"/lich {STORM}")
    await town.tap("Bà Thư", "Áp dụng")
    assert (item(town).due, item(town).state) == (date(2026, 11, 26), Work.DONE)


async def test_a_day_of_its_own_can_be_taken_out_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, THURSDAY)
    await town.say("Bà Thư", f"/lich {STORM}")
    await town.tap("Bà Thư", "Áp dụng")
    assert "bão" in await town.say("Bà Thư", "/lich")
    assert "thứ Tư 25/11 → <b>thứ Năm, 26/11/2026" in await town.tap("Bà Thư", "Bỏ thứ Năm")
    await town.tap("Bà Thư", "Áp dụng")
    assert item(town).due == date(2026, 11, 26)
    assert kept(town) == []


async def test_an_event_bound_deadline_is_counted_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Thẩm định|Phòng Kinh tế|05 ngày làm việc kể từ ngày tiếp nhận")
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    assert item(town).due == date(2026, 11, 30)  # Mon 23, Wed 25, Thu 26, Fri 27, Mon 30
    assert "thứ Hai 30/11 → <b>thứ Ba, 01/12/2026" in await town.say("Bà Thư", f"/lich {STORM}")


async def test_the_weekly_questions_move_with_the_weeks_last_worked_day(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONDAY)
    await town.until(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE))
    await town.say("Bà Thư", "/lich nghỉ 27/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(datetime(2026, 11, 26, 14, 0, tzinfo=ZONE))  # thứ Năm
    assert "Báo cáo tuần" in town.heard("Chị Lan")[-1]


@pytest.mark.parametrize("words", ["bão to quá", "nghỉ tết", "nghỉ 12/11/2026 vì bão", "nghỉ 30/02 vì bão"])
async def test_what_is_not_understood_or_over_changes_nothing(town: Town, words: str) -> None:
    town.seat("Bà Thư")
    await town.say("Bà Thư", "/lich")
    assert "chưa đổi gì" in await town.say("Bà Thư", words)
    assert kept(town) == []


async def test_a_day_that_is_off_already_is_said_so(town: Town) -> None:
    town.seat("Bà Thư")
    assert "đã như vậy rồi" in await town.say("Bà Thư", "/lich nghỉ 24/11 vì lễ")


async def test_only_clerk_and_admin_change_the_calendar(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh", "Quản Trị")
    for who in ("Chị Lan", "Ông Trưởng", "Ông Lãnh", "bà Sáu"):
        assert "Đổi lịch" not in await town.say(who, f"/lich {STORM}")
        await town.say(who, "/lich luu 2026-11-26")
    assert kept(town) == []
    assert "Đổi lịch" in await town.say("Quản Trị", f"/lich {STORM}")
    await town.say("Bà Thư", "/lich luu 2026-11-26")  # not hers to confirm
    assert kept(town) == []


async def test_a_clock_of_worked_days_rolls_on_and_its_reason_names_the_closure(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    with town.store.transaction() as session:
        session.get_one(Office, town.office_id).answer_clock = "seven"
    told = await town.say("bà Sáu", LAMP)
    assert case(town, told).due == date(2026, 12, 2)  # 23, 25, 26, 27, 30, 01, 02
    await town.say("Bà Thư", f"/lich {STORM}")
    await town.tap("Bà Thư", "Áp dụng")
    assert case(town, told).due == date(2026, 12, 3)
    why = await town.say("bà Sáu", f"/vi_sao {case(town, told).code}")
    assert "7 ngày làm việc" in why
    assert "thứ Năm, 26/11/2026: bão" in why
    assert "thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam" in why


async def test_a_case_that_is_answered_keeps_its_promise(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    told = await town.say("bà Sáu", LAMP)
    await answered(town)
    assert "Không có ngày hẹn trả lời người dân nào đổi" in await town.say("Bà Thư", "/lich nghỉ 30/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    assert case(town, told).due == date(2026, 11, 30)


async def test_a_second_closure_that_moves_no_promise_tells_no_citizen(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("bà Sáu", LAMP)
    for words in ("nghỉ 30/11 vì bão", "nghỉ 03/12 vì bão"):
        await town.say("Bà Thư", f"/lich {words}")
        await town.tap("Bà Thư", "Áp dụng")
    assert len([one for one in town.heard("bà Sáu") if "chuyển từ" in one]) == 1


async def test_a_closure_taken_out_again_leaves_the_later_promise(town: Town) -> None:
    town.seat("Bà Thư")
    told = await town.say("bà Sáu", LAMP)
    await town.say("Bà Thư", "/lich nghỉ 30/11 vì bão")
    await town.tap("Bà Thư", "Áp dụng")
    await town.say("Bà Thư", "/lich bỏ 30/11")
    await town.tap("Bà Thư", "Áp dụng")
    assert case(town, told).due == date(2026, 12, 1)


async def test_the_first_worked_day_of_a_month_moves_on_and_not_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Chào cờ|Phòng Kinh tế|Ngày làm việc đầu tiên hàng tháng")
    assert "thứ Ba 01/12 → <b>thứ Tư, 02/12/2026" in await town.say("Bà Thư", "/lich nghỉ 1/12 vì bão")


async def test_each_official_is_told_of_their_own_moved_dates_only(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh")
    await adopt(town, THURSDAY, "Hội thi|Phòng Văn hóa – Xã hội|26/11/2026", MONDAY)
    before = len(town.heard("Ông Lãnh"))
    await town.say("Bà Thư", f"/lich {STORM}")
    await town.tap("Bà Thư", "Áp dụng")
    assert "1 hạn của anh/chị đổi" in town.heard("Chị Lan")[-1]
    assert "Hội thi" not in town.heard("Chị Lan")[-1]
    assert "Hội thi" in town.heard("Anh Văn")[-1]
    assert len(town.heard("Ông Lãnh")) == before


async def test_free_words_after_a_while_are_no_change_of_the_calendar(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("Bà Thư", "/lich")
    await town.until(datetime(2026, 11, 20, 10, 0, tzinfo=ZONE))
    assert "Đổi lịch" not in await town.say("Bà Thư", STORM)


async def test_a_plan_may_be_sent_while_the_calendar_is_open(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("Bà Thư", "/lich")
    await adopt(town, THURSDAY)
    assert item(town).due == date(2026, 11, 26)


async def test_a_change_waits_only_for_its_own_day(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONDAY)
    await town.say("Bà Thư", "/lich nghỉ 20/11 vì bão")
    await town.until(datetime(2026, 11, 21, 8, 0, tzinfo=ZONE))
    assert "Không còn thay đổi" in await town.tap("Bà Thư", "Áp dụng")
    assert kept(town) == []

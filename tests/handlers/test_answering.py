"""Only answers that say enough, and that the lead approved, reach a citizen."""

from datetime import timedelta

import pytest

from bot.rules.states import Case
from tests.talks import LAMP, MENDED, Town, answered, approve, case_of, code_in, photo


async def reported(town: Town) -> str:
    town.seat("Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    return code_in(await town.say("bà Sáu", LAMP))


async def test_an_answer_waits_for_the_lead(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    assert "Đã trình lãnh đạo" in await town.say("Chị Lan", MENDED, files=(photo(),))
    assert not [text for text in town.heard("bà Sáu") if MENDED in text]
    assert case_of(town, code).state == Case.AWAITING_APPROVAL
    asked = town.line.sent["Ông Lãnh"][-1]
    assert LAMP in asked.text
    assert MENDED in asked.text
    assert "Chị Lan" in asked.text
    assert len(asked.files) == 1
    assert "không thu lại được" in await town.tap("Ông Lãnh", "Duyệt")
    assert "tới người dân" in await town.tap("Ông Lãnh", "Gửi ngay")
    told = town.line.sent["bà Sáu"][-1]
    assert MENDED in told.text
    assert len(told.files) == 1
    assert "đã duyệt" in town.heard("Chị Lan")[-1]
    case = case_of(town, code)
    assert (case.state, case.answer) == (Case.ANSWERED, MENDED)


async def test_a_weak_answer_comes_back_before_the_lead_sees_it(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    told = await town.say("Chị Lan", "Đã xử lý xong")
    assert "làm khi nào" in told
    assert "ai làm" in told
    assert "ảnh kết quả" in told
    assert not town.heard("Ông Lãnh")
    assert case_of(town, code).state == Case.ASSIGNED


async def test_only_what_was_missing_need_be_added(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    assert "ảnh kết quả" in await town.say("Chị Lan", "Tổ điện đã thay bóng")
    assert "ảnh kết quả" in await town.say("Chị Lan", "làm lúc 16 giờ chiều nay")
    assert "Đã trình lãnh đạo" in await town.say("Chị Lan", files=(photo(),))
    assert case_of(town, code).draft_answer == "Tổ điện đã thay bóng\nlàm lúc 16 giờ chiều nay"
    await approve(town)
    assert len(town.line.sent["bà Sáu"][-1].files) == 1


async def test_a_better_answer_takes_the_place_of_the_weak_one(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", "Sẽ xem xét", files=(photo(),))
    await town.say("Chị Lan", MENDED)
    assert case_of(town, code).draft_answer == MENDED


async def test_who_differs_says_why_and_the_lead_reads_it(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED)
    assert "không cần phần đó" in await town.tap("Chị Lan", "Vẫn trình")
    await town.say("Chị Lan", "Máy ảnh hỏng, bà Sáu đã xác nhận qua điện thoại")
    assert "bà Sáu đã xác nhận" in town.heard("Ông Lãnh")[-1]
    await approve(town)
    assert "Máy ảnh hỏng" not in town.heard("bà Sáu")[-1]
    assert case_of(town, code).state == Case.ANSWERED


async def test_the_lead_returns_an_answer_by_tap_and_it_is_written_anew(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await town.tap("Ông Lãnh", "Trả lại")
    assert "viết lại" in await town.tap("Ông Lãnh", "Chưa rõ ai làm")
    assert "Chưa rõ ai làm" in town.heard("Chị Lan")[-1]
    assert case_of(town, code).state == Case.HANDLING
    await town.tap("Chị Lan", "Viết lại")
    await town.say("Chị Lan", "Tổ điện ấp 3 đã thay bóng lúc 16 giờ", files=(photo(),))
    await approve(town)
    assert "Tổ điện ấp 3" in town.heard("bà Sáu")[-1]


async def test_the_lead_returns_an_answer_with_words(town: Town) -> None:
    await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await town.tap("Ông Lãnh", "Trả lại")
    await town.say("Ông Lãnh", "Nói rõ đã thay mấy bóng")
    assert "đã thay mấy bóng" in town.heard("Chị Lan")[-1]
    assert not [text for text in town.heard("bà Sáu") if "mấy bóng" in text]


async def test_what_the_lead_has_not_seen_is_not_approved(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    stale = town.choice("Ông Lãnh", "Duyệt")
    await town.say("bà Sáu", f"/bosung {code}")
    await town.say("bà Sáu", "đèn lại tắt rồi, vẫn tối om")
    shown = await town.say("Ông Lãnh", stale)
    assert "Vừa có thay đổi" in shown
    assert "đèn lại tắt rồi" in shown
    assert case_of(town, code).state == Case.AWAITING_APPROVAL
    await approve(town)
    assert case_of(town, code).state == Case.ANSWERED


async def test_an_approval_counts_once(town: Town) -> None:
    await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await approve(town)
    for label in ("Duyệt", "Gửi ngay"):
        assert "Không còn câu trả lời nào chờ duyệt" in await town.tap("Ông Lãnh", label)
    assert len([text for text in town.heard("bà Sáu") if MENDED in text]) == 1


async def test_the_leads_own_answer_needs_nobody_else(town: Town) -> None:
    code = await reported(town)
    await town.say("Ông Lãnh", f"/traloi {case_of(town, code).id}")
    assert "tới người dân" in await town.say("Ông Lãnh", MENDED, files=(photo(),))
    assert MENDED in town.heard("bà Sáu")[-1]


async def test_nobody_but_the_lead_approves(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Quản Trị")
    code = await reported(town)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    stolen = town.choice("Ông Lãnh", "Duyệt")
    for who in ("Chị Lan", "Bà Thư", "Ông Trưởng", "Quản Trị", "bà Sáu", "người lạ"):
        await town.say(who, stolen)
        assert case_of(town, code).state == Case.AWAITING_APPROVAL, who


async def test_the_lead_lists_what_waits(town: Town) -> None:
    await reported(town)
    assert "Không có câu trả lời nào" in await town.say("Ông Lãnh", "/choduyet")
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    assert MENDED in await town.say("Ông Lãnh", "chờ duyệt")


async def test_a_lead_who_is_away_is_stood_in_for(town: Town) -> None:
    town.seat("Ông Trưởng")
    code = await reported(town)
    await town.say("Ông Lãnh", "/nghi hôm nay thay Trưởng")
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await approve(town, "Ông Trưởng")
    assert case_of(town, code).state == Case.ANSWERED


async def test_an_unhappy_citizen_is_asked_why_and_the_lead_reviews(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    assert "Điều gì chưa được" in await town.tap("bà Sáu", "1")
    assert "cấp trên của đơn vị" in await town.say("bà Sáu", "Chưa ai tới sửa cả")
    asked = town.heard("Ông Lãnh")[-1]
    assert "Chưa ai tới sửa cả" in asked
    # Five worked days from Friday 20/11: Tuesday 24/11 is off, so Monday 30/11.
    assert "xem lại trước <b>thứ Hai, 30/11/2026" in asked
    assert case_of(town, code).state == Case.REOPENED
    await town.tap("Ông Lãnh", "Giao đơn vị xử lý lại")
    assert "Chưa ai tới sửa cả" in town.heard("Chị Lan")[-1]
    assert "xử lý lại" in town.heard("bà Sáu")[-1]
    await answered(town, words="Tổ điện đã thay cả chụp đèn sáng nay")
    await town.tap("bà Sáu", "5")
    case = case_of(town, code)
    assert (case.state, case.rating) == (Case.CLOSED, 5)
    assert case.original_due == case.due


async def test_a_reason_is_given_by_tap(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    await town.tap("bà Sáu", "2")
    await town.tap("bà Sáu", "Làm chưa xong")
    assert "Làm chưa xong" in town.heard("Ông Lãnh")[-1]
    assert case_of(town, code).state == Case.REOPENED


async def test_the_lead_may_let_the_answer_stand_and_says_why(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    await town.tap("bà Sáu", "1")
    await town.tap("bà Sáu", "Trả lời không đúng việc")
    await town.tap("Ông Lãnh", "Trả lời đúng")
    await town.say("Ông Lãnh", "Bóng đã thay, đèn tắt lúc cúp điện cả khu tối qua")
    assert "cúp điện cả khu" in town.heard("bà Sáu")[-1]
    assert case_of(town, code).state == Case.ANSWERED


async def test_a_matter_that_is_back_is_reopened_with_its_unit(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    await town.tap("bà Sáu", "5")
    town.now += timedelta(days=5)
    await town.say("bà Sáu", f"/tracuu {code}")
    await town.tap("bà Sáu", "Mở lại")
    assert "Đã mở lại" in await town.say("bà Sáu", "Đèn lại tắt từ tối qua")
    assert "Đèn lại tắt" in town.heard("Chị Lan")[-1]
    case = case_of(town, code)
    assert case.state == Case.REOPENED
    assert case.original_due > town.now.date()


@pytest.mark.parametrize("days", [31, 90])
async def test_after_the_term_a_case_stays_closed(town: Town, days: int) -> None:
    code = await reported(town)
    await answered(town)
    await town.until(town.now + timedelta(days=days))
    assert case_of(town, code).state == Case.CLOSED
    assert "không mở lại được nữa" in await town.say("bà Sáu", f"/molai {code}")


async def test_nobody_reopens_for_ever(town: Town) -> None:
    code = await reported(town)
    for _ in range(2):
        await answered(town)
        await town.tap("bà Sáu", "1")
        await town.say("bà Sáu", "Vẫn tối om")
    await answered(town)
    await town.tap("bà Sáu", "1")
    assert "khiếu nại" in await town.say("bà Sáu", "Vẫn tối om")
    assert case_of(town, code).state == Case.CLOSED


async def test_a_stranger_neither_rates_nor_reopens(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    for words in (f"/danhgia {code} 1", f"/chuahailong {code} chua_lam", f"/molai {code}"):
        assert "Không có mã" in await town.say("ông Bảy", words)
    assert case_of(town, code).state == Case.ANSWERED


async def test_good_words_reach_who_did_the_work_and_another_matter_is_a_case(town: Town) -> None:
    await reported(town)
    await answered(town)
    await town.tap("bà Sáu", "5")
    await town.say("bà Sáu", "cảm ơn cô Lan nhiều lắm")
    assert "cảm ơn cô Lan" in town.heard("Chị Lan")[-1]
    again = await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    assert code_in(again)

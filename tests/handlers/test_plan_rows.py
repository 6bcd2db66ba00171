"""The clerk corrects rows in own words, before and after the plan was confirmed."""

import pytest

from tests.plan_talks import (
    CLERK,
    DYKE,
    POOR,
    WORKS,
    dates_of,
    history_of,
    labels,
    rows_of,
    save_plan,
    send_plan,
    task_of,
)
from tests.talks import Town

FIELDS = [
    ("Sửa nội dung", "Kiểm tra toàn tuyến đê bao", "<b>1 Kiểm tra toàn tuyến đê bao</b>"),
    ("Sửa chủ trì", "VH-XH", "Chủ trì: VH-XH → Phòng Văn hóa – Xã hội"),
    ("Sửa phối hợp", "Công an xã; Trạm Y tế", "Phối hợp: Công an xã; Trạm Y tế"),
    ("Sửa sản phẩm", "Biên bản có ảnh", "Sản phẩm: Biên bản có ảnh"),
    ("Sửa ghi chú", "Đi cùng dân quân", "Ghi chú: Đi cùng dân quân"),
    ("Sửa thời hạn", "chậm nhất ngày 22/12", "hiểu là: <b>chậm nhất thứ Ba, 22/12/2026</b>"),
]


@pytest.mark.parametrize(("choice", "words", "shown"), FIELDS)
async def test_any_field_can_be_corrected_before_confirming(town: Town, choice: str, words: str, shown: str) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE)
    await town.say(CLERK, "/dong 1 0")
    await town.tap(CLERK, choice)
    told = await town.say(CLERK, words)
    assert "Đã sửa." in told
    assert shown in told


@pytest.mark.parametrize(("choice", "words", "shown"), FIELDS)
async def test_and_after_confirming(town: Town, choice: str, words: str, shown: str) -> None:
    town.seat(CLERK)
    await save_plan(town, DYKE)
    await town.tap(CLERK, "Xem, sửa từng dòng")
    await town.tap(CLERK, "1.")
    await town.tap(CLERK, choice)
    assert shown in await town.say(CLERK, words)
    assert history_of(town, "Kiểm tra")[-1][0] == "changed"


async def test_the_printed_words_are_kept_beside_the_correction(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE)
    await town.say(CLERK, "/suadong 1 0 deadline_text")
    await town.say(CLERK, "trước ngày 15/12")
    await town.say(CLERK, "/suadong 1 0 deadline_text")
    await town.say(CLERK, "trước ngày 16/12")
    [row] = rows_of(town)
    assert (row["deadline_text"], row["printed"]) == ("trước ngày 16/12", {"deadline_text": "18/12/2026"})


async def test_words_that_are_no_time_change_nothing_and_are_asked_again(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, WORKS)
    await town.say(CLERK, "/dong 1 0")
    await town.tap(CLERK, "Sửa thời hạn")
    assert "chưa hiểu chắc" in await town.say(CLERK, "bao giờ cũng được")
    assert "hiểu là" in await town.say(CLERK, "trước ngày 15/12")


async def test_a_field_can_be_emptied_but_not_the_content(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE)
    await town.say(CLERK, "/suadong 1 0 product")
    assert "Sản phẩm: (chưa ghi)" in await town.tap(CLERK, "Để trống")
    await town.say(CLERK, "/suadong 1 0 content")
    assert "Để trống" not in labels(town)
    assert "không được để trống" in await town.say(CLERK, "/suadong 1 0 content -")


async def test_a_row_is_dropped_and_taken_back_before_confirming(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await send_plan(town, DYKE, POOR)
    await town.say(CLERK, "/dong 1 0")
    assert "Đã bỏ" in await town.tap(CLERK, "Bỏ dòng này")
    await town.tap(CLERK, "Lấy lại dòng này")
    await town.tap(CLERK, "Bỏ dòng này")
    await town.say(CLERK, "/luukh 1")
    assert "Đã lưu <b>1 nhiệm vụ</b>" in await town.tap(CLERK, "Lưu")
    assert "không có việc nào" in await town.say("Chị Lan", "/viec")


async def test_a_row_dropped_after_confirming_is_closed_with_its_history_and_can_come_back(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE)
    await town.say(CLERK, "/dong 1 0")
    await town.tap(CLERK, "Bỏ dòng này")
    await town.app.tick()
    assert "Bỏ khỏi kế hoạch:</b> Kiểm tra đê bao" in town.heard("Chị Lan")[-1]
    assert "không có việc nào" in await town.say("Chị Lan", "/viec")
    assert task_of(town, "Kiểm tra").closed_at == town.now
    assert dates_of(town, "Kiểm tra") == [("2026-12-18", "dropped")]
    await town.tap(CLERK, "Lấy lại dòng này")
    assert "Kiểm tra đê bao" in await town.say("Chị Lan", "/viec")
    assert [what for what, _ in history_of(town, "Kiểm tra")] == ["adopted", "dropped", "restored"]


async def test_who_has_the_task_is_told_of_a_new_deadline_once(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE)
    await town.say(CLERK, "/suadong 1 0 deadline_text")
    await town.say(CLERK, "22/12/2026")
    await town.app.tick()
    [letter] = town.heard("Chị Lan")
    assert "Thời hạn: “18/12/2026” → “22/12/2026”" in letter
    assert dates_of(town, "Kiểm tra") == [("2026-12-22", "open")]  # thứ Ba


async def test_a_note_is_nobodys_news(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE)
    await town.say(CLERK, "/suadong 1 0 note")
    await town.say(CLERK, "Đi cùng dân quân")
    await town.app.tick()
    assert town.heard("Chị Lan") == []


async def test_a_reading_in_doubt_can_be_accepted_before_confirming(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    early = "Xây kè|Phòng Kinh tế|Thường xuyên trong năm 2025|Biên bản"
    await send_plan(town, early)
    assert "Vì sao cần xem" in await town.tap(CLERK, "Xem 1 dòng")
    assert "Không còn chỗ nào" in await town.tap(CLERK, "Đúng như vậy")
    assert rows_of(town)[0]["needs_review"] is False


async def test_a_row_that_is_not_there_is_said_so(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE)
    for command in ("/dong 1 7", "/dong 9 0", "/dong x y", "/suadong 1 0 unit_id", "/bodong 1", "/xemkh 99"):
        assert "đã được lưu hoặc đã bỏ" in await town.say(CLERK, command), command


async def test_plans_and_their_rows_are_found_from_the_menu(town: Town) -> None:
    town.seat(CLERK)
    assert "chưa có kế hoạch nào" in await town.say(CLERK, "kế hoạch")
    await send_plan(town, *[f"Việc số {number} của năm|Phòng Kinh tế|18/12/2026" for number in range(1, 11)])
    assert "Chờ xác nhận" in await town.say(CLERK, "kế hoạch")
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    assert "Đang theo dõi" in await town.say(CLERK, "kế hoạch")
    assert "Việc 1–8 trong 10" in await town.tap(CLERK, "Công tác trọng tâm")
    assert "Việc 9–10 trong 10" in await town.tap(CLERK, "Tiếp →")


async def test_an_official_cannot_correct_a_plan(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await send_plan(town, DYKE)
    await town.say("Chị Lan", "/bodong 1 0")
    assert "dropped" not in rows_of(town)[0]

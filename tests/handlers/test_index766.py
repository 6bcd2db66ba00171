"""The 766 index: switched on, asked for every week, entered, told to the lead, released by a person."""

import io
from datetime import datetime, timedelta

import pytest
from docx import Document
from sqlmodel import col, select

from storage.index_scores import IndexScore
from tests.plans.documents import saved, workbook
from tests.plans.test_index_scores import ROWS
from tests.talks import ZONE, Town, document

TYPED = "18; 19,5; 10; 8; 17; 20"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


@pytest.fixture
async def on(town: Town) -> Town:
    town.seat("Bà Thư", "Ông Lãnh", "Chị Lan")
    await town.say("Bà Thư", "/chiso766")
    await town.tap("Bà Thư", "Bật theo dõi")
    return town


def totals(town: Town) -> list[float]:
    with town.store.transaction() as session:
        return [sum(row.points.values()) for row in session.exec(select(IndexScore).order_by(col(IndexScore.id)))]


def letters(town: Town, who: str, part: str) -> list[str]:
    return [told for told in town.heard(who) if part in told]


async def test_until_it_is_switched_on_nobody_is_asked(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    assert "chưa được theo dõi" in await town.say("Bà Thư", "766")
    await town.until(MONDAY)
    assert letters(town, "Bà Thư", "Điểm Bộ chỉ số 766") == []


async def test_the_points_are_entered_in_one_message_and_the_lead_hears(on: Town) -> None:
    assert "tối đa 18 điểm" in await on.say("Bà Thư", "19; 19,5; 10; 8; 17; 20")
    assert "Đã ghi" not in await on.say("Chị Lan", TYPED)
    assert totals(on) == []
    told = await on.say("Bà Thư", TYPED)
    assert "Tổng 92,5/100 – Xuất sắc" in told
    assert "Yếu nhất: Thanh toán trực tuyến" in told
    (summary,) = letters(on, "Ông Lãnh", "Bộ chỉ số 766")
    assert "92,5/100 – Xuất sắc" in summary
    assert totals(on) == [92.5]


async def test_each_week_it_is_asked_reminded_and_the_lead_told_who_is_silent(on: Town) -> None:
    await on.say("Bà Thư", TYPED)
    await on.until(MONDAY)
    (asked,) = letters(on, "Bà Thư", "lần trước 19,5")
    assert "tuần 48/2026" in asked
    await on.until(MONDAY + timedelta(days=2))  # Tuesday is a holiday
    assert len(letters(on, "Bà Thư", "Nhắc lại")) == 1
    await on.until(MONDAY + timedelta(days=3))
    assert len(letters(on, "Ông Lãnh", "chưa có điểm")) == 1
    await on.until(MONDAY + timedelta(days=5))
    assert len(letters(on, "Ông Lãnh", "chưa có điểm")) == 1


async def test_the_next_week_is_compared_and_drawn(on: Town) -> None:
    await on.say("Bà Thư", TYPED)
    await on.until(MONDAY)
    told = await on.say("Bà Thư", "18; 19; 11; 8; 17; 20")
    assert "Tiến độ giải quyết: 19/20 (-0,5)" in told
    assert "so với tuần trước: +0,5" in told
    assert "Tuần 48/2026: 93/100" in await on.tap("Bà Thư", "Biểu đồ")
    (picture,) = on.line.sent["Bà Thư"][-1].files
    assert picture[1].read_bytes().startswith(b"\x89PNG")
    assert "Giảm: Tiến độ giải quyết 19/20" in letters(on, "Ông Lãnh", "tuần 48")[0]


async def test_it_is_published_only_when_a_person_says_so(on: Town) -> None:
    await on.say("Bà Thư", TYPED)
    shown = await on.tap("Bà Thư", "Bản công bố")
    assert "chưa ai duyệt" in shown
    assert "Lệnh này" in await on.say("Chị Lan", "/congbo766 1")
    await on.tap("Ông Lãnh", "Xem bản công bố")
    released = await on.tap("Ông Lãnh", "Duyệt công bố")
    assert "92,5/100 điểm, xếp loại Xuất sắc" in released
    (paper,) = on.line.sent["Ông Lãnh"][-1].files
    page = Document(io.BytesIO(paper[1].read_bytes()))
    assert "Số:        /TB-UBND" in page.tables[0].rows[1].cells[0].text
    assert [cell.text for cell in page.tables[1].rows[-1].cells] == ["", "Tổng", "100", "92,5", "–"]
    assert "Đã duyệt công bố" in await on.say("Bà Thư", "/chiso766")


async def test_one_group_is_corrected_by_name_and_has_to_be_released_again(on: Town) -> None:
    await on.say("Bà Thư", TYPED)
    await on.tap("Bà Thư", "Sửa điểm")
    assert "Tổng 93/100" in await on.say("Bà Thư", "tiến độ 20")
    assert totals(on) == [92.5, 93]
    assert len(letters(on, "Ông Lãnh", "(đã sửa)")) == 1
    assert "chưa ai duyệt" in await on.say("Bà Thư", "/congbo766 2")
    assert "Đã duyệt công bố" in await on.tap("Bà Thư", "Duyệt công bố")
    await on.say("Bà Thư", "/chiso766 tiến độ 19")
    assert "Chưa công bố" in await on.say("Bà Thư", "/chiso766")
    assert "đã được sửa" in await on.say("Bà Thư", "/congbo766 1")


async def test_points_that_nobody_published_are_remembered(on: Town) -> None:
    on.now += timedelta(days=3)
    await on.say("Bà Thư", TYPED)
    await on.until(MONDAY + timedelta(days=2))
    assert len(letters(on, "Bà Thư", "chưa được duyệt công bố")) == 1


@pytest.mark.parametrize("asked", [True, False])
async def test_an_export_is_shown_before_it_counts(on: Town, asked: bool) -> None:
    await on.say("Bà Thư", "/chiso766 nhap" if asked else "/huy")
    name = "xuat.xlsx" if asked else "chi so 766.xlsx"
    on.line.files["f"] = saved(workbook(ROWS))
    assert "Đang đọc" in await on.say("Bà Thư", files=(document("f", name),))
    await on.app.tick()
    assert "Tổng: <b>92,5/100</b>" in on.heard("Bà Thư")[-1]
    assert totals(on) == []
    assert "Nhập từ tệp xuất" in await on.tap("Bà Thư", "Ghi các điểm này")
    assert totals(on) == [92.5]


async def test_a_file_that_holds_no_points_is_refused_and_asked_again(on: Town) -> None:
    await on.say("Bà Thư", "/chiso766 nhap")
    on.line.files["f"] = b"khong;co;gi\r\n1;2;3"
    await on.say("Bà Thư", files=(document("f", "xuat.csv"),))
    await on.app.tick()
    assert "Không thấy điểm" in on.heard("Bà Thư")[-1]
    assert "Đã ghi" in await on.say("Bà Thư", TYPED)


async def test_the_day_of_asking_is_chosen_and_it_can_be_stopped(on: Town) -> None:
    assert "Hỏi điểm vào thứ Tư" in await on.say("Bà Thư", "/chiso766 thứ tư")
    await on.until(MONDAY)
    assert letters(on, "Bà Thư", "<b>Điểm Bộ chỉ số 766, tuần 48") == []
    await on.until(MONDAY + timedelta(days=2))
    assert len(letters(on, "Bà Thư", "<b>Điểm Bộ chỉ số 766, tuần 48")) == 1
    await on.say("Bà Thư", "/chiso766 tat")
    assert "chưa được theo dõi" in await on.tap("Bà Thư", "Thôi theo dõi")


async def test_six_points_are_those_of_the_index_though_other_figures_are_waited_for(on: Town) -> None:
    await on.say("Bà Thư", "/huy")
    for name in ("Tỷ lệ hồ sơ đúng hạn", "Tỷ lệ hài lòng"):
        await on.say("Bà Thư", f"/chitieu thêm: {name} ≥ 95 %, Văn phòng, hằng tháng")
    on.now = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
    await on.say("Bà Thư", TYPED)
    assert totals(on) == [92.5]
    assert "96,5 %" in await on.say("Bà Thư", "97; 96,5")

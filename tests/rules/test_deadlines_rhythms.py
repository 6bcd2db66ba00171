"""Work that comes again, and where in its rhythm it is due."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, Every, External, Ongoing, Schedule

QUARTER, MONTH, YEAR, HALF, WEEK = Every("quarter"), Every("month"), Every("year"), Every("half-year"), Every("week")

SIMPLE: list[tuple[str, Schedule]] = [
    ("Hằng ngày", Every("day")),
    ("Hàng tuần", WEEK),
    ("Hàng tháng", MONTH),
    ("Hằng quý", QUARTER),
    ("Hàng năm", YEAR),
    ("Thường niên", YEAR),
    ("Mỗi quý một lần", QUARTER),
    ("Theo quý", QUARTER),
    ("Theo từng quý", QUARTER),
    ("Báo cáo theo quý", QUARTER),
    ("Báo cáo tuần", WEEK),
    ("Định kỳ hằng tháng", MONTH),
    ("Định kỳ quý", QUARTER),
    ("01 lần/năm", YEAR),
    ("02 lần/năm", Every("year", 2)),
    ("Ít nhất 02 lần/năm", Every("year", 2)),
    ("Tối thiểu 01 lần/quý", QUARTER),
    ("2 lần một tháng", Every("month", 2)),
    ("Một năm hai lần", Every("year", 2)),
    ("Mỗi tháng ít nhất 02 lần", Every("month", 2)),
    ("Mỗi tuần 01 bài", WEEK),
    ("02 đợt/năm", Every("year", 2)),
    ("Tổ chức 02 đợt trong năm", Every("year", 2)),
    ("01 hội nghị/năm", YEAR),
    ("Ít nhất 12 tin, bài/năm", Every("year", 12)),
    ("3 tháng/lần", QUARTER),
    ("3 tháng một lần", QUARTER),
    ("Định kỳ 06 tháng/01 lần", HALF),
    ("6 tháng 1 lần", HALF),
    ("01 lần/6 tháng", HALF),
    ("02 tháng/lần", Every("year", 6)),
    ("04 tháng/lần", Every("year", 3)),
    ("12 tháng/lần", YEAR),
    ("quý/lần", QUARTER),
    ("quý 01 lần", QUARTER),
    ("tháng 2 lần", Every("month", 2)),
    ("tuần 2 lần", Every("week", 2)),
]

SEVERAL: list[tuple[str, Schedule]] = [
    ("Hàng quý/năm", AnyOf((QUARTER, YEAR))),
    ("Hàng tháng, hàng quý và hàng năm", AnyOf((MONTH, QUARTER, YEAR))),
    ("Định kỳ tháng, quý, năm", AnyOf((MONTH, QUARTER, YEAR))),
    ("Định kỳ hằng tháng, quý, 6 tháng, năm", AnyOf((MONTH, QUARTER, HALF, YEAR))),
    ("Tuần, tháng, quý", AnyOf((WEEK, MONTH, QUARTER))),
    ("Hàng quý và đột xuất khi có yêu cầu", AnyOf((QUARTER, External("đột xuất khi có yêu cầu")))),
    ("Định kỳ hàng quý hoặc đột xuất", AnyOf((QUARTER, External("đột xuất")), "or")),
    ("Thường xuyên, định kỳ báo cáo theo Quý", AnyOf((Ongoing(), QUARTER))),
    ("Thường xuyên (báo cáo hàng quý)", AnyOf((Ongoing(), QUARTER))),
    ("Thường xuyên, hàng năm", AnyOf((Ongoing(), YEAR))),
]

PLACED: list[tuple[str, Schedule]] = [
    ("Ngày 15 hàng tháng", Every("month", day=15)),
    ("Trước ngày 25 hằng tháng", Every("month", day=25, edge="before")),
    ("Chậm nhất ngày 25 hằng tháng", Every("month", day=25, edge="on")),
    ("Hàng tháng, trước ngày 25", Every("month", day=25, edge="before")),
    ("Hàng tháng (trước ngày 25)", Every("month", day=25, edge="before")),
    ("Trước ngày 25, hàng tháng", Every("month", day=25, edge="before")),
    ("Trước 17h ngày 25 hàng tháng", Every("month", day=25, hour=17, edge="before")),
    ("Trước ngày 05 tháng sau", Every("month", anchor="next-month", day=5, edge="before")),
    ("Trước ngày 5 của tháng kế tiếp", Every("month", anchor="next-month", day=5, edge="before")),
    ("Ngày 15 và 30 hàng tháng", Every("month", 2, anchor="Ngày 15 và 30")),
    ("Từ ngày 20 đến ngày 25 hàng tháng", Every("month", anchor="ngày 20 đến ngày 25", day=25)),
    ("Ngày làm việc cuối cùng của tháng", Every("month", anchor="last-working-day")),
    ("Đầu mỗi tháng", Every("month", anchor="month-start")),
    ("Trước ngày 20 của tháng cuối quý", Every("quarter", anchor="quarter-last-month", day=20, edge="before")),
    ("Ngày 18 tháng cuối hàng quý", Every("quarter", anchor="quarter-last-month", day=18)),
    ("Hàng quý (ngày 15 tháng cuối quý)", Every("quarter", anchor="quarter-last-month", day=15)),
    ("Hàng quý, trước ngày 15 tháng cuối quý", Every("quarter", anchor="quarter-last-month", day=15, edge="before")),
    (
        "Trước ngày 10 của tháng đầu quý sau",
        Every("quarter", anchor="next-quarter-first-month", day=10, edge="before"),
    ),
    (
        "Trước ngày 15 tháng đầu tiên của quý tiếp theo",
        Every("quarter", anchor="next-quarter-first-month", day=15, edge="before"),
    ),
    ("Tháng cuối mỗi quý", Every("quarter", anchor="quarter-last-month")),
    ("Cuối mỗi quý", Every("quarter", anchor="quarter-end")),
    ("Thứ Sáu hàng tuần", Every("week", weekday=4)),
    ("Chiều thứ 6 hằng tuần", Every("week", weekday=4)),
    ("Chủ nhật hàng tuần", Every("week", weekday=6)),
    ("Trước 11h30 hàng ngày", Every("day", hour=11, minute=30, edge="before")),
    ("2 giờ chiều thứ Tư hàng tuần", Every("week", weekday=2, hour=14)),
    ("Trước 16h00 thứ Sáu hàng tuần", Every("week", weekday=4, hour=16, edge="before")),
    ("Trước 10h30 ngày thứ Năm hàng tuần", Every("week", weekday=3, hour=10, minute=30, edge="before")),
    ("Hàng tuần, trước 15 giờ thứ Tư", Every("week", weekday=2, hour=15, edge="before")),
    ("Báo cáo hàng tuần (trước 15 giờ thứ Năm)", Every("week", weekday=3, hour=15, edge="before")),
    ("Thứ 2, thứ 4 hàng tuần", Every("week", 2, anchor="Thứ 2, thứ 4")),
    ("Trước ngày 15 tháng 11 hàng năm", Every("year", month=11, day=15, edge="before")),
    ("Trước 15/11 hằng năm", Every("year", month=11, day=15, edge="before")),
    ("Hàng năm, trước 15/11", Every("year", month=11, day=15, edge="before")),
    ("Hàng năm (trước 15/11)", Every("year", month=11, day=15, edge="before")),
    ("Tháng 12 hằng năm", Every("year", month=12)),
    ("Quý IV hằng năm", Every("year", anchor="Quý IV")),
    ("Hằng năm (Quý IV)", Every("year", anchor="Quý IV")),
    ("Tháng 6 và tháng 12 hàng năm", Every("year", 2, anchor="Tháng 6 và tháng 12")),
    ("02 lần/năm (tháng 6 và tháng 12)", Every("year", 2, anchor="tháng 6 và tháng 12")),
    ("Hàng quý (tháng 3, 6, 9, 12)", Every("quarter", anchor="tháng 3, 6, 9, 12")),
    ("Định kỳ cuối năm", Every("year", anchor="year-end")),
    (
        "Hàng tháng (trước ngày 25), hàng quý (trước ngày 20 tháng cuối quý)",
        AnyOf(
            (
                Every("month", day=25, edge="before"),
                Every("quarter", anchor="quarter-last-month", day=20, edge="before"),
            )
        ),
    ),
]

LASTING: list[tuple[str, Schedule]] = [
    ("Hàng quý trong năm 2024", Every("quarter", start=on(2024, 1, 1), until=on(2024, 12, 31))),
    ("Hàng tuần đến hết 31/12/2024", Every("week", until=on(2024, 12, 31))),
    ("Hàng tháng, bắt đầu từ tháng 3/2024", Every("month", start=on(2024, 3, 1))),
    ("Thường xuyên trong năm 2024", Ongoing(on(2024, 12, 31))),
    ("Trong năm 2024, thường xuyên", Ongoing(on(2024, 12, 31))),
    ("Thường xuyên đến hết năm 2025", Ongoing(on(2025, 12, 31))),
]


@pytest.mark.parametrize(("text", "schedule"), SIMPLE + SEVERAL + PLACED + LASTING)
def test_a_rhythm_is_read_without_a_question(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert not reading.needs_review, reading.why


UNSURE: list[tuple[str, Schedule, str]] = [
    ("Định kỳ 06 tháng và cuối năm", AnyOf((HALF, Every("year", anchor="year-end"))), "trùng với kỳ 06 tháng"),
    ("6 tháng, năm", AnyOf((HALF, YEAR)), "trùng với kỳ 06 tháng"),
    ("Báo cáo quý I, 6 tháng, 9 tháng và năm", QUARTER, "lũy kế"),
    ("6 tháng, 9 tháng, năm", Every("year", 3), "lũy kế"),
    ("02 lần", Every("year", 2), "số lần"),
    ("Quý", QUARTER, "tên kỳ"),
    ("2 tuần/lần", Every("year", 26), "26 lần"),
    ("05 năm/lần", External("05 năm/lần"), "lịch nhắc"),
    ("Ngày 20 hàng quý", Every("quarter", day=20), "tháng nào trong quý"),
    ("Cuối quý", Every("quarter", anchor="quarter-end"), "không rõ thuộc"),
    ("Thứ Sáu", Every("week", weekday=4), "không rõ thuộc"),
    ("Trước 15/01 năm sau", Every("year", anchor="next-year", month=1, day=15, edge="before"), "năm sau"),
    (
        "Trước ngày 01/12 của năm trước",
        Every("year", anchor="previous-year", month=12, day=1, edge="before"),
        "năm trước",
    ),
    ("Định kỳ", External("định kỳ (không nêu chu kỳ)"), "không nêu chu kỳ"),
]


@pytest.mark.parametrize(("text", "schedule", "why"), UNSURE)
def test_a_rhythm_with_two_readings_is_asked_about(text: str, schedule: Schedule, why: str) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert reading.needs_review
    assert why in " ".join(reading.why)


def test_a_rhythm_each_year_has_no_date_of_its_own() -> None:
    assert read("Trước ngày 15/11 hằng năm", year=None).needs_review is False

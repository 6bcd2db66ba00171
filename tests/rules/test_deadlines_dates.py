"""Days, months, quarters and years of a deadline cell; the plan's year is 2024 where none is printed."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, By, Dates, From, Schedule, Within

JANUARY, FEBRUARY, MARCH, APRIL = (
    (on(2024, 1, 1), on(2024, 1, 31)),
    (on(2024, 2, 1), on(2024, 2, 29)),
    (on(2024, 3, 1), on(2024, 3, 31)),
    (on(2024, 4, 1), on(2024, 4, 30)),
)

DAYS: list[tuple[str, Schedule]] = [
    ("05/02/2024", By(on(2024, 2, 5))),  # Monday
    ("5/2/24", By(on(2024, 2, 5))),
    ("05.9.2024", By(on(2024, 9, 5))),  # Thursday
    ("05-9-2024", By(on(2024, 9, 5))),
    ("05 / 9 / 2024", By(on(2024, 9, 5))),
    ("2024-09-05", By(on(2024, 9, 5))),
    ("Ngày 05/9/2024", By(on(2024, 9, 5))),
    ("Ngày: 05/9/2024", By(on(2024, 9, 5))),
    ("30 tháng 4 năm 2024", By(on(2024, 4, 30))),  # Tuesday, a holiday: printed is printed
    ("ngày 30 tháng 4", By(on(2024, 4, 30))),
    ("30/4", By(on(2024, 4, 30))),
    ("Ngày 05.9", By(on(2024, 9, 5))),
    ("Mùng 5 tháng 3", By(on(2024, 3, 5))),
    ("15/01/2025", By(on(2025, 1, 15))),
    ("Trước ngày 05/9/2024", By(on(2024, 9, 5), "before")),
    ("Trước 05/9/2024", By(on(2024, 9, 5), "before")),
    ("Trước ngày 30 tháng 4 năm 2024", By(on(2024, 4, 30), "before")),
    ("Trước 31/12 năm 2024", By(on(2024, 12, 31), "before")),
    ("Xong trước 15/3", By(on(2024, 3, 15), "before")),
    ("Hoàn thành trước ngày 30/9/2024", By(on(2024, 9, 30), "before")),
    ("Chậm nhất là trước ngày 15/6/2024", By(on(2024, 6, 15), "before")),
    ("Chậm nhất ngày 31/3/2024", By(on(2024, 3, 31))),  # Sunday
    ("Chậm nhất là ngày 31/3", By(on(2024, 3, 31))),
    ("Muộn nhất vào ngày 31/3/2024", By(on(2024, 3, 31))),
    ("Không muộn hơn ngày 30/6/2024", By(on(2024, 6, 30))),
    ("Đến hết ngày 30/11/2024", By(on(2024, 11, 30))),
    ("đến ngày 30/6", By(on(2024, 6, 30))),
    ("Từ nay đến 31/12/2024", By(on(2024, 12, 31))),
    ("Hạn cuối 30/6/2024", By(on(2024, 6, 30))),
    ("Thời hạn: trước 30/6/2024", By(on(2024, 6, 30), "before")),
    ("Trong ngày 19/5/2024", By(on(2024, 5, 19))),
    ("Sáng ngày 15/5", By(on(2024, 5, 15))),
    ("Thứ Sáu, ngày 17/5/2024", By(on(2024, 5, 17))),  # Friday indeed
    ("Ngày 17/5/2024 (thứ Sáu)", By(on(2024, 5, 17))),
    ("Trước 16h00 ngày 15/3/2024", By(on(2024, 3, 15), hour=16)),  # on that day, before four
    ("Trước 17 giờ, ngày 15/3/2024", By(on(2024, 3, 15), hour=17)),
    ("08 giờ 30 ngày 15/3/2024", By(on(2024, 3, 15), hour=8, minute=30)),
    ("Chậm nhất 4 giờ chiều ngày 15/3/2024", By(on(2024, 3, 15), hour=16)),
]

PERIODS: list[tuple[str, Schedule]] = [
    ("Tháng 4/2024", Within(*APRIL)),
    ("Tháng 04 năm 2024", Within(*APRIL)),
    ("Trong tháng 4 năm 2024", Within(*APRIL)),
    ("T4/2024", Within(*APRIL)),
    ("T.4/2024", Within(*APRIL)),
    ("4/2024", Within(*APRIL)),
    ("Tháng 4/24", Within(*APRIL)),
    ("Tháng 02", Within(*FEBRUARY, year_inferred=True)),
    ("Tháng Ba", Within(*MARCH, year_inferred=True)),
    ("Tháng mười hai", Within(on(2024, 12, 1), on(2024, 12, 31), year_inferred=True)),
    ("Trước tháng 6/2024", By(on(2024, 6, 1), "before")),
    ("Trước 6/2024", By(on(2024, 6, 1), "before")),
    ("Chậm nhất trong tháng 6", By(on(2024, 6, 30))),
    ("Hết tháng 6/2024", By(on(2024, 6, 30))),
    ("Đến cuối tháng 6/2024", By(on(2024, 6, 30))),
    ("Quý I", Within(on(2024, 1, 1), on(2024, 3, 31), year_inferred=True)),
    ("Quý I năm 2024", Within(on(2024, 1, 1), on(2024, 3, 31))),
    ("Quý II/2024", Within(on(2024, 4, 1), on(2024, 6, 30))),
    ("trong quý 03/2024", Within(on(2024, 7, 1), on(2024, 9, 30))),
    ("Quý 4", Within(on(2024, 10, 1), on(2024, 12, 31), year_inferred=True)),
    ("quý iv/2024", Within(on(2024, 10, 1), on(2024, 12, 31))),
    ("Quý tư", Within(on(2024, 10, 1), on(2024, 12, 31), year_inferred=True)),
    ("Q.II/2024", Within(on(2024, 4, 1), on(2024, 6, 30))),
    ("Quý I/25", Within(on(2025, 1, 1), on(2025, 3, 31))),
    ("Trước quý III", By(on(2024, 7, 1), "before")),
    ("Hết quý II/2024", By(on(2024, 6, 30))),
    ("Kết thúc quý I", By(on(2024, 3, 31))),
    ("Năm 2024", Within(on(2024, 1, 1), on(2024, 12, 31))),
    ("2024", Within(on(2024, 1, 1), on(2024, 12, 31))),
    ("Trong năm", Within(on(2024, 1, 1), on(2024, 12, 31), year_inferred=True)),
    ("Cả năm 2024", Within(on(2024, 1, 1), on(2024, 12, 31))),
    ("năm 2025", Within(on(2025, 1, 1), on(2025, 12, 31))),
    ("Hết năm 2025", By(on(2025, 12, 31))),
    ("Trước cuối năm", By(on(2024, 12, 31))),
    ("Quý I năm sau", Within(on(2025, 1, 1), on(2025, 3, 31), year_inferred=True)),
    ("6 tháng đầu năm", Within(on(2024, 1, 1), on(2024, 6, 30), year_inferred=True)),
    ("Trong 6 tháng đầu năm 2024", Within(on(2024, 1, 1), on(2024, 6, 30))),
    ("06 tháng cuối năm 2024", Within(on(2024, 7, 1), on(2024, 12, 31))),
    ("Nửa cuối năm", Within(on(2024, 7, 1), on(2024, 12, 31), year_inferred=True)),
    ("9 tháng đầu năm", Within(on(2024, 1, 1), on(2024, 9, 30), year_inferred=True)),
    ("Trung tuần tháng 5/2024", Within(on(2024, 5, 11), on(2024, 5, 20))),
    ("Hạ tuần tháng 2", Within(on(2024, 2, 21), on(2024, 2, 29), year_inferred=True)),
]

RANGES: list[tuple[str, Schedule]] = [
    ("Tháng 3-6", Within(on(2024, 3, 1), on(2024, 6, 30), year_inferred=True)),
    ("Tháng 3 – 4/2024", Within(on(2024, 3, 1), on(2024, 4, 30))),
    ("T3-T6/2024", Within(on(2024, 3, 1), on(2024, 6, 30))),
    ("Từ tháng 3 đến tháng 6/2024", Within(on(2024, 3, 1), on(2024, 6, 30))),
    ("Từ tháng 3/2024 đến tháng 6", Within(on(2024, 3, 1), on(2024, 6, 30))),
    ("05/2024 - 10/2024", Within(on(2024, 5, 1), on(2024, 10, 31))),
    ("Quý I-II/2024", Within(on(2024, 1, 1), on(2024, 6, 30))),
    ("Quý III/2024 - Quý IV/2024", Within(on(2024, 7, 1), on(2024, 12, 31))),
    ("Từ quý II đến hết quý III", Within(on(2024, 4, 1), on(2024, 9, 30), year_inferred=True)),
    ("Năm 2024 - 2025", Within(on(2024, 1, 1), on(2025, 12, 31))),
    ("Từ năm 2024 đến năm 2025", Within(on(2024, 1, 1), on(2025, 12, 31))),
    ("15-20/3/2024", Within(on(2024, 3, 15), on(2024, 3, 20))),
    ("Từ ngày 15 đến ngày 20/3/2024", Within(on(2024, 3, 15), on(2024, 3, 20))),
    ("Từ ngày 01 đến ngày 30 tháng 6 năm 2024", Within(on(2024, 6, 1), on(2024, 6, 30))),
    ("15/3 - 15/4/2024", Within(on(2024, 3, 15), on(2024, 4, 15))),
    ("Từ 15/3 đến hết quý II/2024", Within(on(2024, 3, 15), on(2024, 6, 30))),
    ("Từ đầu tháng 3 đến cuối tháng 6/2024", Within(on(2024, 3, 1), on(2024, 6, 30))),
    ("Từ tháng 11 đến tháng 2/2025", Within(on(2024, 11, 1), on(2025, 2, 28))),
    ("Từ tháng 11/2024 đến tháng 02", Within(on(2024, 11, 1), on(2025, 2, 28))),
    ("Trong tháng 10/2024 và tháng 11/2024", Within(on(2024, 10, 1), on(2024, 11, 30))),
    ("Quý III và quý IV năm 2024", Within(on(2024, 7, 1), on(2024, 12, 31))),
]

LISTS: list[tuple[str, Schedule]] = [
    ("Tháng 3, 6, 9, 12/2024", Dates((3, 6, 9, 12), 2024)),
    ("Các tháng 3, 6, 9, 12", Dates((3, 6, 9, 12), 2024)),
    ("Tháng 3 và 6", Dates((3, 6), 2024)),
    ("Vào tháng 6 và tháng 12", Dates((6, 12), 2024)),
    ("Tháng 4; tháng 10", Dates((4, 10), 2024)),
    ("02 đợt: tháng 4 và tháng 10", Dates((4, 10), 2024)),
    ("Trước ngày 15/6 và 15/12", AnyOf((By(on(2024, 6, 15), "before"), By(on(2024, 12, 15), "before")))),
    ("Ngày 5, 15 và 25/3", AnyOf((By(on(2024, 3, 5)), By(on(2024, 3, 15)), By(on(2024, 3, 25))))),
    ("30/6/2024; 30/9/2024", AnyOf((By(on(2024, 6, 30)), By(on(2024, 9, 30))))),
    ("Quý I, III/2024", AnyOf((Within(on(2024, 1, 1), on(2024, 3, 31)), Within(on(2024, 7, 1), on(2024, 9, 30))))),
    ("Chậm nhất quý II, quý IV/2024", AnyOf((By(on(2024, 6, 30)), By(on(2024, 12, 31))))),
]

STARTS: list[tuple[str, Schedule]] = [
    ("Từ ngày 01/7/2024", From(on(2024, 7, 1))),
    ("Từ 01/7/2024 trở đi", From(on(2024, 7, 1))),
    ("01/7/2024 trở đi", From(on(2024, 7, 1))),
    ("Kể từ ngày 01 tháng 7 năm 2024", From(on(2024, 7, 1))),
    ("Bắt đầu từ 25/7/2024", From(on(2024, 7, 25))),
    ("Từ Quý III/2024", From(on(2024, 7, 1))),
    ("Từ tháng 7/2024 (liên tục)", From(on(2024, 7, 1))),
    ("Triển khai từ tháng 4", From(on(2024, 4, 1))),
    ("Từ đầu năm 2024", From(on(2024, 1, 1))),
    ("Thường xuyên từ tháng 7/2024", From(on(2024, 7, 1))),
]


@pytest.mark.parametrize(("text", "schedule"), DAYS + PERIODS + RANGES + LISTS + STARTS)
def test_a_plain_phrase_is_read_without_a_question(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert not reading.needs_review, reading.why


YEARS = [
    ("30/4/2024", "text"),
    ("30/4", "plan"),
    ("Quý I", "plan"),
    ("Tháng 3, 6/2024", "text"),
    ("Trong năm", "plan"),
    ("Hàng quý", "none"),
    ("Trước ngày 15/11 hằng năm", "none"),
    ("Hàng quý trong năm 2024", "text"),
    ("Ngay sau khi có kết quả", "none"),
    ("", "none"),
]


@pytest.mark.parametrize(("text", "source"), YEARS)
def test_it_is_said_where_the_year_comes_from(text: str, source: str) -> None:
    assert read(text, year=2024).year_source == source


@pytest.mark.parametrize("text", ["30/4", "Quý I", "Tháng 3, 6", "Trong năm", "Từ tháng 7", "Trước 15/6 và 15/12"])
def test_without_any_year_there_is_no_date(text: str) -> None:
    reading = read(text, year=None)
    assert reading.needs_review
    assert "không rõ năm" in " ".join(reading.why)
    assert reading.confidence < 0.5


def test_a_printed_year_needs_no_plan() -> None:
    reading = read("Trước ngày 15/6/2025", year=None)
    assert (reading.schedule, reading.needs_review) == (By(on(2025, 6, 15), "before"), False)

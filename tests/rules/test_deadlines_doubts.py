"""When a careful clerk would ask, and when asking is needless."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, By, External, Nothing, Schedule, Within

ISSUED = on(2024, 2, 24)  # Saturday

IMPOSSIBLE = ["31/02/2024", "30/2", "Trước ngày 31/4/2024", "00/6/2024", "32/5/2024", "99/99/9999", "29/02/2023"]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_an_impossible_day_gives_no_date(text: str) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == Nothing()
    assert reading.needs_review
    assert reading.confidence < 0.5


def test_a_day_that_exists_only_in_leap_years() -> None:
    assert read("29/02", year=2024).schedule == By(on(2024, 2, 29))
    assert read("29/02", year=2025).schedule == Nothing()


EARLY: list[tuple[str, Schedule]] = [
    ("05/02/2024", By(on(2024, 2, 5))),
    ("Tháng 01 năm 2024", Within(on(2024, 1, 1), on(2024, 1, 31))),
    ("Trước 24/02/2024", By(on(2024, 2, 24), "before")),  # the last permitted day is the 23rd, a Friday
    ("20/3/2024; 20/01/2024", AnyOf((By(on(2024, 3, 20)), By(on(2024, 1, 20))))),
]


@pytest.mark.parametrize(("text", "schedule"), EARLY)
def test_a_limit_before_the_plan_itself_is_asked_about(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024, issued=ISSUED)
    assert (reading.schedule, reading.needs_review) == (schedule, True)
    assert "sớm hơn ngày ban hành" in " ".join(reading.why)
    assert not read(text, year=2024).needs_review


@pytest.mark.parametrize(
    "text", ["24/02/2024", "Trước 25/02/2024", "Tháng 02", "Quý I", "Năm 2024", "Từ tháng 01/2024"]
)
def test_a_limit_from_the_day_of_the_plan_on_is_plain(text: str) -> None:
    assert not read(text, year=2024, issued=ISSUED).needs_review


def test_an_early_day_that_would_fit_the_other_way_round_says_so() -> None:
    assert "đảo: 02/05/2024" in " ".join(read("05/02/2024", year=2024, issued=ISSUED).why)


FAR = ["31/12/2023", "Trước 01/01/2024", "Quý IV/2022", "15/01/2026", "Năm 2030", "Thường xuyên đến hết năm 2030"]
FAR += ["Giai đoạn 2021-2025", "Từ năm 2020", "Tháng 6/2028", "Hàng quý đến hết 31/12/2027", "trước 2030", "đến 2030"]


@pytest.mark.parametrize("text", FAR)
def test_a_year_far_from_the_plan_is_asked_about(text: str) -> None:
    reading = read(text, year=2024)
    assert reading.needs_review
    assert "của kế hoạch" in " ".join(reading.why)


@pytest.mark.parametrize("text", ["15/01/2025", "Quý IV/2025", "Năm 2025", "Từ 01/6/2025", "Thường xuyên đến hết 2025"])
def test_the_year_after_the_plan_is_plain(text: str) -> None:
    assert not read(text, year=2024).needs_review


def test_a_bare_year_with_an_edge_has_the_meaning_of_the_format_and_a_question() -> None:
    before, until = read("trước 2025", year=2024), read("đến 2025", year=2024)
    assert before.schedule == By(on(2025, 1, 1), "before")
    assert until.schedule == By(on(2025, 12, 31))
    assert before.needs_review
    assert until.needs_review


def test_day_and_month_the_other_way_round_are_put_right_with_a_question() -> None:
    reading = read("04/15/2024", year=2024)
    assert (reading.schedule, reading.needs_review) == (By(on(2024, 4, 15)), True)
    assert "bị đảo" in " ".join(reading.why)


REMARKS = [
    ("30/6/2024 (đã hoàn thành)", "đã"),
    ("30/6/2024 chưa chốt", "chưa"),
    ("15/12/2024 - đề nghị điều chỉnh", "điều chỉnh"),
    ("Lùi sang quý III/2024", "Lùi"),
    ("Gia hạn đến 30/9/2024", "Gia hạn"),
    ("Chuyển sang năm 2025", "Chuyển sang"),
    ("Không thực hiện trong năm 2024", "Không"),
    ("15/8/2024 âm lịch", "âm lịch"),
    ("Sửa thành 30/6/2024", "Sửa thành"),
    ("30/6/2024?", "dấu hỏi"),
    ("Quý III/2024 (dự kiến)", "dự kiến"),
    ("Ông Bảy trước 30/6/2024", "Ông Bảy"),
    ("30/6/2024 ghi nhầm cột", "nhầm"),
    ("30/6/2024 ghi tạm", "ghi tạm"),
]


@pytest.mark.parametrize(("text", "word"), REMARKS)
def test_a_remark_beside_a_date_is_asked_about(text: str, word: str) -> None:
    reading = read(text, year=2024)
    assert reading.needs_review
    assert word in " ".join(reading.why)


LEFT_OVER = [
    "Tháng 13/2024",
    "ngày   tháng 6 năm 2024",
    "tháng    năm 2024",
    "Quý V/2024",
    "30/6/2024 và 15",
    "Tháng 6/12",
]
LEFT_OVER += ["Hàng quý năm học 2024-2025", "Ngày 15 tháng 3, 6, 9", "30/6/20244", "Trước ngày 15", "Quý 5", "Tháng 0"]


@pytest.mark.parametrize("text", LEFT_OVER)
def test_time_that_could_not_be_placed_is_asked_about(text: str) -> None:
    assert read(text, year=2024).needs_review


HIDDEN = [
    ("10 ngày kể từ ngày nhận và hoàn tất hồ sơ 30/6", "30/6"),
    ("Khi có yêu cầu: rà soát 02 lần/năm", "02 lần/năm"),
    ("Ngay sau khi có kết luận - trình ký tháng 6", "tháng 6"),
    ("Theo kế hoạch của tỉnh, tổng hợp báo cáo quý", "báo cáo quý"),
    ("Khi có công việc mới thì xong 30/6", "30/6"),
]


@pytest.mark.parametrize(("text", "hidden"), HIDDEN)
def test_a_limit_swallowed_by_the_words_of_an_event_is_asked_about(text: str, hidden: str) -> None:
    reading = read(text, year=2024)
    assert reading.needs_review
    assert hidden in reading.why[-1]


NAMED_DOCUMENTS = [
    "Theo Quyết định số 12/QĐ-UBND, ngày 05/01/2024",
    "Theo Công văn ngày 05/01/2024 của Sở Nội vụ",
    "Theo hướng dẫn của tỉnh và kế hoạch hàng năm của huyện",
    "Theo Kế hoạch số 5/KH-UBND ngày 05/01/2024 và chương trình năm 2024",
    "Ngay sau khi có Quyết định số 12/QĐ-UBND ngày 05/01/2024",
]


@pytest.mark.parametrize("text", NAMED_DOCUMENTS)
def test_the_date_of_a_document_is_no_limit(text: str) -> None:
    assert not read(text, year=2024).needs_review


def test_two_days_for_one_rhythm_are_asked_about() -> None:
    reading = read("Trước ngày 15, trước ngày 20 hàng tháng", year=2024)
    assert reading.needs_review
    assert "hai ngày" in " ".join(reading.why).casefold()


@pytest.mark.parametrize(
    "text", ["Báo cáo quý xong gửi huyện, duy trì", "Họp báo cáo 9 tháng rồi nghỉ, trước 30/6/2024"]
)
def test_a_report_named_without_its_own_limit_is_asked_about(text: str) -> None:
    assert read(text, year=2024).needs_review


VAGUE = [
    "Cuối năm",
    "Đầu quý II",
    "Giữa năm 2024",
    "Cuối tháng 6/2024",
    "Tuần 1 tháng 3",
    "Quý I, II",
    "Tháng 6, 7/2024",
]


@pytest.mark.parametrize("text", VAGUE)
def test_a_date_with_two_readings_is_asked_about(text: str) -> None:
    reading = read(text, year=2024)
    assert reading.schedule != Nothing()
    assert reading.needs_review
    assert reading.confidence <= 0.5


DAMAGED: list[tuple[str, Schedule]] = [
    ("3O/6/2024", By(on(2024, 6, 30))),
    ("l5/6/2024", By(on(2024, 6, 15))),
    ("Quý lI/2024", Within(on(2024, 4, 1), on(2024, 6, 30))),
]


@pytest.mark.parametrize(("text", "schedule"), DAMAGED)
def test_damaged_figures_are_read_with_a_question(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert (reading.schedule, reading.needs_review) == (schedule, True)
    assert "hỏng" in " ".join(reading.why)


def test_a_damaged_word_that_can_mean_one_thing_only_needs_no_question() -> None:
    reading = read("Trưóc ngày 30/6/2024", year=2024)
    assert (reading.schedule, reading.needs_review) == (By(on(2024, 6, 30), "before"), False)
    assert "được hiểu là “trước”" in " ".join(reading.why)


def test_the_usual_misprint_of_on_demand_is_read() -> None:
    reading = read("Định kỳ/đợt xuất", year=2024)
    assert reading.schedule == AnyOf((External("định kỳ (không nêu chu kỳ)"), External("đột xuất")), "or")
    assert reading.needs_review  # no period is named


def test_a_weekday_that_does_not_fit_its_date_is_asked_about() -> None:
    assert read("Thứ Hai, ngày 17/5/2024", year=2024).needs_review  # a Friday
    assert read("Ngày 17/5/2024 (thứ Hai)", year=2024).needs_review


def test_a_range_that_ends_before_it_starts_gives_no_date() -> None:
    reading = read("Từ 30/6/2024 đến 15/3/2024", year=2024)
    assert (reading.schedule, reading.needs_review) == (Nothing(), True)


PLAIN = ["Thường xuyên", "Trước ngày 05/9/2024", "Quý I", "02 lần/năm", "Trong thời gian 10 ngày kể từ ngày tiếp nhận"]
PLAIN += ["Theo kế hoạch của tỉnh", "Ngay sau khi có quyết định của huyện", "Hàng tuần", "Năm 2024", "Trong năm 2024"]


@pytest.mark.parametrize("text", PLAIN)
def test_the_commonest_cells_are_never_asked_about(text: str) -> None:
    reading = read(text, year=2024, issued=ISSUED)
    assert not reading.needs_review
    assert reading.confidence >= 0.9
    assert reading.why[0].startswith("Hiểu là: ")


def test_what_was_understood_is_told_in_words() -> None:
    assert read("Trước 05/9/2024", year=2024).why == ("Hiểu là: trước ngày 05/09/2024.",)
    assert read("Quý I", year=2024).why == (
        "Hiểu là: từ 01/01/2024 đến 31/03/2024.",
        "Không in năm, lấy năm của kế hoạch: 2024.",
    )
    assert read("Trước 16h30 ngày 15/3/2024", year=2024).why == ("Hiểu là: chậm nhất 16 giờ 30 ngày 15/03/2024.",)
    assert read("Hàng quý", year=2024).why == ("Hiểu là: 1 lần mỗi quý.",)


TOLD = [
    ("Trước ngày 20 của tháng cuối quý", "1 lần mỗi quý, trước ngày 20 tháng cuối quý"),
    ("Trước 16h00 thứ Sáu hàng tuần", "1 lần mỗi tuần, trước 16 giờ 00 thứ Sáu"),
    ("Trước 15/11 hằng năm", "1 lần mỗi năm, trước ngày 15 tháng 11"),
    ("Hàng quý trong năm 2024", "1 lần mỗi quý, từ 01/01/2024, đến 31/12/2024"),
    ("Tháng 3, 6/2024", "các tháng 3, 6 năm 2024"),
    ("Thường xuyên đến hết năm 2024", "thường xuyên đến 31/12/2024"),
    ("05 ngày làm việc kể từ ngày nhận", "5 ngày làm việc sau mốc “ngày nhận”"),
    ("Từ khi có hướng dẫn", "từ khi có hướng dẫn"),
    ("Từ 01/7/2024", "từ 01/07/2024"),
    ("Theo kế hoạch của tỉnh", "không có ngày cố định (kế hoạch của tỉnh)"),
    ("Hàng quý/năm", "1 lần mỗi quý; 1 lần mỗi năm"),
    (
        "Soạn thảo: 15/3/2024; trình ký: 30/3/2024",
        "Soạn thảo: 15/3/2024 (chậm nhất ngày 15/03/2024); trình ký: 30/3/2024 (chậm nhất ngày 30/03/2024)",
    ),
]


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_every_form_is_told_in_words(text: str, words: str) -> None:
    assert read(text, year=2024).why == (f"Hiểu là: {words}.",)

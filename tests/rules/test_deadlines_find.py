"""Time limits inside running text, found only where they are surely limits."""

from datetime import date as on

import pytest

from bot.rules.deadlines import find
from bot.rules.schedules import AnyOf, By, Every, Relative, Schedule, Within
from bot.rules.vietnamese import nfc

FOUND: list[tuple[str, str, Schedule]] = [
    ("Báo cáo trình UBND tỉnh trước ngày 30/8/2026", "trước ngày 30/8/2026", By(on(2026, 8, 30), "before")),
    ("Gửi kết quả chậm nhất ngày 15/9.", "chậm nhất ngày 15/9", By(on(2026, 9, 15))),
    ("Tờ trình, hoàn thành đến hết ngày 20/11/2026", "đến hết ngày 20/11/2026", By(on(2026, 11, 20))),
    ("Hoàn thành trong tháng 5/2026 việc rà soát", "trong tháng 5/2026", Within(on(2026, 5, 1), on(2026, 5, 31))),
    ("Báo cáo niêm yết (hàng quý)", "hàng quý", Every("quarter")),
    ("Định kỳ hàng tháng công khai kết quả", "Định kỳ hàng tháng", Every("month")),
    ("Nêu tại cuộc họp giao ban hàng tuần", "hàng tuần", Every("week")),
    ("Báo cáo định kỳ hằng năm", "định kỳ hằng năm", Every("year")),
    ("Báo cáo (hàng năm)", "hàng năm", Every("year")),
    ("Viết ít nhất 1 tin, bài viết/tuần", "ít nhất 1 tin, bài viết/tuần", Every("week")),
    ("Họp 02 lần/năm tại xã", "02 lần/năm", Every("year", 2)),
    (
        "Gửi trước ngày 20 của tháng cuối quý",
        "trước ngày 20 của tháng cuối quý",
        Every("quarter", anchor="quarter-last-month", day=20, edge="before"),
    ),
    (
        "Công khai (chậm nhất 5 ngày làm việc kể từ ngày ban hành) trên cổng.",
        "chậm nhất 5 ngày làm việc kể từ ngày ban hành",
        Relative("ngày ban hành", 5, calendar="working"),
    ),
    (
        "Trong thời gian 01 ngày sau khi huyện công bố; niêm yết",
        "Trong thời gian 01 ngày sau khi huyện công bố",
        Relative("huyện công bố", 1),
    ),
    ("Trả lời ngay sau khi có kết luận.", "ngay sau khi có kết luận", Relative("có kết luận", 0)),
    (
        "Sơ kết trước ngày 15/6 và 15/12/2026",
        "trước ngày 15/6 và 15/12/2026",
        AnyOf((By(on(2026, 6, 15), "before"), By(on(2026, 12, 15), "before"))),
    ),
]


@pytest.mark.parametrize(("text", "span", "schedule"), FOUND)
def test_a_limit_in_running_text_is_found(text: str, span: str, schedule: Schedule) -> None:
    (found,) = find(text, year=2026)
    assert (found.text, found.schedule) == (span, schedule)
    assert nfc(text)[found.start : found.end] == found.text


NOT_LIMITS = [
    "",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
    "theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ",
    "Kế hoạch số 15/KH-UBND, ngày 10/01/2026",
    "Nghị quyết 19-NQ/TW ngày 25/10/2017",
    "Kế hoạch cải cách hành chính năm 2026",
    "Đảm bảo trong năm 2026 không có đơn thư kéo dài",
    "giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
    "dự toán ngân sách hàng năm",
    "rà soát hộ nghèo hằng năm",
    "20 hồ sơ/ngày x 22 ngày/tháng x 12 tháng",
    "mức độ 3, 4 đạt 80%",
    "Thường xuyên theo dõi phản ánh",
    "Xử lý theo quy định, khi có yêu cầu",
    "Niêm yết sau khi được công bố",
    "văn bản ban hành trước ngày 01/7/2025 còn hiệu lực",
    "hồ sơ tiếp nhận trước ngày 01/7/2025",
    "Báo cáo quý",
    "Họp ngày 05/4/2026",
    "Trước 31/02/2026",
    "Trong thời hạn 05 ngày làm việc",
    "Cuối năm",
]


@pytest.mark.parametrize("text", NOT_LIMITS)
def test_documents_conditions_and_doubtful_limits_are_left_alone(text: str) -> None:
    assert find(text, year=2026) == ()


def test_several_limits_come_in_the_order_of_the_text() -> None:
    text = "Dự thảo trình trước ngày 15/3/2026; báo cáo hàng quý; tổng kết chậm nhất ngày 20/12/2026."
    assert [found.text for found in find(text, year=2026)] == [
        "trước ngày 15/3/2026",
        "hàng quý",
        "chậm nhất ngày 20/12/2026",
    ]


def test_a_document_before_a_limit_does_not_hide_it() -> None:
    text = "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2026, báo cáo kết quả trước ngày 15/6/2026"
    assert [found.schedule for found in find(text, year=2026)] == [By(on(2026, 6, 15), "before")]


def test_without_a_year_only_printed_years_count() -> None:
    assert find("Gửi trước ngày 15/6", year=None) == ()
    assert len(find("Gửi trước ngày 15/6/2026", year=None)) == 1

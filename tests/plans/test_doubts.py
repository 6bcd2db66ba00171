"""What is asked about a row, and which rows are left in peace."""

import pytest

from tests.plans.documents import HEADER, rows_of

LEAD = "Phòng Kinh tế"


OWN = ("Chưa ghi", "Phần nội dung", "Phần kết quả", "Phần ghi chú")


def asked(time: str, product: str = "", note: str = "", lead: str = LEAD, content: str = "Sửa cầu") -> list[str]:
    """The doubts about the row that do not come from its deadline cell alone."""
    (row,) = rows_of(f"{HEADER}\n1\t{content}\t{lead}\t\t{time}\t{product}\t{note}")
    found = [why for why in row.why if why.startswith(OWN)]
    assert row.needs_review or not found
    return found


@pytest.mark.parametrize(
    ("time", "product", "note"),
    [
        ("30/6/2026", "Biên bản nghiệm thu", ""),
        ("Trước ngày 30/6/2026", "Báo cáo kết quả thực hiện năm 2026", ""),
        ("Thường xuyên", "Báo cáo kết quả thực hiện trong năm 2026", "Theo Nghị định số 12/2020/NĐ-CP ngày 05/3/2020"),
        ("Quý I", "Kế hoạch được ban hành", "Lồng ghép với ngày hội"),
        ("Hàng quý", "Báo cáo hàng quý", ""),
        ("30/6/2026", "Quyết định", "Hoàn thành trước ngày 01/7/2026"),
    ],
)
def test_a_plain_row_is_left_in_peace(time: str, product: str, note: str) -> None:
    (row,) = rows_of(f"{HEADER}\n1\tSửa cầu\t{LEAD}\t\t{time}\t{product}\t{note}")
    assert not row.needs_review


@pytest.mark.parametrize(
    ("time", "product", "note", "quoted"),
    [
        ("30/11/2026", "Đề án trình UBND tỉnh trước ngày 30/8/2026", "", "trước ngày 30/8/2026"),
        ("Thường xuyên", "Báo cáo việc niêm yết (hàng quý)", "", "hàng quý"),
        ("Thường xuyên", "", "Trong thời gian 10 ngày kể từ ngày tiếp nhận", "10 ngày kể từ ngày tiếp nhận"),
    ],
)
def test_another_time_limit_in_the_row_is_asked_about(time: str, product: str, note: str, quoted: str) -> None:
    (doubt,) = asked(time, product, note)
    assert quoted in doubt


def test_a_date_in_the_content_that_differs_is_asked_about() -> None:
    (doubt,) = asked("Quý IV", content="Trình phương án trước ngày 15/8/2026")
    assert "15/8/2026" in doubt


def test_a_missing_lead_is_asked_about() -> None:
    assert asked("30/6/2026", lead="") == ["Chưa ghi đơn vị chủ trì."]


@pytest.mark.parametrize("time", ["", "Phòng Kinh tế", "…"])
def test_a_cell_without_a_time_is_asked_about(time: str) -> None:
    (row,) = rows_of(f"{HEADER}\n1\tSửa cầu\t{LEAD}\t\t{time}\tBiên bản\t")
    assert row.needs_review


def test_a_time_in_the_products_place_is_taken_and_asked_about() -> None:
    (row,) = rows_of(f"{HEADER}\n1\tTập huấn\t{LEAD}\t\tTham dự hội nghị, tọa đàm\tTheo Kế hoạch của tỉnh\t")
    assert (row.deadline_text, row.product) == ("Tham dự hội nghị, tọa đàm", "Theo Kế hoạch của tỉnh")
    assert type(row.schedule).__name__ == "External"
    assert row.needs_review
    assert "đổi chỗ" in row.why[-1]


def test_a_blank_deadline_is_not_filled_from_the_product() -> None:
    (row,) = rows_of(f"{HEADER}\n1\tTập huấn\t{LEAD}\t\t\tTheo Kế hoạch của tỉnh\t")
    assert type(row.schedule).__name__ == "Nothing"
    assert row.needs_review


def test_a_year_nobody_printed_is_not_invented() -> None:
    (row,) = rows_of(f"{HEADER}\n1\tTập huấn\t{LEAD}\t\tTháng 9\t\t", year=None)
    assert row.needs_review

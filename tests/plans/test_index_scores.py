"""Points of the 766 index out of the exports that offices get."""

from collections.abc import Sequence

import pytest

from bot.plans.index_scores import read_scores
from bot.plans.opening import PlanRefused
from tests.plans.documents import saved, workbook

TYPED = {"cong_khai": 18, "tien_do": 19.5, "truc_tuyen": 10, "thanh_toan": 8, "hai_long": 17, "so_hoa": 20}
ROWS = (
    ("BÁO CÁO BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN", "", "", "", ""),
    ("STT", "Nhóm chỉ số", "Điểm tối đa", "Điểm đạt được", "Tỷ lệ"),
    (1, "Công khai, minh bạch", 18, 18, "100%"),
    (2, "Tiến độ, kết quả giải quyết", 20, 19.5, "97,5%"),
    (3, "Cung cấp dịch vụ công trực tuyến", 12, 10, "83,3%"),
    (4, "Thanh toán trực tuyến", 10, 8, "80%"),
    (5, "Mức độ hài lòng", 18, 17, "94,4%"),
    (6, "Số hóa hồ sơ", 22, 20, "90,9%"),
    ("", "Tổng điểm", 100, 92.5, ""),
)
ACROSS = (
    ("Đơn vị", "Số hóa hồ sơ", "Công khai minh bạch", "Tiến độ giải quyết", "DVC trực tuyến", "Thanh toán", "Hài lòng"),
    ("UBND xã Khác", 1, 2, 3, 4, 5, 6),
    ("UBND xã Thử", 20, 18, 19.5, 10, 8, 17),
)


def text_of(rows: Sequence[Sequence[object]], separator: str = ";") -> str:
    return "\r\n".join(separator.join(str(cell).replace(".", ",") for cell in row) for row in rows)


def test_a_row_for_each_group_is_read_from_a_workbook() -> None:
    assert read_scores("766.xlsx", saved(workbook(ROWS))) == TYPED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_from_text_in_any_encoding(encoding: str) -> None:
    assert read_scores("766.csv", text_of(ROWS).encode(encoding)) == TYPED


def test_a_column_for_each_group_is_read_in_the_offices_own_row() -> None:
    assert read_scores("766.xlsx", saved(workbook(ACROSS)), "UBND xã Thử") == TYPED


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (ROWS[:5], "Còn thiếu điểm"),
        ((*ROWS[:2], (1, "Công khai", 18, 19, ""), *ROWS[3:]), "tối đa 18"),
        ((("Tên", "Ngày"), ("Lan", 3)), "Không thấy điểm"),
        ((ACROSS[0], ("UBND xã Một", 1, 2, 3, 4, 5, 6), ("UBND xã Hai", 1, 2, 3, 4, 5, 6)), "Không thấy điểm"),
    ],
)
def test_what_is_lacking_or_beyond_its_most_is_refused(rows: Sequence[Sequence[object]], problem: str) -> None:
    with pytest.raises(PlanRefused, match=problem):
        read_scores("766.xlsx", saved(workbook(rows)), "UBND xã Thử")


def test_other_kinds_of_files_are_not_opened() -> None:
    with pytest.raises(PlanRefused, match="Chỉ đọc được"):
        read_scores("766.docx", b"PK")

"""Columns are known by what their headers mean, in many wordings and spellings."""

import pytest

from bot.plans.blocks import Cell, Row, row_of
from bot.plans.columns import header_texts, is_count_row, read_columns, stacked
from bot.plans.headers import header_role

WORDINGS = {
    "no": "STT | TT | Số TT | Stt | Số thứ tự",
    "content": "Nội dung | Nội dung công việc | Nhiệm vụ | Nhiệm vụ cụ thể | Các nhiệm vụ cụ thể | Việc |"
    " Tên nhiệm vụ, đề án |"
    " Nhiệm vụ/Giải pháp | Hạng mục công việc | Đầu việc | Nội dung chỉ tiêu | Danh mục nhiệm vụ | Hoạt động",
    "lead": "Cơ quan chủ trì | Đơn vị chủ trì | Chủ trì | Cơ quan, đơn vị thực hiện | Đơn vị thực hiện |"
    " Người thực hiện |"
    " Phân công thực hiện | Cán bộ phụ trách | ĐV thực hiện | Cơ quan chủ trì/phối hợp | Đơn vị, cá nhân thực hiện |"
    " Trách nhiệm thực hiện | Cơ quan chủ trì thực hiện | Đơn vị đầu mối",
    "coop": "Cơ quan phối hợp | Đơn vị phối hợp | Phối hợp | Phối hợp thực hiện",
    "deadline": "Thời gian | Thời hạn | Thời gian thực hiện | Thời gian hoàn thành | Tiến độ | Hạn hoàn thành |"
    " Dự kiến hoàn thành | Ngày hoàn thành | Mốc thời gian | Hạn xử lý | Kỳ báo cáo | Thời hạn (trước ngày)",
    "product": "Sản phẩm | Kết quả | Kết quả đầu ra | Dự kiến sản phẩm | Sản phẩm/Kết quả | Kết quả thực hiện",
    "note": "Ghi chú | Ghi chú khác",
    "unit": "Đơn vị tính | ĐVT",
    "office": "Đơn vị",
    "measure": "Chỉ tiêu",
    "target": "Chỉ tiêu năm 2026 | Chỉ tiêu giao năm 2026 | Kế hoạch năm 2026 | Mục tiêu năm 2026",
    "evaluator": "Cơ quan chủ trì đánh giá | Cơ quan theo dõi, đánh giá",
    "other": "Kinh phí | Lãnh đạo phụ trách | Số điện thoại | Cấp trình | Địa điểm | Ước thực hiện năm 2025",
    "start": "Thời gian bắt đầu | Ngày bắt đầu",
    "period": "Quý I | Quý IV/2026 | Tháng 3",
    "code": "Mã | Mã nhiệm vụ",
}


@pytest.mark.parametrize(
    ("role", "text"), [(role, text.strip()) for role, texts in WORDINGS.items() for text in texts.split("|")]
)
def test_a_header_is_known_by_its_meaning(role: str, text: str) -> None:
    assert header_role(text) == role
    assert header_role(text.upper()) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nôi dung công viêc", "content"),  # accents lost
        ("Thời gian hoàn hành", "deadline"),  # a letter lost
        ("Cơ quan phôi hơp", "coop"),
        ("T h ờ i  g i a n", "deadline"),  # letters set apart
        ("Thờigian thựchiện", "deadline"),  # words run together
        ("Cơ quan chu trl", "lead"),
        ("Sản phâm hoàn thảnh", "product"),
    ],
)
def test_slips_of_text_recognition_are_forgiven(text: str, role: str) -> None:
    assert header_role(text) == role


@pytest.mark.parametrize(
    "text",
    [
        "Công an xã",
        "Báo cáo của UBND xã",
        "Thường xuyên",
        "Trồng 500 cây xanh ven đường thôn",
        "Theo tiến độ cụ thể của từng hộ dân",
        "Phòng Văn hóa - Xã hội",
        "Tổ chức ngày hội đọc sách cho học sinh toàn xã, tặng quà các em có hoàn cảnh khó khăn nhân dịp năm học mới",
    ],
)
def test_the_text_of_a_row_is_no_header(text: str) -> None:
    assert header_role(text) is None


def test_columns_may_stand_in_any_order() -> None:
    columns = read_columns(["Thời hạn", "Sản phẩm", "Đơn vị thực hiện", "Nhiệm vụ", "TT"])
    assert columns is not None
    assert list(columns.roles) == ["deadline", "product", "lead", "content", "no"]


def test_a_single_column_of_units_is_a_mixed_one() -> None:
    both = read_columns(["TT", "Nội dung", "Cơ quan thực hiện", "Thời gian"])
    apart = read_columns(["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"])
    assert both is not None
    assert both.is_mixed
    assert apart is not None
    assert not apart.is_mixed


def test_the_first_of_two_content_columns_only_names_the_subject() -> None:
    columns = read_columns(["Nội dung", "Nhiệm vụ, giải pháp", "Cơ quan thực hiện"])
    assert columns is not None
    assert list(columns.roles) == ["topic", "content", "lead"]


def test_chi_tieu_is_the_name_beside_a_value_and_the_value_beside_a_name() -> None:
    named = read_columns(["STT", "Chỉ tiêu", "Đơn vị", "Chỉ tiêu năm 2026", "Cơ quan thực hiện"])
    valued = read_columns(["STT", "Nội dung", "Đơn vị", "Chỉ tiêu", "Cơ quan thực hiện"])
    assert named is not None
    assert list(named.roles) == ["no", "content", "unit", "target", "lead"]
    assert valued is not None
    assert list(valued.roles) == ["no", "content", "unit", "target", "lead"]
    assert named.is_indicator
    assert valued.is_indicator


def test_don_vi_without_a_target_is_who_does_the_work() -> None:
    columns = read_columns(["TT", "Nhiệm vụ", "Đơn vị", "Thời hạn"])
    assert columns is not None
    assert list(columns.roles) == ["no", "content", "lead", "deadline"]
    assert not columns.is_indicator


def test_a_table_of_tasks_with_a_goal_column_stays_one_of_tasks() -> None:
    columns = read_columns(["TT", "Nhiệm vụ", "Mục tiêu", "Đơn vị thực hiện", "Thời hạn"])
    assert columns is not None
    assert not columns.is_indicator


def test_the_end_counts_where_start_and_end_have_columns() -> None:
    columns = read_columns(["TT", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Kết thúc"])
    assert columns is not None
    assert list(columns.roles) == ["no", "content", "lead", "start", "deadline"]


@pytest.mark.parametrize(
    "cells",
    [
        ["7", "Thực hiện nhiệm vụ được giao", "Theo tiến độ", "Các cơ quan, đơn vị"],
        ["", "Hoàn thành nhiệm vụ", "Các cơ quan, đơn vị", "Tháng 3"],
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["STT", "Họ và tên", "Đơn vị", "Số điện thoại"],
        ["TT", "Nội dung", "Ghi chú"],
    ],
)
def test_other_rows_are_no_header(cells: list[str]) -> None:
    assert read_columns(cells) is None


def test_a_header_over_two_rows_is_put_together() -> None:
    upper = Row((Cell("TT"), Cell("Nhiệm vụ"), Cell("Đơn vị"), Cell(across=True), Cell("Thời hạn")))
    lower = Row((Cell("TT", down=True), Cell("Nhiệm vụ", down=True), Cell("Chủ trì"), Cell("Phối hợp"), Cell()))
    both = stacked(header_texts(upper), lower)
    assert both is not None
    columns = read_columns(both)
    assert columns is not None
    assert list(columns.roles) == ["no", "content", "lead", "coop", "deadline"]


def test_a_first_row_of_data_does_not_complete_the_header() -> None:
    upper = row_of(["TT", "Nhiệm vụ", "Đơn vị", "Thời hạn"])
    assert stacked(header_texts(upper), row_of(["1", "Sửa cầu", "Công an xã", "30/6"])) is None


def test_the_row_of_column_numbers_is_told_from_data() -> None:
    assert is_count_row(row_of(["(1)", "(2)", "(3)", "(4)"]))
    assert is_count_row(row_of(["A", "B", "1", "2", "3"]))
    assert not is_count_row(row_of(["1", "Sửa cầu", "2", "3"]))
    assert not is_count_row(row_of(["1", "", "", ""]))

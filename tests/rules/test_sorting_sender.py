"""Who sends a message, their telephone and that they reported it before say nothing of the matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.sorting.sender import without_sender


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ổ gà trước chợ, số điện thoại của tôi là 0912.345.678", "Ổ gà trước chợ"),
        ("Rác ứ cả tuần. Liên hệ tôi: 0912 345 678", "Rác ứ cả tuần"),
        ("den hu roi, sdt em 0912345678", "den hu roi"),
        ("Cống nghẹt (gọi lại cho em qua số +84 912 345 678)", "Cống nghẹt"),
        ("Tôi tên Nguyễn Văn Hòa, phản ánh đèn hư", "Tôi , phản ánh đèn hư"),
        ("Lần 3 tôi báo: rác ứ trước chợ", "rác ứ trước chợ"),
        ("lan thu 4 toi phan anh, rac u truoc cho", "rac u truoc cho"),
        ("Rác ứ trước chợ. Đây là lần thứ ba tôi phản ánh rồi", "Rác ứ trước chợ."),
        ("em báo lần 2 rồi đó, cống nghẹt", "cống nghẹt"),
    ],
)
def test_only_the_matter_is_left(text: str, kept: str) -> None:
    assert without_sender(text).strip() == kept


@pytest.mark.parametrize(
    "text",
    [
        "Cho vay nhanh, gọi 0900 000 828 gặp nhân viên",
        "Số lạ 0900 000 828 gọi xưng công an",
        "Tôi không đồng ý với quyết định phạt",
        "Tôi là công nhân, lương chậm hai tháng",
        "Ngày 12/11 nước lên 0,5 m",
        "Lần 2 gửi tiền cho ông Tư trưởng ấp",
        "lan sau toi bao",
    ],
)
def test_another_ones_number_and_what_is_no_name_stay(text: str) -> None:
    assert without_sender(text) == text


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert len(without_sender(text)) <= len(text) + 4

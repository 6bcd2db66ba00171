"""How to reach a body outside the office, as a clerk writes it."""

import pytest

from bot.rules.contact_said import Contact, read_contact


@pytest.mark.parametrize(
    ("said", "contact"),
    [
        (
            "Điện lực khu vực Suối Mơ; điện thoại 1900 1006; địa chỉ 5 Trần Phú; email dl@vidu.vn",
            Contact("Điện lực khu vực Suối Mơ", "1900 1006", "5 Trần Phú", "dl@vidu.vn"),
        ),
        ("Công ty cấp nước; 0200 123 456", Contact("Công ty cấp nước", "0200 123 456")),
        (
            "VNPT Suối Mơ\nđt: 18001166\nThư điện tử: a.b@vnpt.vn",
            Contact("VNPT Suối Mơ", "18001166", "", "a.b@vnpt.vn"),
        ),
        ("Sở Xây dựng; 12 Lê Lợi, phường Một", Contact("Sở Xây dựng", "", "12 Lê Lợi, phường Một")),
        ("Tỉnh đoàn", Contact("Tỉnh đoàn")),
        ("Điện lực; tổng đài 19001006", Contact("Điện lực", "19001006")),
        ("Tổng đài thông tin; 1022", Contact("Tổng đài thông tin", "1022")),
    ],
)
def test_the_parts_are_known_by_what_they_look_like(said: str, contact: Contact) -> None:
    assert read_contact(said) == contact


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "Phần đầu"),
        ("0200 123 456; Điện lực", "Phần đầu"),
        ("a@b.vn", "Phần đầu"),
        ("Điện lực; điện thoại abc", "chưa đúng"),
        ("Điện lực; email khong co", "chưa đúng"),
        ("Điện lực; 0200 123 456; 0200 123 457", "cùng là một mục"),
        ("Điện lực; " + "x" * 201, "dài nhất"),
    ],
)
def test_what_is_wrong_is_named(said: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_contact(said)

"""Danger and dangerous files."""

import pytest

from bot.rules.alarms import is_alarming
from bot.rules.file_kinds import is_program


@pytest.mark.parametrize(
    "text",
    ["Cứu với, có người đuối nước", "dien giat o tru den cho", "nhà đang cháy", "sập cầu rồi", "chập cháy tủ điện"],
)
def test_words_of_danger_are_heard_with_and_without_accents(text: str) -> None:
    assert is_alarming(text)


@pytest.mark.parametrize("text", ["Đèn đường hỏng", "bán hàng cháy máy thôi", "từ từ rồi sửa cũng được"])
def test_everyday_words_are_no_alarm(text: str) -> None:
    assert not is_alarming(text)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.exe", b""), ("anh.jpg", b"MZ\x90"), ("x.APK", b"PK"), ("a", b"\x7fELF"), ("chay.sh", b"#!/bin/sh")],
)
def test_programs_are_known_by_name_or_by_their_first_bytes(name: str, beginning: bytes) -> None:
    assert is_program(name, beginning)


@pytest.mark.parametrize(("name", "beginning"), [("a.jpg", b"\xff\xd8"), ("b.pdf", b"%PDF"), ("c.docx", b"PK")])
def test_papers_and_pictures_are_no_programs(name: str, beginning: bytes) -> None:
    assert not is_program(name, beginning)

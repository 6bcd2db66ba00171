"""Names and kinds of uploads, without a server."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.file_kinds import picture_type
from bot.web.files import NAME_LENGTH, clean_name


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        (b"GIF87a....", "image/gif"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x0a\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x0a\x00\x00\x00WAVEfmt ", ""),
        (b"RIFF\n\n\n\nWEBP", "image/webp"),
        (b"\x89PNG\n\x1a\n", ""),
        (b"<svg xmlns=", ""),
        (b"<html>GIF89a", ""),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_first_bytes_alone(head: bytes, mime: str) -> None:
    assert picture_type(head) == mime


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("đèn hỏng.jpg", "đèn hỏng.jpg"),
        ("C:\\Users\\Sáu\\đèn.jpg", "đèn.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..", "tep"),
        ("", "tep"),
        ("  báo cáo .docx", "báo cáo .docx"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie: x.txt"),
        ("hoá đơn\u202efdp.exe", "hoá đơnfdp.exe"),
        ("n" * 300 + ".docx", "n" * 115 + ".docx"),
        ("n" * 300, "n" * 120),
        ("đ" + "e\u0302\u0300" + "n.jpg", "đền.jpg"),
    ],
)
def test_a_name_is_shown_without_its_path_and_without_tricks(told: str, shown: str) -> None:
    assert clean_name(told) == shown


@given(st.text())
@example("a/" + "." * 200)
@example("x." + "y" * 300)
def test_whatever_the_name_it_ends_as_a_short_plain_one(name: str) -> None:
    shown = clean_name(name)
    assert 1 <= len(shown) <= NAME_LENGTH
    assert not set(shown) & set("/\\\r\n\x00")
    assert all(unicodedata.category(character)[0] != "C" for character in shown)
    assert clean_name(shown) == shown or shown.endswith((" ", "."))

"""The office's addresses and the name it bears in papers."""

import pytest

from bot.rules.addresses import OfficeName, read_name, read_part


@pytest.mark.parametrize(
    ("part", "words", "kept"),
    [
        ("phone", " 0200 000 0001 ", "0200 000 0001"),
        ("phone", "1022", "1022"),
        ("email", "vanphong@xa.example.vn", "vanphong@xa.example.vn"),
        ("website", "https://xa.example.vn/lien-he", "https://xa.example.vn/lien-he"),
        ("address", "Số 1 đường  Trung Tâm", "Số 1 đường Trung Tâm"),
        ("email", "-", ""),
    ],
)
def test_an_address_is_kept_as_it_is_said(part: str, words: str, kept: str) -> None:
    assert read_part(part, words) == kept


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("phone", "912345678"),
        ("phone", "gọi bà Thư"),
        ("email", "vanphong"),
        ("email", "a@b"),
        ("website", "xa.example.vn"),
        ("website", "javascript:alert(1)"),
        ("website", 'https://x.vn/"><script>'),
        ("address", "x"),
        ("address", ""),
    ],
)
def test_what_is_no_address_is_told_so(part: str, words: str) -> None:
    with pytest.raises(ValueError, match="Cần "):
        read_part(part, words)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (
            "UBND xã Thanh Bình",
            OfficeName(
                "Ủy ban nhân dân xã Thanh Bình", ("ỦY BAN NHÂN DÂN", "XÃ THANH BÌNH"), "Thanh Bình", "UBND", True
            ),
        ),
        (
            "Ủy ban nhân dân phường An Khánh",
            OfficeName(
                "Ủy ban nhân dân phường An Khánh", ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN KHÁNH"), "An Khánh", "UBND", True
            ),
        ),
        (
            "Trung tâm Phục vụ hành chính công",
            OfficeName("Trung tâm Phục vụ hành chính công", ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",), "", "", False),
        ),
    ],
)
def test_the_name_in_a_paper_is_written_out(name: str, read: OfficeName) -> None:
    assert read_name(name) == read

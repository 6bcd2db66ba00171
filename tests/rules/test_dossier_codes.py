"""Codes of dossiers as people type them."""

from datetime import date

import pytest

from bot.rules.dossier_codes import code_asked, code_within, day_in, key_of

SAME = [
    "H29.155-261128-0005",
    "h29.155-261128-0005",
    "H29.155 – 261128 – 0005",
    "H29 155 261128 5",
    " H29.155-20261128-0005 ",
    "H29.155_261128_0005",
]


@pytest.mark.parametrize("printed", SAME)
def test_one_dossier_has_one_spelling(printed: str) -> None:
    assert key_of(printed) == "H29.155-261128-0005"


def test_the_older_form_and_an_offices_own_are_codes_too() -> None:
    assert key_of("000.00.15.h29-261128-0005") == "000.00.15.H29-261128-0005"
    assert key_of("HS-2026-00123") == "HS-2026-00123"
    assert [key_of(text) for text in ("", "Tổng cộng", "abc", "1", "12 hồ sơ đã trả")] == [""] * 5


def test_the_code_says_when_it_was_received() -> None:
    assert day_in("H29.155-261128-0005") == date(2026, 11, 28)
    assert day_in("H29.155-261332-0005") is None
    assert day_in("HS-2026-00123") is None


@pytest.mark.parametrize(
    "said", ["H29.155-261128-0005", "Cho tôi hỏi hồ sơ h29.155-261128-0005 xong chưa ạ?", "tra cứu H29 155 261128 0005"]
)
def test_asking_how_it_stands_is_told_from_a_complaint(said: str) -> None:
    assert code_asked(said) == "H29.155-261128-0005"
    assert code_asked(f"{said} cán bộ gây khó dễ") == ""


def test_of_two_codes_none_is_chosen() -> None:
    assert code_within("H29.155-261128-0005 và H29.155-261128-0006") == ""

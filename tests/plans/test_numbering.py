"""Numbers of rows and headings, as they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plans.numbering import as_letter, read_number, split_number


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("I", "roman", (1,)),
        ("IV", "roman", (4,)),
        ("XIV.", "roman", (14,)),
        ("VIII", "roman", (8,)),
        ("A", "capital", (1,)),
        ("B.", "capital", (2,)),
        ("3", "arabic", (3,)),
        ("12.", "arabic", (12,)),
        ("(7)", "arabic", (7,)),
        ("4.1", "decimal", (4, 1)),
        ("2.10.3.", "decimal", (2, 10, 3)),
        ("II.4", "decimal", (2, 4)),
        ("A.2", "decimal", (1, 2)),
        ("a)", "small", (1,)),
        ("đ)", "small", (5,)),
        ("c", "small", (3,)),
        ("1a", "small", (1, 1)),
    ],
)
def test_a_number_has_a_style_and_a_value(text: str, style: str, value: tuple[int, ...]) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.style, number.value) == (style, value)


@pytest.mark.parametrize("text", ["", "-", "30/6", "Sửa cầu", "2026", "IIX", "IVX.", "1,5", "100%", "Quý I", "05/KH"])
def test_other_texts_are_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Cải tạo chợ", "1.", "Cải tạo chợ"),
        ("2)Trồng cây", "2)", "Trồng cây"),
        ("II. Nhiệm vụ", "II.", "Nhiệm vụ"),
        ("VI TÀI CHÍNH", "VI", "TÀI CHÍNH"),
        ("3.2 Đường thôn", "3.2", "Đường thôn"),
        ("b) Vận động", "b)", "Vận động"),
        ("B. Nhóm hai", "B.", "Nhóm hai"),
    ],
)
def test_a_leading_number_comes_off_its_text(text: str, number: str, rest: str) -> None:
    found = split_number(text)
    assert found is not None
    assert (found[0].text, found[1]) == (number, rest)


@pytest.mark.parametrize(
    "text",
    ["100% hộ dân", "30/6/2026 họp", "I thích", "2026. Tổng kết", "12/KH-UBND", "90%. Trong đó", "Vận động", "- Một"],
)
def test_a_figure_that_belongs_to_the_text_stays(text: str) -> None:
    assert split_number(text) is None


def test_a_heading_is_called_without_its_final_dot() -> None:
    number = read_number("9.1.")
    assert number is not None
    assert number.bare == "9.1"


def test_a_single_roman_figure_can_be_meant_as_a_letter() -> None:
    number = read_number("C.")
    assert number is not None
    assert number.style == "capital"
    roman = read_number("V")
    assert roman is not None
    assert as_letter(roman).style == "capital"


@given(st.lists(st.integers(1, 999), min_size=2, max_size=4))
def test_a_decimal_number_is_read_back_whole(figures: list[int]) -> None:
    number = read_number(".".join(map(str, figures)))
    assert number is not None
    assert number.value == tuple(figures)


@given(st.text(max_size=40))
def test_any_text_is_taken_apart_or_left_alone(text: str) -> None:
    found = split_number(text)
    assert found is None or (found[0].text + found[1]).replace(" ", "") in "".join(text.split())

"""Indicator targets: the comparison and the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.targets import read_target


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("Tối thiểu 80", ">=", 80),
        ("Ít nhất 02", ">=", 2),
        ("≥ 90%", ">=", 90),
        ("từ 70% trở lên", ">=", 70),
        ("Không thấp hơn 95", ">=", 95),
        ("Trên 99%", ">", 99),
        ("> 50", ">", 50),
        ("100", "=", 100),
        ("Đạt 100%", "=", 100),
        ("98,5", "=", 98.5),
        ("5.280", "=", 5280),
        ("1.250.000", "=", 1_250_000),
        ("Không quá 5%", "<=", 5),
        ("Tối đa 3", "<=", 3),
        ("Dưới 2%", "<", 2),
    ],
)
def test_a_target_is_a_comparison_with_a_number(text: str, op: str, value: float) -> None:
    assert read_target(text) == {"op": op, "value": value}


def test_a_range_says_which_ends_belong_to_it() -> None:
    assert read_target("từ 80 đến dưới 90 điểm") == {
        "op": "range",
        "min": 80,
        "min_inclusive": True,
        "max": 90,
        "max_inclusive": False,
    }
    assert read_target("60 - 70%") == {
        "op": "range",
        "min": 60,
        "min_inclusive": True,
        "max": 70,
        "max_inclusive": True,
    }


@pytest.mark.parametrize("text", ["", "Đạt", "Tăng dần qua các năm", "80% năm 2026, 100% năm 2027"])
def test_no_number_or_several_are_no_target(text: str) -> None:
    assert read_target(text) is None


@given(st.integers(0, 999_999))
def test_a_bare_number_means_itself(number: int) -> None:
    assert read_target(str(number)) == {"op": "=", "value": number}

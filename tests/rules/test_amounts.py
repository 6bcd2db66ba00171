"""Figures as officials write them, read and said again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.amounts import Amount, in_measure, is_other_measure, read_amount, say_amount


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("97,5", 97.5, ""),
        ("97.5%", 97.5, "%"),
        ("đạt 97,5 %.", 97.5, "%"),
        ("1.250 hồ sơ", 1250, "hồ sơ"),
        ("12 500 lượt", 12500, "lượt"),
        ("1.250.000,5", 1250000.5, ""),
        ("1,250.5", 1250.5, ""),
        ("1,250,000", 1250000, ""),
        ("0.500", 0.5, ""),
        ("-3,5 %", -3.5, "%"),
        ("100", 100, ""),
        ("2 buổi", 2, "buổi"),
    ],
)
def test_a_figure_is_read_the_vietnamese_way(text: str, value: float, measure: str) -> None:
    read = read_amount(text)
    assert read
    assert (read.value, read.measure) == (value, measure)


@pytest.mark.parametrize("text", ["", "chưa có", "20/11/2026", "5-10", "10 - 12", "1.2.3", "50/48", "5/0", "tăng 5%"])
def test_what_is_no_single_figure_is_none(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(("text", "other"), [("1.250", 1.25), ("97.125", 97.125), ("1,250", 1250), ("97,5", None)])
def test_what_the_same_digits_may_mean_as_well_is_kept(text: str, other: float | None) -> None:
    read = read_amount(text)
    assert read
    assert read.other == other


def test_a_share_a_sum_since_new_year_and_a_note_are_understood() -> None:
    share, running, noted = (read_amount(text) for text in ("45/48", "lũy kế 12 buổi", "90 % (do mưa)"))
    assert share == Amount(93.75, "%", None, (45, 48))
    assert running
    assert running.running
    assert running.value == 12
    assert noted
    assert noted.note == "do mưa"


def test_thousands_and_millions_are_counted_as_the_indicator_counts() -> None:
    billions = read_amount("1,2 tỷ đồng")
    assert billions
    assert in_measure(billions, "triệu đồng").value == 1200
    assert in_measure(billions, "đồng").value == 1.2e9


@pytest.mark.parametrize(
    ("said", "measure", "other"),
    [
        *(("%", "%", False), ("phần trăm", "%", False), ("hồ sơ", "%", True), ("%", "hồ sơ", True), ("", "%", False)),
        *(("buổi", "Buổi", False), ("buổi đối thoại", "buổi", False), ("hộ", "buổi", True), ("tỷ đồng", "đồng", False)),
    ],
)
def test_another_measure_is_noticed(said: str, measure: str, other: bool) -> None:
    assert is_other_measure(said, measure) == other


@given(st.decimals(-(10**11), 10**11, places=4))
def test_whatever_is_said_is_read_back(number: object) -> None:
    value = float(str(number))
    read = read_amount(say_amount(value))
    assert read
    assert read.value == pytest.approx(value, abs=1e-4)


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    read_amount(text)

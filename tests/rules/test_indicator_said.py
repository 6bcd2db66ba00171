"""An indicator in one sentence, the part of the year it is measured in, and answers with its figures."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.amounts import read_amount
from bot.rules.computed import is_share, likely_source
from bot.rules.indicator_said import read_every, read_indicator
from bot.rules.measuring import adds_up
from bot.rules.part_said import read_part
from bot.rules.plausible import doubt_of
from bot.rules.values_said import Said, read_values


def test_a_sentence_names_all_that_has_to_be_known() -> None:
    said = read_indicator("Tỷ lệ hồ sơ đúng hạn ≥ 97,5 %, Văn phòng, hằng tháng, năm 2027")
    assert (said.name, said.goal, said.measure) == ("Tỷ lệ hồ sơ đúng hạn", {"op": ">=", "value": 97.5}, "%")
    assert (said.responsible, said.every, said.year) == (("Văn phòng",), "month", 2027)


@pytest.mark.parametrize(
    ("text", "name", "op", "measure"),
    [
        ("Số buổi đối thoại 4 buổi; quý", "Số buổi đối thoại", "=", "buổi"),
        ("Tỷ lệ trẻ dưới 6 tuổi tiêm chủng ≥ 95%", "Tỷ lệ trẻ dưới 6 tuổi tiêm chủng", ">=", "%"),
        ("Tỷ lệ phản ánh, kiến nghị đúng hạn ≥ 90 %, KT", "Tỷ lệ phản ánh, kiến nghị đúng hạn", ">=", "%"),
        ("Số vụ cháy tối đa 2 vụ, Công an xã", "Số vụ cháy", "<=", "vụ"),
        ("Tỷ lệ BHYT từ 95% trở lên", "Tỷ lệ BHYT", ">=", "%"),
        ("Điểm chỉ số từ 80 đến dưới 90 điểm", "Điểm chỉ số", "range", "điểm"),
    ],
)
def test_the_target_is_told_from_the_name(text: str, name: str, op: str, measure: str) -> None:
    said = read_indicator(text)
    assert (said.name, said.goal["op"], said.measure) == (name, op, measure)


@pytest.mark.parametrize("text", ["≥ 98 %", "Tỷ lệ hài lòng", "", "a" * 500])
def test_what_is_missing_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_indicator(text)


@given(st.text(max_size=120))
def test_no_sentence_breaks_it(text: str) -> None:
    with suppress(ValueError):
        assert read_indicator(text).name


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("hằng tháng", "month"),
        ("hàng quý", "quarter"),
        ("6 tháng/lần", "half-year"),
        ("mỗi tuần", "week"),
        ("năm", "year"),
    ],
)
def test_a_rhythm_is_read(text: str, unit: str) -> None:
    assert read_every(text) == unit


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("quý II", "2026-Q2"), ("Quý 2/2027", "2027-Q2"), ("tháng 10", "2026-10"), ("tuần 46", "2026-W46")),
        *(("6 tháng đầu năm", "2026-H1"), ("năm 2025", "2025"), ("kỳ quý IV", "2026-Q4")),
    ],
)
def test_a_period_is_named(text: str, key: str) -> None:
    part = read_part(text, 2026)
    assert part
    assert part.key == key


@pytest.mark.parametrize("text", ["quý 5", "tháng 13", "tuần 60", "mai"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_part(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("97,5", [Said("97,5")]),
        ("CT-7: 97,5", [Said("97,5", 7)]),
        ("ct7 = 4 buổi", [Said("4 buổi", 7)]),
        ("CT-7 quý II: 98; chỉ tiêu 8: 4", [Said("98", 7, "quý II"), Said("4", 8)]),
        ("CT-7 97,5, CT-8 4", [Said("97,5", 7), Said("4", 8)]),
        ("97,5; 4\n3", [Said("97,5"), Said("4"), Said("3")]),
    ],
)
def test_an_answer_says_which_indicator_it_is_about(text: str, said: list[Said]) -> None:
    assert read_values(text) == said


@pytest.mark.parametrize(
    ("text", "measure", "before", "doubt"),
    [
        ("97,5", "%", [96.0], ""),
        ("975", "%", [96.0], "percent"),
        ("97,5 hồ sơ", "%", [], "measure"),
        ("4 hộ", "buổi", [], "measure"),
        ("4,5 buổi", "buổi", [], "parts"),
        ("1250", "lượt", [100.0], "jump"),
        ("9", "lượt", [100.0], "jump"),
        ("-2", "điểm", [], "negative"),
        ("1.250 lượt", "lượt", [1100.0], ""),
    ],
)
def test_what_is_hard_to_believe_is_doubted(text: str, measure: str, before: list[float], doubt: str) -> None:
    said = read_amount(text)
    assert said
    assert doubt_of(said, measure, before) == doubt


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Tỷ lệ phản ánh, kiến nghị được trả lời đúng hạn", "pakn"),
        ("Mức độ hài lòng của người dân", "hailong"),
        ("Tỷ lệ nhiệm vụ hoàn thành đúng hạn", "nhiemvu"),
        ("Tỷ lệ hồ sơ trả đúng hạn", ""),
        ("Tỷ lệ phản ánh, kiến nghị quá hạn", ""),
    ],
)
def test_a_source_is_known_by_the_name(name: str, source: str) -> None:
    assert likely_source(name) == source


@pytest.mark.parametrize(
    ("name", "measure", "adds"),
    [
        *(("Số buổi đối thoại", "Buổi", True), ("Thu ngân sách", "Triệu đồng", True), ("Số hộ nghèo", "hộ", False)),
        *(("Số mô hình mới được hướng dẫn", "Mô hình", True), ("Tỷ lệ hồ sơ được số hóa", "%", False)),
    ],
)
def test_what_is_counted_anew_in_each_period(name: str, measure: str, adds: bool) -> None:
    assert adds_up(name, measure) == adds


def test_a_count_is_no_share_and_satisfaction_is_either() -> None:
    assert likely_source("Số nhiệm vụ hoàn thành đúng hạn", "nhiệm vụ") == ""
    assert [is_share("%", 90), is_share("", 90), is_share("điểm", 4), is_share("", 4)] == [True, True, False, False]

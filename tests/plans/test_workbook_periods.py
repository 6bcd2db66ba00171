"""The sheet "Kỳ báo cáo" of an office's workbook."""

import pytest

from bot.papers.workbook import EXAMPLE
from bot.plans.workbook import read_workbook
from bot.rules.report_said import kinds, read_rule
from tests.plans.office_cells import Cells, office, packed, refusal

HEADER: list[object] = ["Kỳ và cách tính *", "Căn cứ"]
RULE = "quý về chuyển đổi số: theo dương lịch, gửi ngày 10 tháng sau"


def with_rows(*rows: list[object]) -> Cells:
    return {**office(), "Kỳ báo cáo": [HEADER, *rows]}


def test_a_title_is_a_packaged_meaning_and_a_sentence_a_rule_of_its_own() -> None:
    plan = read_workbook(packed(with_rows(["chốt ngày 14", None], [RULE, "Công văn 5"])))
    assert plan.periods == (kinds()["14"], read_rule(RULE).from_source("Công văn 5"))


def test_examples_are_not_read() -> None:
    assert read_workbook(packed(with_rows([f"{RULE} {EXAMPLE}", ""]))).periods == ()


def test_an_office_that_says_nothing_keeps_its_own() -> None:
    assert read_workbook(packed(office())).periods == ()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["quý: khi nào xong thì gửi", None], "Kỳ báo cáo!A2: Chưa hiểu"),
        (["quý: chốt ngày 14", None], "Kỳ báo cáo!A2: Thiếu ngày gửi"),
        (["Chốt ngay 15", None], "Kỳ báo cáo!A2: Chưa hiểu “Chốt ngay 15”"),
        ([None, "Công văn 5"], "Kỳ báo cáo!A2: thiếu cách tính kỳ báo cáo."),
    ],
)
def test_a_slip_is_told_with_its_cell(row: list[object], sentence: str) -> None:
    assert any(problem.startswith(sentence) for problem in refusal(packed(with_rows(row))))


@pytest.mark.parametrize(
    "again", ["quý về chuyển đổi số: chốt ngày 14, gửi ngày 20", "quy ve chuyen doi so nhu ke hoach"]
)
def test_two_rules_of_one_scope_are_a_slip(again: str) -> None:
    assert refusal(packed(with_rows([RULE], [again]))) == ["Kỳ báo cáo!A3: kỳ này có hai dòng."]


def test_two_packaged_meanings_for_everything_are_a_slip() -> None:
    assert refusal(packed(with_rows(["Chốt ngày 14"], ["Theo dương lịch"]))) == ["Kỳ báo cáo!A3: kỳ này có hai dòng."]

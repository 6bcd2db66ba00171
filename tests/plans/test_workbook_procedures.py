"""The sheet "Thủ tục" of an office's workbook."""

import pytest

from bot.plans.workbook import read_workbook
from tests.plans.office_cells import Cells, office, packed, refusal

HEADER: list[object] = ["Thủ tục *", "Hướng dẫn, đường dẫn *"]


def with_rows(*rows: list[object]) -> Cells:
    return {**office(), "Thủ tục": [HEADER, *rows]}


def test_a_topic_keeps_its_names_and_its_words_their_lines() -> None:
    words = "Mang giấy chứng sinh\nhttps://dichvucong.gov.vn/ks"
    plan = read_workbook(packed(with_rows(["Khai sinh ;giấy khai sinh;", words])))
    assert plan.procedures == {"Khai sinh; giấy khai sinh": words}


def test_an_office_that_says_nothing_keeps_its_own() -> None:
    assert read_workbook(packed(office())).procedures == {}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["Khai sinh", None], "Thủ tục!B2: thiếu hướng dẫn."),
        ([None, "mang giấy"], "Thủ tục!A2: thiếu tên thủ tục."),
        (["Khai sinh " * 20, "mang giấy"], "Thủ tục!A2: dài quá 120 ký tự."),
    ],
)
def test_a_slip_is_told_with_its_cell(row: list[object], sentence: str) -> None:
    assert any(problem.startswith(sentence) for problem in refusal(packed(with_rows(row))))


def test_a_topic_that_is_there_twice_is_a_slip() -> None:
    rows = with_rows(["Khai sinh", "một"], ["Khai sinh", "hai"])
    assert refusal(packed(rows)) == ["Thủ tục!A3: thủ tục “Khai sinh” có hai dòng."]

"""The sheet "Mốc nhắc việc" of an office's workbook."""

import pytest

from bot.plans.workbook import read_workbook
from bot.rules.ladders import kinds
from tests.plans.office_cells import Cells, office, packed, refusal

HEADER: list[object] = ["Loại việc *", "Các mốc nhắc *", "Giải thích: nếu để trống"]
STEPS = "trước 10, 5 ngày; đúng hạn; trễ 1 ngày; sau đó mỗi 2 ngày"


def with_rows(*rows: list[object]) -> Cells:
    return {**office(), "Mốc nhắc việc": [HEADER, *rows]}


def test_a_sentence_is_the_ladder_of_its_kind() -> None:
    plan = read_workbook(packed(with_rows(["nhiệm vụ có thời hạn", STEPS, "Mặc định: …"], ["Báo cáo", None, "…"])))
    assert plan.ladders == {"deadline": kinds()["deadline"].read(STEPS)}


def test_steps_may_stand_on_lines_of_their_own() -> None:
    plan = read_workbook(packed(with_rows(["Báo cáo", STEPS.replace("; ", "\n")])))
    assert plan.ladders == {"report": kinds()["report"].read(STEPS)}


def test_the_usual_ladder_can_be_asked_for() -> None:
    plan = read_workbook(packed(with_rows(["Báo cáo", "Mặc định"])))
    assert plan.ladders == {"report": kinds()["report"].ladder}


def test_an_office_that_says_nothing_keeps_its_own() -> None:
    assert read_workbook(packed(office())).ladders == {}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["Việc vặt", STEPS], "Mốc nhắc việc!A2: không có loại việc “Việc vặt”"),
        (["Báo cáo", "nhắc khi nào rảnh"], "Mốc nhắc việc!B2: Chưa hiểu “nhắc khi nào rảnh”."),
        (["Báo cáo", "trễ 3 ngày báo thị trưởng"], "Mốc nhắc việc!B2: Không rõ người nhận"),
        (["Báo cáo", "trước 3 ngày; " * 30], "Mốc nhắc việc!B2: dài quá 400 ký tự."),
        ([None, STEPS], "Mốc nhắc việc!A2: thiếu loại việc."),
    ],
)
def test_a_slip_is_told_with_its_cell(row: list[object], sentence: str) -> None:
    assert any(problem.startswith(sentence) for problem in refusal(packed(with_rows(row))))


def test_a_kind_that_is_there_twice_is_a_slip() -> None:
    assert refusal(packed(with_rows(["Báo cáo", STEPS], ["Báo cáo", "đúng hạn"]))) == [
        "Mốc nhắc việc!A3: loại việc “Báo cáo” có hai dòng."
    ]

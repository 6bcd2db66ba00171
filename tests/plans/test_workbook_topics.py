"""The sheet of topics: the office's own names for them, and topics that only it has."""

import pytest

from bot.plans.workbook import WorkbookRefused, read_workbook
from tests.plans.office_cells import TITLES, office, packed

HEADER: list[object] = ["Lĩnh vực", "Đơn vị xử lý", "Tên cơ quan dùng"]


def read(*rows: list[object]) -> tuple[dict[str, str], dict[str, str]]:
    plan = read_workbook(packed({**office(), "Lĩnh vực": [HEADER, *rows]}))
    return dict(plan.routes or {}), dict(plan.topics)


def test_a_topic_is_called_as_the_office_calls_it() -> None:
    assert read([TITLES[0], "KT", "Vệ sinh môi trường"]) == (
        {"rac-moi-truong": "Phòng Kinh tế"},
        {"rac-moi-truong": "Vệ sinh môi trường"},
    )


def test_a_topic_of_the_offices_own_gets_a_unit_like_any_other() -> None:
    assert read(["Lĩnh vực riêng", "KT", "Cảng cá, bến ghe"], ["lĩnh vực riêng", None, "Khu du lịch"]) == (
        {"rieng-cang-ca-ben-ghe": "Phòng Kinh tế"},
        {"rieng-cang-ca-ben-ghe": "Cảng cá, bến ghe", "rieng-khu-du-lich": "Khu du lịch"},
    )


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["Lĩnh vực riêng", "KT", None]], "Lĩnh vực!C2: lĩnh vực riêng cần có tên."),
        (
            [["Lĩnh vực riêng", "KT", "Cảng cá"], ["Lĩnh vực riêng", "KT", "cảng cá"]],
            "Lĩnh vực!A3: lĩnh vực “cảng cá” có hai dòng.",
        ),
        ([[TITLES[0], "KT", TITLES[1]]], f"Lĩnh vực!C2: “{TITLES[1]}” đã là tên của lĩnh vực khác."),
        ([[TITLES[0], "KT", "…"]], "Lĩnh vực!C2: “…” không phải tên."),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_its_cell(rows: list[list[object]], problem: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read(*rows)

    assert problem in refused.value.problems

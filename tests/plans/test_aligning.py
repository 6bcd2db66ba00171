"""Loose cells and the rows they speak of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plans.aligning import aligned

ROWS = ["Kiểm tra vệ sinh chợ", "Sơn cầu gỗ đầu làng", "Tặng quà người cao tuổi"]


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (["Biên bản kiểm tra chợ", "Quà cho người cao tuổi"], [0, 2]),
        (["Biên bản kiểm tra chợ", "Ảnh chụp", "Quà cho người cao tuổi"], [0, 1, 2]),
        (["Biên bản kiểm tra chợ", "Ảnh chụp", "Báo cáo", "Quà cho người cao tuổi"], [0, None, None, 2]),
        (["Quà cho người cao tuổi", "Biên bản kiểm tra chợ"], [2, None]),
        (["Văn bản"], [None]),
        ([], []),
    ],
)
def test_shared_words_decide_and_gaps_of_equal_size_are_filled(cells: list[str], places: list[int | None]) -> None:
    assert aligned(cells, ROWS, [False] * len(cells)) == places


def test_a_cell_may_share_a_row_only_where_that_is_said() -> None:
    cells = ["Quà cho người cao tuổi", "Quà gửi người cao tuổi tại nhà"]
    assert aligned(cells, ROWS, [False, True]) == [2, 2]
    assert aligned(cells, ROWS, [False, False]).count(2) == 1


def test_far_too_many_cells_are_left_alone() -> None:
    assert aligned(["chợ"] * 300, ["chợ"] * 300, [False] * 300) == [None] * 300


@given(st.lists(st.text("abcd ", max_size=12), max_size=6), st.lists(st.text("abcd ", max_size=12), max_size=6))
def test_rows_only_go_down(cells: list[str], rows: list[str]) -> None:
    found = [place for place in aligned(cells, rows, [False] * len(cells)) if place is not None]
    assert found == sorted(set(found))
    assert all(0 <= place < len(rows) for place in found)

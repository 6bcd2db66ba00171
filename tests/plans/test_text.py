"""Text files: tabs, Markdown and HTML tables, encodings."""

import pytest

from bot.plans.blocks import Line, Row
from bot.plans.opening import PlanRefused
from bot.plans.text import MAX_TEXT, is_rule, read_text
from tests.plans.documents import HEADER, places, rows_from, task


def cells(row: object) -> list[str]:
    assert isinstance(row, Row)
    return [cell.text for cell in row.cells]


def test_lines_with_tabs_are_rows_and_others_running_text() -> None:
    blocks = read_text("KẾ HOẠCH\n\nTT\tNội dung\n1\tSửa cầu\n".encode())
    assert isinstance(blocks[0], Line)
    assert [cells(block) for block in blocks[1:]] == [["TT", "Nội dung"], ["1", "Sửa cầu"]]


def test_a_row_after_a_blank_line_may_go_on_the_one_before() -> None:
    blocks = read_text(b"TT\tA\n1\tB\n\n2\tC\n")
    assert [block.fresh for block in blocks if isinstance(block, Row)] == [True, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "| TT | Nội dung | Chủ trì | Thời hạn |\n|----|:---:|---|---|\n| 1 | Sửa cầu | Công an xã | 30/6/2026 |",
        "TT | Nội dung | Chủ trì | Thời hạn\n--- | --- | --- | ---\n1 | Sửa cầu | Công an xã | 30/6/2026",
        "TT\tNội dung\tChủ trì\tThời hạn\n1\tSửa cầu\tCông an xã\t30/6/2026",
        "<table><tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th><th>Thời hạn</th></tr>"
        "<tr><td>1</td><td>Sửa<br>cầu</td><td>Công an xã</td><td>30/6/2026</td></tr></table>",
    ],
)
def test_a_table_reads_the_same_in_every_writing(text: str) -> None:
    (row,) = rows_from(read_text(text.encode()))
    assert (row.no, row.content, row.lead, row.deadline_text) == ("1", "Sửa cầu", ("Công an xã",), "30/6/2026")


def test_a_bar_that_is_escaped_stays_in_its_cell() -> None:
    blocks = read_text("| TT | Nội dung |\n|---|---|\n| 1 | một \\| hai |".encode())
    assert cells(blocks[1]) == ["1", "một | hai"]


def test_merged_cells_of_html_hold_for_all_they_cover() -> None:
    text = (
        "KẾ HOẠCH<table><tr><td>TT</td><td>Nội dung</td><td>Chủ trì</td><td>Thời hạn</td></tr>"
        "<tr><td colspan=4>I. Nhóm một</td></tr>"
        "<tr><td>1</td><td>A</td><td rowspan='2'>Công an xã</td><td>30/6</td></tr>"
        "<tr><td>2</td><td>B</td><td>30/7</td></tr>"
        "</table>"
    )
    rows = rows_from(read_text(text.encode()))
    assert places(rows) == ["I|1", "I|2"]
    assert [row.lead for row in rows] == [("Công an xã",), ("Công an xã",)]


def test_a_file_from_notepad_with_its_mark_is_read() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        blocks = read_text(f"{HEADER}\r\n{task()}\r\n".encode(encoding))
        assert places(rows_from(blocks)) == ["|1"]


def test_an_old_vietnamese_encoding_is_refused() -> None:
    with pytest.raises(PlanRefused, match="Unicode"):
        read_text("Nội dung công việc".encode("cp1258", errors="replace") + b"\xe0\xff")


def test_a_text_longer_than_any_plan_is_refused() -> None:
    with pytest.raises(PlanRefused, match="quá dài"):
        read_text(b"a" * (MAX_TEXT + 1))


def test_a_line_of_dashes_is_told_from_a_row_with_dashes() -> None:
    assert is_rule("|---|:--:|")
    assert is_rule("---\t--\t----")
    assert not is_rule("- \t-\t1")
    assert not is_rule("-" * 200_000 + "x")

"""Workbooks: cells as they show themselves, merged ones, several sheets, dates that may be swapped."""

import io
import zipfile
from datetime import datetime

import pytest

from bot.plans.opening import PlanRefused
from bot.plans.reading import PlanRow
from bot.plans.xlsx import MONTH_FIRST, SWAPPED, UNFORMATTED, refuse_huge_merges, xlsx_blocks
from tests.plans.documents import places, rows_from, saved, workbook

HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]


def rows_with(times: list[object], formats: dict[int, str] | None = None) -> tuple[PlanRow, ...]:
    """One row for each value of the deadline column, with the number formats given by row."""
    book = workbook([HEAD, *([at + 1, f"Việc {at + 1}", "X", time] for at, time in enumerate(times))])
    for at, number_format in (formats or {}).items():
        book.worksheets[0].cell(at + 2, 4).number_format = number_format
    return rows_from(xlsx_blocks(saved(book)))


def test_a_date_cell_says_what_it_shows() -> None:
    month, day = rows_with([datetime(2026, 12, 1), datetime(2026, 12, 31)], {0: '"Tháng "m/yyyy', 1: "dd/mm/yyyy"})
    assert month.deadline_text == "Tháng 12/2026"
    assert type(month.schedule).__name__ == "Within"
    assert day.deadline_text == "31/12/2026"
    assert not month.needs_review
    assert not day.needs_review


def test_a_column_that_mixes_text_and_date_cells_is_suspected() -> None:
    rows = rows_with(["13/01/2026", datetime(2026, 7, 1), datetime(2026, 3, 31), datetime(2026, 5, 5), "Hàng quý"])
    assert [SWAPPED in row.why for row in rows] == [False, True, False, False, False]
    assert rows[1].needs_review


def test_date_cells_among_words_are_trusted() -> None:
    rows = rows_with([datetime(2026, 7, 1), "Thường xuyên", "Quý I"])
    assert not any(SWAPPED in row.why for row in rows)


def test_a_cell_that_shows_the_month_first_is_asked_about() -> None:
    (row,) = rows_with([datetime(2026, 7, 1)], {0: "m/d/yyyy"})
    assert row.deadline_text == "7/1/2026"
    assert MONTH_FIRST in row.why


def test_a_date_that_lost_its_format_is_asked_about() -> None:
    (row,) = rows_with([46023])
    assert UNFORMATTED in row.why
    assert type(row.schedule).__name__ == "Nothing"


def test_numbers_of_rows_are_shown_without_decimals() -> None:
    book = workbook([HEAD, [1.0, "Nhóm", None, None], [1.1, "A", "X", "30/6"]])
    assert places(rows_from(xlsx_blocks(saved(book)))) == ["1|1.1"]


def test_merged_cells_and_title_rows_are_understood() -> None:
    book = workbook(
        [
            ["ỦY BAN NHÂN DÂN XÃ BÌNH AN"],
            ["NHIỆM VỤ TRỌNG TÂM NĂM 2026"],
            [],
            HEAD,
            ["1. Nhóm một"],
            [1, "A", "Công an xã", "30/6"],
            [2, "B", None, "30/7"],
            [3, "C", None, "30/8"],
            ["", "", "TM. ỦY BAN NHÂN DÂN"],
        ]
    )
    for merged in ("A1:D1", "A2:D2", "A5:D5", "C6:C7"):
        book.worksheets[0].merge_cells(merged)
    rows = rows_from(xlsx_blocks(saved(book)))
    assert places(rows) == ["1|1", "1|2", "1|3"]
    assert [row.lead for row in rows] == [("Công an xã",), ("Công an xã",), ()]


def test_a_header_over_two_rows_with_column_counts_is_one_header() -> None:
    book = workbook(
        [
            ["STT", "Nhiệm vụ", "Đơn vị", "", "Thời hạn"],
            ["", "", "Chủ trì", "Phối hợp", ""],
            [1, 2, 3, 4, 5],
            [1, "A", "Công an xã", "Các thôn", "30/6"],
        ]
    )
    book.worksheets[0].merge_cells("C1:D1")
    (row,) = rows_from(xlsx_blocks(saved(book)))
    assert (row.lead, row.coop) == (("Công an xã",), ("Các thôn",))


def test_each_sheet_may_be_an_appendix_and_hidden_ones_are_left_out() -> None:
    book = workbook([HEAD, [1, "A", "X", "30/6"]], "PL 01")
    for title, state in (("Phụ lục 2", "visible"), ("Nháp", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in (HEAD, [1, f"Việc {title}", "X", "30/7"]):
            sheet.append(row)
    assert places(rows_from(xlsx_blocks(saved(book)))) == ["PL1|1", "PL2|1"]


def test_lines_of_a_cell_part_its_units() -> None:
    book = workbook([HEAD, [1, "A", "Phòng Kinh tế;\nCông an xã", "30/6"]])
    (row,) = rows_from(xlsx_blocks(saved(book)))
    assert row.lead == ("Phòng Kinh tế", "Công an xã")


def test_a_merged_range_over_a_million_rows_is_refused_before_it_is_unrolled() -> None:
    data = saved(workbook([HEAD, [1, "A", "X", "30/6"]]))
    refuse_huge_merges(data)
    with pytest.raises(PlanRefused, match="gộp ô"):
        refuse_huge_merges(with_merge(data, b"A1:XFD1048576"))


def with_merge(data: bytes, area: bytes) -> bytes:
    """The same workbook with one more merged range, written as no spreadsheet program would."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    merge = b'<mergeCells><mergeCell ref="' + area + b'"/></mergeCells></worksheet>'
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace(b"</worksheet>", merge))
    return target.getvalue()

"""Tables out: a sheet each, numbers as numbers, nothing that is run."""

import csv
import io
from datetime import date, datetime

from openpyxl import load_workbook

from bot.papers.sheets import write_csv, write_xlsx
from bot.rules.figures import Figure, Table

LATE = Table(
    "Việc trễ hạn: [tháng 11/2026] của Phòng Kinh tế",
    ("Mã", "Nội dung", "Số ngày", "Hạn", "Đã xong"),
    (
        (
            "NV-1",
            "=HYPERLINK(1)",
            3,
            date(2026, 11, 20),
            Figure("a", "Xong", ("NV-1", "NV-2"), ("NV-1", "NV-2", "NV-3")),
        ),
        ("NV-2", "Báo cáo\x07 quý", 2.5, None, Figure("b", "Không có", (), ())),
    ),
)


def test_a_workbook_has_a_sheet_for_each_table_with_its_header_in_sight() -> None:
    book = load_workbook(io.BytesIO(write_xlsx([LATE, LATE])))
    first, second = book.worksheets
    assert first.title == "Việc trễ hạn tháng 11 2026 của"
    assert second.title != first.title
    assert first.freeze_panes == "A2"
    assert [cell.value for cell in first[1]] == list(LATE.header)
    assert [cell.value for cell in first[2]] == ["NV-1", "'=HYPERLINK(1)", 3, datetime(2026, 11, 20), 66.7]
    assert [cell.value for cell in first[3]] == ["NV-2", "Báo cáo quý", 2.5, None, "……"]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_csv_opens_in_a_spreadsheet_as_it_is() -> None:
    data = write_csv(LATE)
    assert data.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == list(LATE.header)
    assert rows[1] == ["NV-1", "'=HYPERLINK(1)", "3", "20/11/2026", "66.7"]
    assert rows[2] == ["NV-2", "Báo cáo quý", "2.5", "", "……"]

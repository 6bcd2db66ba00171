"""Due lists as one-stop systems export them, made for tests."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook

HEADER = ("STT", "Mã hồ sơ", "Chủ hồ sơ", "Số điện thoại", "Thủ tục hành chính", "Ngày tiếp nhận", "Hạn trả kết quả")
FULL = (*HEADER, "Ngày trả kết quả", "Cán bộ thụ lý", "Đơn vị xử lý", "Trạng thái")
TITLE = ("DANH SÁCH HỒ SƠ ĐẾN HẠN", "Từ ngày 01/11/2026 đến ngày 31/12/2026")
Cells = Sequence[object]


def code(day: str, number: int = 1) -> str:
    return f"H29.155-{day}-{number:04d}"


def line(
    printed: str,
    due: object = "17:00 05/12/2026",
    *,
    handler: str = "Chị Lan",
    unit: str = "Phòng Kinh tế",
    state: str = "Đang xử lý",
    finished: object = "",
    applicant: str = "Trần Thị Bông",
    received: object = "28/11/2026",
) -> tuple[object, ...]:
    """One row under FULL."""
    head = (1, printed, applicant, "0912345678", "Đăng ký hộ kinh doanh", received, due)
    return (*head, finished, handler, unit, state)


def xlsx(rows: Sequence[Cells], header: Cells = FULL, title: Sequence[str] = TITLE, foot: Sequence[str] = ()) -> bytes:
    """Title rows above, merged over the width as such exports are, and lines below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for words in title:
        sheet.append([words])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(header))
    sheet.append(list(header))
    for row in rows:
        sheet.append([value if value != "" else None for value in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, date | datetime):
                cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(cell.value, datetime) else "dd/mm/yyyy"
    for words in foot:
        sheet.append([words])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def text(rows: Sequence[Cells], separator: str = ";", header: Cells = FULL, title: Sequence[str] = TITLE) -> str:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=separator)
    for words in title:
        writer.writerow([words])
    writer.writerow(header)
    writer.writerows(rows)
    return held.getvalue()

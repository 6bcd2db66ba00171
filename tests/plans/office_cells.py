"""A small office's workbook, cell by cell."""

import io
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils import coordinate_to_tuple

from bot.plans.workbook import WorkbookRefused, read_workbook
from bot.rules.clock_rules import packaged_rules
from bot.rules.routing import CATEGORIES

Cells = dict[str, list[list[object]]]

TITLES = [category.title for category in CATEGORIES.values()]
CODES = list(CATEGORIES)


def office() -> Cells:
    """A small office without a slip."""
    return {
        "Cơ quan": [
            ["Mục", "Điền vào đây"],
            ["Tên cơ quan", "UBND xã Suối Mơ"],
            ["Mã cơ quan", "SM"],
            ["Địa chỉ", "Thôn Một"],
            ["Điện thoại", "0200 111 222"],
            ["Giờ nhắc việc buổi sáng", "07:15"],
            ["Giờ làm việc", "07:00-11:30; 13:00-16:30"],
            ["Thời hạn trả lời phản ánh", packaged_rules().answer["seven"].title],
            ["Thư điện tử", "vanphong@suoimo.example.vn"],
            ["Trang thông tin điện tử", "https://suoimo.example.vn"],
        ],
        "Đơn vị": [
            ["Tên đơn vị", "Tên gọi khác", "Ngoài cơ quan?"],
            ["Văn phòng", "VP; Bộ phận một cửa", "Không"],
            ["Phòng Kinh tế", "KT", None],
            ["Điện lực", None, "Có"],
        ],
        "Cán bộ": [
            ["Họ và tên", "Chức danh", "Đơn vị", "Vai trò"],
            ["Ngô Thị Một", "Chủ tịch", None, "Lãnh đạo"],
            ["Ngô Văn Hai", "Văn thư", "VP", "Văn thư"],
            ["Ngô Thị Ba", "Trưởng phòng", "Phòng Kinh tế", "Lãnh đạo đơn vị"],
            ["Ngô Văn Bốn", "Chuyên viên", "KT", "Cán bộ"],
        ],
        "Lĩnh vực": [["Lĩnh vực", "Đơn vị xử lý"], [TITLES[0], "KT"], [TITLES[1], "Điện lực"], [TITLES[2], None]],
        "Ngày nghỉ": [
            ["Ngày", "Nghỉ hay làm việc", "Tên ngày", "Căn cứ"],
            ["05/03/2027", "Nghỉ", "Lễ hội suối", "Thông báo 5"],  # thứ Sáu
            [datetime(2027, 3, 13), "Làm việc", "Làm bù", None],  # thứ Bảy
        ],
    }


def packed(cells: Cells) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(cell: str, value: object) -> bytes:
    """The office with another value in one cell: "Cán bộ!C5"."""
    title, place = cell.split("!")
    row, column = coordinate_to_tuple(place)
    cells = office()
    cells[title][row - 1][column - 1] = value
    return packed(cells)


def refusal(data: bytes) -> list[str]:
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(data)
    return refused.value.problems

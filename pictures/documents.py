"""What people of the stories send as files, and what they see outside the chat: a sheet, a terminal."""

import io
from html import escape
from pathlib import Path

from openpyxl import Workbook, load_workbook

from pictures.stage import File

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN = (
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"),
    (1, "Tập huấn kỹ năng số", "Phòng Văn hóa – Xã hội", "Các đơn vị", "Trước ngày 15/12/2026", "Danh sách tham dự"),
    (2, "Số hóa hồ sơ hộ tịch", "Ban Tư pháp", "Văn phòng", "Quý IV/2026", "Kho dữ liệu"),
    (3, "Lắp biển chỉ dẫn điểm truy cập mạng", "Phòng Kinh tế", "Công an xã", "30/02/2026", "Biên bản"),
    (4, "Báo cáo chuyển đổi số", "Văn phòng", "Các đơn vị", "Hằng tháng", "Báo cáo"),
)
STYLE = """
body { margin: 0; background: #f6f3ee; font: 14px/1.45 "Noto Sans", sans-serif; color: #231f1c; }
pre { margin: 0; padding: 18px 22px; background: #1c1f26; color: #e8e6e1; font: 14px/1.6 "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; background: #fff; }
td { padding: 5px 9px; border: 1px solid #d5cfc5; vertical-align: top; }
tr:first-child td { background: #8f1d21; color: #fff; font-weight: 600; }
nav { padding: 6px; background: #e2dbd1; }
nav span { display: inline-block; padding: 3px 12px; border-radius: 6px 6px 0 0; }
nav .here { background: #fff; font-weight: 600; }
"""


def plan_workbook() -> File:
    """A plan with an unknown unit and a day that no calendar has."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("KẾ HOẠCH", "Chuyển đổi số năm 2026 của UBND xã Thanh Bình"):
        sheet.append([line])
    for row in PLAN:
        sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return File("ke-hoach-chuyen-doi-so.xlsx", XLSX, data.getvalue())


def terminal(command: str, printed: str) -> str:
    """A page that looks like a terminal in which a command was run."""
    return _page(f"<pre>$ {escape(command)}\n{escape(printed)}</pre>")


def sheet_page(path: Path, name: str, most: int) -> str:
    """A page that shows the first rows of one sheet of a workbook."""
    book = load_workbook(path, read_only=True)
    rows = [row for row in book[name].iter_rows(max_row=most, values_only=True) if any(row)]
    cells = "".join("<tr>" + "".join(f"<td>{escape(str(cell or ''))}</td>" for cell in row) + "</tr>" for row in rows)
    tabs = "".join(f"<span{' class=here' if one == name else ''}>{escape(one)}</span>" for one in book.sheetnames)
    return _page(f"<table>{cells}</table><nav>{tabs}</nav>")


def _page(body: str) -> str:
    return f"<!doctype html><html lang=vi><meta charset=utf-8><style>{STYLE}</style><body>{body}</body></html>"

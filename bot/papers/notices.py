"""The notice that tells people where to send phản ánh, kiến nghị (NĐ 20/2008/NĐ-CP; Luật 10/2022/QH15, Điều 35)."""

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import a4, add_line, bytes_of
from bot.rules.addresses import PARTS, Addresses

_LABELS, _WORDS = Mm(55), Mm(105)
_GROUNDS = (
    "Căn cứ Luật Tiếp công dân số 42/2013/QH13 (sửa đổi, bổ sung năm 2025);",
    "Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;",
    "Căn cứ Nghị định số 20/2008/NĐ‑CP của Chính phủ về tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức về "
    "quy định hành chính (được sửa đổi, bổ sung bởi Nghị định số 48/2013/NĐ‑CP và Nghị định số 92/2017/NĐ‑CP),",
)
_RECEIVED = (
    "a) Vướng mắc, việc hư hỏng, chưa đúng tại địa phương: đường, điện, nước, rác, tiếng ồn, an ninh, giáo dục, y tế, "
    "chính sách xã hội và các việc khác thuộc trách nhiệm của cơ quan;",
    "b) Quy định, thủ tục hành chính không phù hợp; chậm trễ, gây phiền hà khi làm thủ tục; đề xuất cách làm mới.",
)
_ASKED = (
    "a) Dùng tiếng Việt; nêu rõ việc gì, ở đâu, từ khi nào; có ảnh hoặc vị trí thì gửi kèm;",
    "b) Ghi rõ họ tên, địa chỉ, số điện thoại để được trả lời. Phản ánh, kiến nghị về quy định hành chính bắt buộc "
    "phải có (Điều 7 Nghị định số 20/2008/NĐ‑CP); phản ánh về việc tại địa phương có thể không nêu tên.",
)
_NOT_RECEIVED = (
    "a) Khiếu nại, tố cáo: gửi đơn có chữ ký hoặc trình bày trực tiếp tại nơi tiếp công dân;",
    "b) Việc đang nguy cấp: gọi ngay 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu);",
    "c) Tài liệu có dấu mật: không gửi qua mạng, chỉ nộp trực tiếp bằng văn bản.",
)


def address_notice(told: Addresses, year: int) -> bytes:
    """The notice as .docx: number, day and signature stay blank."""
    page = a4()
    add_head(page, told.name, "TB", year)
    add_title(page, "THÔNG BÁO", "Địa chỉ tiếp nhận phản ánh, kiến nghị của cá nhân, tổ chức")
    for ground in _GROUNDS:
        add_body(page, ground, italic=True)
    add_body(page, f"{told.name.whole} thông báo địa chỉ tiếp nhận phản ánh, kiến nghị như sau:")
    add_body(page, "1. Nơi tiếp nhận", bold=True)
    _add_places(page, told)
    add_body(page, "2. Thời gian", bold=True)
    add_body(page, f"a) Giờ làm việc: {told.hours};")
    add_body(page, f"b) Lịch tiếp công dân: {told.schedule or 'mỗi tuần ít nhất 01 ngày, niêm yết tại trụ sở'};")
    add_body(
        page, "c) Qua trò chuyện: nhận mọi lúc; trợ lý tự động trả lời ngay, cán bộ giải quyết trong giờ làm việc."
    )
    _add_list(page, "3. Nội dung tiếp nhận", _RECEIVED)
    _add_list(page, "4. Yêu cầu", _ASKED)
    _add_list(page, "5. Không tiếp nhận tại đây", _NOT_RECEIVED)
    add_body(page, "6. Trả lời và công khai", bold=True)
    for line in _results(told):
        add_body(page, line)
    add_body(page, f"{told.name.whole} thông báo để cá nhân, tổ chức biết và thực hiện./.")
    signs = signs_of(told.name)
    add_foot(page, ("- Các đơn vị trực thuộc;", "- Các thôn, ấp, khu phố (niêm yết);", "- Lưu: VT."), signs)
    return bytes_of(page)


def _results(told: Addresses) -> tuple[str, ...]:
    term = f"; {told.term[0].lower()}{told.term[1:]} kể từ ngày tiếp nhận" if told.term else ""
    seen = f", tại {told.register}" if told.register else ""
    return (
        f"a) Mỗi phản ánh, kiến nghị có một mã để tra cứu{term};",
        f"b) Kết quả được công khai theo lĩnh vực, khu vực, đơn vị{seen}; không nêu tên người phản ánh, kiến nghị;",
        "c) Thông tin cá nhân chỉ dùng để giải quyết và trả lời, được bảo vệ theo Luật Bảo vệ dữ liệu cá nhân.",
    )


def _add_list(page: Page, title: str, lines: tuple[str, ...]) -> None:
    add_body(page, title, bold=True)
    for line in lines:
        add_body(page, line)


def _add_places(page: Page, told: Addresses) -> None:
    rows = [("Trực tiếp, gửi thư", told.parts["address"])]
    rows += [(PARTS[part], told.parts[part]) for part in ("phone", "email", "website")]
    rows += list(told.doors)
    known = [row for row in rows if row[1]]
    table = page.add_table(len(known), 2)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    table.columns[0].width, table.columns[1].width = _LABELS, _WORDS
    for row, texts in zip(table.rows, known, strict=True):
        for cell, text, width in zip(row.cells, texts, (_LABELS, _WORDS), strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            line.add_run(text).font.size = Pt(13)
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    add_line(page, "", size=4, after=2)

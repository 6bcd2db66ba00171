"""Blank forms for what must come on paper and signed: khiếu nại and tố cáo."""

from functools import cache

from bot.papers.kinds import PetitionKind
from bot.papers.pages import MIDDLE, RIGHT, a4, add_blank, add_line, add_motto, bytes_of

# What each law asks a letter to hold: Luật Khiếu nại 02/2011/QH13 Điều 8, Luật Tố cáo 25/2018/QH14 Điều 23.
_FORMS: dict[PetitionKind, tuple[str, str, tuple[tuple[str, int], ...], str]] = {
    "khieu_nai": (
        "ĐƠN KHIẾU NẠI",
        "NGƯỜI KHIẾU NẠI",
        (
            ("1. Họ và tên người khiếu nại: ", 1),
            ("Địa chỉ: ", 1),
            ("Số định danh cá nhân: ", 1),
            ("Điện thoại: ", 1),
            ("2. Cơ quan, người bị khiếu nại: ", 1),
            ("Địa chỉ: ", 1),
            ("3. Quyết định, hành vi hành chính bị khiếu nại (số, ngày): ", 2),
            ("4. Nội dung, lý do khiếu nại: ", 7),
            ("5. Yêu cầu giải quyết: ", 3),
            ("6. Tài liệu kèm theo: ", 2),
        ),
        "Điều 8 Luật Khiếu nại: đơn phải có chữ ký hoặc điểm chỉ của người khiếu nại.",
    ),
    "to_cao": (
        "ĐƠN TỐ CÁO",
        "NGƯỜI TỐ CÁO",
        (
            ("1. Họ và tên người tố cáo: ", 1),
            ("Địa chỉ: ", 1),
            ("Cách liên hệ: ", 1),
            ("2. Người bị tố cáo (họ tên, chức vụ, nơi làm việc): ", 2),
            ("3. Hành vi vi phạm pháp luật bị tố cáo (việc gì, ở đâu, khi nào): ", 8),
            ("4. Chứng cứ, thông tin khác có liên quan: ", 4),
            ("5. Tài liệu kèm theo: ", 2),
        ),
        "Điều 23 Luật Tố cáo: đơn phải có chữ ký hoặc điểm chỉ. Người tố cáo được giữ bí mật thông tin cá nhân.",
    ),
}


@cache
def petition_form(kind: PetitionKind, office: str) -> bytes:
    """A form of one page for this office, as .docx."""
    title, signs, blanks, remark = _FORMS[kind]
    page = a4()
    add_motto(page)
    add_line(page, "........................, ngày ...... tháng ...... năm ..........", italic=True).alignment = RIGHT
    add_line(page, title, bold=True, size=16, after=6).alignment = MIDDLE
    add_line(page, f"Kính gửi: {office}", bold=True, after=8).alignment = MIDDLE
    for label, lines in blanks:
        add_blank(page, label, lines)
    add_line(page, f"{signs}\n(ký hoặc điểm chỉ, ghi rõ họ tên)", bold=True, after=0).alignment = RIGHT
    add_line(page, f"\n\n\n{remark}", italic=True, size=11)
    return bytes_of(page)

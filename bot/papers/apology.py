"""Thư xin lỗi: the office apologises for a dossier that is not ready in time, and names the new day.

NĐ 118/2025/NĐ-CP (before: NĐ 61/2018/NĐ-CP Điều 19 khoản 9), TT 03/2025/TT-VPCP Mẫu 04. Number, day and signature stay
blank: the bot drafts, a person issues.
"""

from dataclasses import dataclass

from bot.papers.official import add_body, add_foot, add_head, add_title
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName
from bot.rules.figures import UNKNOWN


@dataclass(frozen=True)
class Apology:
    """All in words; what is "" nobody knows. `is_past`: it is late already."""

    office: OfficeName
    code: str
    applicant: str
    procedure: str
    received: str
    due: str
    new_due: str
    reason: str
    unit: str
    place: str
    is_past: bool
    year: int


def apology_paper(told: Apology) -> bytes:
    """The letter as .docx."""
    page = a4()
    add_head(page, told.office, "TXL", told.year)
    add_title(page, "THƯ XIN LỖI", "Về việc chậm trả kết quả giải quyết thủ tục hành chính")
    line = add_line(page, f"Kính gửi: Ông/Bà {told.applicant or UNKNOWN}", size=14, after=8)
    line.alignment = MIDDLE
    for words in _body(told):
        add_body(page, words)
    add_line(page, "", after=0)
    signs = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if told.office.is_committee else ("THỦ TRƯỞNG CƠ QUAN",)
    add_foot(page, ("- Như trên;", "- Bộ phận một cửa (để theo dõi);", "- Lưu: VT, hồ sơ."), signs)
    return bytes_of(page)


def _body(told: Apology) -> list[str]:
    office, due = told.office.whole, told.due or UNKNOWN
    missed = "đến nay chưa giải quyết xong theo thời hạn đã hẹn" if told.is_past else "chưa thể trả kết quả đúng hẹn"
    return [
        f"Ngày {told.received or UNKNOWN}, {office} tiếp nhận hồ sơ của Ông/Bà về thủ tục {told.procedure or UNKNOWN}, "
        f"mã hồ sơ {told.code}, hẹn trả kết quả ngày {due}.",
        f"Hồ sơ của Ông/Bà {missed}. Lý do: {told.reason or UNKNOWN}.",
        f"{office} chân thành xin lỗi Ông/Bà vì sự chậm trễ này và xin hẹn trả kết quả vào ngày "
        f"{told.new_due or UNKNOWN}, tại {told.place}.",
        f"Thời hạn nêu trên chỉ hẹn lại một lần. {office} yêu cầu {told.unit or 'đơn vị giải quyết'} khẩn trương hoàn "
        "thành để trả kết quả cho Ông/Bà đúng ngày hẹn.",
        "Rất mong nhận được sự thông cảm của Ông/Bà./.",
    ]

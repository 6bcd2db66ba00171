"""Phiếu chuyển: the letter that passes a citizen's feedback on to a body outside the office (NĐ 30/2020/NĐ-CP).

Number, day and signature stay blank: the bot drafts, a person issues.
"""

from dataclasses import dataclass

from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName


@dataclass(frozen=True)
class Transfer:
    """What is passed on. `basis`: the law that says so. `received`: the day as it is written; `how` it came.

    `place`: where, "" if not said.
    """

    office: OfficeName
    office_address: str
    office_phone: str
    body: str
    body_address: str
    code: str
    topic: str
    basis: str
    received: str
    how: str
    place: str
    words: str
    files: int
    year: int


def transfer_letter(transfer: Transfer) -> bytes:
    """The letter as .docx. Who sent the feedback is not in it: the office carries the answer."""
    page = a4()
    add_head(page, transfer.office, "PC", transfer.year)
    add_title(page, "PHIẾU CHUYỂN", "Phản ánh, kiến nghị của công dân")
    after = 0 if transfer.body_address else 8
    add_line(page, f"Kính gửi: {transfer.body}", size=14, after=after).alignment = MIDDLE
    if transfer.body_address:
        add_line(page, f"({transfer.body_address})", italic=True, after=8).alignment = MIDDLE
    for words in _body(transfer):
        add_body(page, words)
    add_line(page, "", after=0)
    signs = signs_of(transfer.office)
    add_foot(page, (f"- {transfer.body};", "- Chủ tịch, các PCT (để b/c);", "- Lưu: VT."), signs)
    return bytes_of(page)


def _body(transfer: Transfer) -> list[str]:
    office, body = transfer.office.whole, transfer.body
    where = f", tại {transfer.place}" if transfer.place else ""
    reach = "; ".join(
        filter(None, (transfer.office_address, transfer.office_phone and f"điện thoại {transfer.office_phone}"))
    )
    lines = [
        f"Ngày {transfer.received}, {office} tiếp nhận {transfer.how} phản ánh, kiến nghị của công dân về lĩnh vực "
        f"{transfer.topic.lower()}{where} (mã số {transfer.code}), nội dung như sau:",
        f"“{transfer.words}”",
        f"Sau khi xem xét, {office} nhận thấy nội dung trên thuộc trách nhiệm giải quyết của {body}. Căn cứ "
        f"{transfer.basis}, {office} chuyển phản ánh, kiến nghị nêu trên đến {body} để xem xét, "
        "giải quyết theo thẩm quyền.",
        f"Đề nghị {body} thông tin kết quả về {office}{f' ({reach})' if reach else ''}, ghi rõ mã số {transfer.code}, "
        "để trả lời công dân.",
    ]
    if transfer.files:
        lines.append(f"Gửi kèm {transfer.files:02d} tệp do công dân cung cấp.")
    lines[-1] = f"{lines[-1].rstrip('.')}./."
    return lines

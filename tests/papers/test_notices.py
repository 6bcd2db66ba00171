"""The notice of addresses, as it opens in Word."""

import io

from docx import Document
from docx.document import Document as Page
from docx.shared import Mm

from bot.papers.notices import address_notice
from bot.rules.addresses import Addresses, read_name

TOLD = Addresses(
    name=read_name("UBND xã Thử"),
    parts={"address": "Số 2 đường Thử", "phone": "0200 000 0002", "email": "", "website": "https://xa.example"},
    hours="07:30 – 11:30, các ngày làm việc",
    schedule="thứ Năm hằng tuần",
    term="Trả lời trong 10 ngày",
    doors=(("Trang trò chuyện", "https://pakn.xa.example/chat"),),
    register="https://pakn.xa.example/congkhai",
)


def opened(told: Addresses = TOLD) -> Page:
    return Document(io.BytesIO(address_notice(told, 2026)))


def words(page: Page) -> str:
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in page.paragraphs] + cells)


def test_it_has_the_parts_of_an_administrative_paper_with_number_day_and_signature_blank() -> None:
    told = words(opened())
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN\nXÃ THỬ",
        "Số:        /TB-UBND",
        "Thử, ngày        tháng        năm 2026",
        "THÔNG BÁO",
        "Địa chỉ tiếp nhận phản ánh, kiến nghị của cá nhân, tổ chức",
        "biết và thực hiện./.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    ):
        assert part in told, part


def test_it_tells_every_known_address_and_no_empty_one() -> None:
    page = opened()
    (places,) = [table for table in page.tables if table.style and table.style.name == "Table Grid"]
    assert [tuple(cell.text for cell in row.cells) for row in places.rows] == [
        ("Trực tiếp, gửi thư", "Số 2 đường Thử"),
        ("Điện thoại", "0200 000 0002"),
        ("Trang thông tin điện tử", "https://xa.example"),
        ("Trang trò chuyện", "https://pakn.xa.example/chat"),
    ]
    told = words(page)
    for part in (
        "thứ Năm hằng tuần",
        "trả lời trong 10 ngày kể từ ngày tiếp nhận",
        "https://pakn.xa.example/congkhai",
        "114",
    ):
        assert part in told, part


def test_the_page_is_that_of_the_decree() -> None:
    page = opened()
    section = page.sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    for size, wanted in zip(sizes, (210, 297, 30, 19), strict=True):
        assert size is not None
        assert abs(size - Mm(wanted)) < Mm(1)
    assert page.styles["Normal"].font.name == "Times New Roman"
    assert page.core_properties.author == ""


def test_an_office_that_is_no_committee_signs_as_what_it_is() -> None:
    told = words(opened(Addresses(read_name("Trung tâm Một cửa"), TOLD.parts, "", "", "", (), "")))
    assert "THỦ TRƯỞNG CƠ QUAN" in told
    assert "TRUNG TÂM MỘT CỬA" in told
    assert "UBND" not in told

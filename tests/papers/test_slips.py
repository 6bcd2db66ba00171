"""The slip of a case, as it opens in Word."""

import io
from dataclasses import replace

from docx import Document
from docx.shared import Mm

from bot.papers.slips import Slip, slip_page

SLIP = Slip(
    office="UBND xã Thử",
    place="Số 2 đường Thử",
    code="XT-7KM3QX",
    key="K3YK3YK3",
    link="https://chat.example/chat#tra_XT-7KM3QX_K3YK3YK3",
    lines=("Đơn vị xử lý: Phòng Kinh tế",),
    how="Quét mã",
)


def read(slip: Slip) -> tuple[str, int]:
    """Its words, and how many pictures it holds."""
    page = Document(io.BytesIO(slip_page(slip)))
    assert abs((page.sections[0].page_height or 0) - Mm(210)) < Mm(1)
    return "\n".join(line.text for line in page.paragraphs), len(page.inline_shapes)


def test_a_slip_is_one_page_of_a5_with_a_code_to_scan() -> None:
    text, pictures = read(SLIP)
    for words in ("UBND XÃ THỬ", "XT-7KM3QX", "K3YK3YK3", "Phòng Kinh tế", "Quét mã"):
        assert words in text
    assert "Trả lời:" not in text
    assert pictures == 1


def test_where_no_channel_can_be_opened_there_is_no_code_to_scan() -> None:
    assert read(replace(SLIP, link=""))[1] == 0


def test_an_answer_stands_on_the_slip() -> None:
    assert "Trả lời:\nĐã thay bóng" in read(replace(SLIP, answer="Đã thay bóng"))[0]

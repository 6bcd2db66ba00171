"""Blank forms for khiếu nại and tố cáo, as they open in Word."""

import io

import pytest
from docx import Document
from docx.shared import Mm

from bot.papers.kinds import PetitionKind
from bot.papers.petitions import petition_form


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("khieu_nai", ("ĐƠN KHIẾU NẠI", "Nội dung, lý do", "Yêu cầu giải quyết", "NGƯỜI KHIẾU NẠI", "Điều 8")),
        ("to_cao", ("ĐƠN TỐ CÁO", "Người bị tố cáo", "Hành vi vi phạm", "NGƯỜI TỐ CÁO", "Điều 23")),
    ],
)
def test_a_form_asks_what_the_law_asks_on_a4(kind: PetitionKind, words: tuple[str, ...]) -> None:
    page = Document(io.BytesIO(petition_form(kind, "UBND xã Thử")))
    text = "\n".join(line.text for line in page.paragraphs)
    for wanted in (*words, "Độc lập - Tự do - Hạnh phúc", "Kính gửi: UBND xã Thử", "ký hoặc điểm chỉ"):
        assert wanted in text
    section = page.sections[0]
    assert section.page_width is not None
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert page.core_properties.author == ""

"""The letter that passes feedback on, as it opens in Word."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Page
from docx.shared import Mm

from bot.papers.transfer import Transfer, transfer_letter
from bot.rules.addresses import read_name

LETTER = Transfer(
    office=read_name("UBND xã Suối Mơ"),
    office_address="Thôn Một",
    office_phone="0200 111 222",
    body="Điện lực khu vực Suối Mơ",
    body_address="5 Trần Phú",
    code="SM-7KM3QX",
    topic="Điện lực, viễn thông, xe buýt",
    basis="điểm b khoản 2 Điều 35 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15",
    received="20/11/2026",
    how="qua tin nhắn",
    place="ấp 3",
    words="Trạm biến áp kêu rè rè",
    files=2,
    year=2026,
)


def opened(letter: Transfer) -> Page:
    return Document(io.BytesIO(transfer_letter(letter)))


def words_of(page: Page) -> str:
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join((*cells, *(line.text for line in page.paragraphs)))


@pytest.mark.parametrize(
    "words",
    [
        "ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "PHIẾU CHUYỂN",
        "Kính gửi: Điện lực khu vực Suối Mơ",
        "Ngày 20/11/2026, Ủy ban nhân dân xã Suối Mơ tiếp nhận qua tin nhắn",
        "lĩnh vực điện lực, viễn thông, xe buýt, tại ấp 3 (mã số SM-7KM3QX)",
        "“Trạm biến áp kêu rè rè”",
        "Điều 35 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15",
        "(Thôn Một; điện thoại 0200 111 222)",
        "Gửi kèm 02 tệp do công dân cung cấp./.",
        "Nơi nhận:\n- Điện lực khu vực Suối Mơ;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    ],
)
def test_it_has_the_parts_of_an_administrative_paper(words: str) -> None:
    assert words in words_of(opened(LETTER))


def test_number_day_and_signature_are_left_to_a_person() -> None:
    words = words_of(opened(LETTER))
    assert "Số:        /PC-UBND" in words
    assert "Suối Mơ, ngày        tháng        năm 2026" in words


def test_it_is_a4_in_times_new_roman_with_the_margins_of_the_decree() -> None:
    page = opened(LETTER)
    section = page.sections[0]
    for value, wanted in (
        *((section.page_width, 210), (section.page_height, 297)),
        *((section.left_margin, 30), (section.right_margin, 19), (section.top_margin, 20)),
    ):
        assert value is not None
        assert abs(value - Mm(wanted)) < Mm(1)
    assert page.styles["Normal"].font.name == "Times New Roman"


def test_what_is_not_known_leaves_no_gap() -> None:
    words = words_of(opened(replace(LETTER, place="", files=0, body_address="", office_phone="", office_address="")))
    assert "xe buýt (mã số SM-7KM3QX)" in words
    assert "về Ủy ban nhân dân xã Suối Mơ, ghi rõ mã số SM-7KM3QX, để trả lời công dân./." in words
    assert "()" not in words

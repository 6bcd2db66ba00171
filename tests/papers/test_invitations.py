"""Cards that invite officials: the same on both kinds of paper."""

import io
from dataclasses import replace
from datetime import datetime

import pdfplumber
from docx import Document

from bot.papers.invitations import Card, Way
from bot.papers.invitations_docx import sheet_docx
from bot.papers.invitations_pdf import sheet_pdf

HERE = Way("Web", "http://127.0.0.1:8080/chat#moi_x")
TELEGRAM = Way("Telegram", "https://t.me/XaThuBot?start=moi_x")
ZALO = Way("Zalo Bot", "https://bot.zaloplatforms.com/bots/47", typed=True)
CARD = Card(
    "UBND xã Thử", "Chị Lan", "Chuyên viên", "Phòng Kinh tế", "K7QM-2X9P", (TELEGRAM, HERE), datetime(2026, 12, 12, 17)
)
WORDS = ("UBND XÃ THỬ", "Chị Lan", "Chuyên viên – Phòng Kinh tế", "/lienket K7QM-2X9P", "17:00 thứ Bảy, 12/12/2026")


def test_seven_cards_take_two_pages_of_a4_and_say_what_to_do() -> None:
    cards = [CARD] * 6 + [replace(CARD, ways=(TELEGRAM, ZALO), holder="")]
    with pdfplumber.open(io.BytesIO(sheet_pdf(cards))) as paper:
        first, second = (page.extract_text() for page in paper.pages)
        assert (round(paper.pages[0].width), round(paper.pages[0].height)) == (595, 842)
    assert all(first.count(words) == 6 for words in WORDS)
    assert "Zalo Bot: mở rồi nhắn mã" in second
    page = Document(io.BytesIO(sheet_docx(cards)))
    assert [len(table.rows) for table in page.tables] == [3, 1]
    box = page.tables[0].cell(2, 1)
    assert all(words in "\n".join(line.text for line in box.paragraphs) for words in WORDS)


def test_only_what_a_telephone_can_open_is_drawn() -> None:
    assert [way.name for way in CARD.drawn] == ["Telegram"]
    assert replace(CARD, ways=(HERE,)).steps == ["Mở trò chuyện với Đôn Đốc, nhắn:"]
    many = replace(CARD, ways=(TELEGRAM, Way("Web", "https://xa.example/chat#moi_x"), ZALO))
    assert [way.name for way in many.drawn] == ["Telegram", "Web"]
    assert many.steps[0] == "Zalo Bot: https://bot.zaloplatforms.com/bots/47"


def test_whatever_a_name_holds_the_sheet_is_made() -> None:
    odd = replace(CARD, holder="$x_{2}$ \x00 & <b>", title="Rất dài " * 30)
    assert sheet_docx([odd])
    assert sheet_pdf([odd]).startswith(b"%PDF")

"""The clerk sends a form of the office's own for letters of apology; it is shown filled, then used."""

import io

import pytest
from docx import Document

from tests.handlers.dossier_talks import bring, dossier_of, send
from tests.papers.test_apology import changed, fetching, form
from tests.plans.dossier_files import code, line
from tests.talks import Town

ONE = code("261110")


def paper(town: Town, who: str) -> str:
    """The words of the newest document that somebody got."""
    files = [path for parcel in town.line.sent[who] for _, path in parcel.files]
    page = Document(io.BytesIO(files[-1].read_bytes()))
    return "\n".join(paragraph.text for paragraph in page.paragraphs)


@pytest.fixture
async def late(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [line(ONE, "19/11/2026", received="10/11/2026")])
    return town


async def test_the_offices_own_form_is_shown_filled_and_used_from_the_yes_on(late: Town) -> None:
    told = await send(late, form("Thư ngỏ gửi {{người nộp}} về {{mã hồ sơ}}, hẹn {{ngày hẹn lại}}"), "mau.docx")
    assert "có các trường: người nộp, mã hồ sơ, ngày hẹn lại, cơ quan" in told
    assert "Thư ngỏ gửi Nguyễn Văn A (ví dụ)" in paper(late, "Bà Thư")
    number = dossier_of(late, ONE).id
    await late.say("Chị Lan", f"/thuxinloi {number}")
    assert "THƯ XIN LỖI" in paper(late, "Chị Lan")
    assert "Từ nay" in await late.tap("Bà Thư", "Dùng mẫu này")
    await late.say("Chị Lan", f"/thuxinloi {number}")
    assert f"Thư ngỏ gửi Trần Thị Bông về {ONE}, hẹn ……" in paper(late, "Chị Lan")
    assert "theo mẫu của cơ quan: mau.docx" in await late.say("Bà Thư", "/mauxinloi")
    assert "mẫu có sẵn" in await late.tap("Bà Thư", "Dùng lại mẫu có sẵn")
    await late.say("Chị Lan", f"/thuxinloi {number}")
    assert "THƯ XIN LỖI" in paper(late, "Chị Lan")


async def test_a_form_with_an_unknown_field_or_a_link_is_refused_in_words(late: Town) -> None:
    assert "trường chưa biết: {{mật khẩu}}" in await send(late, form("{{mật khẩu}}"), "mau.docx")
    assert "liên kết tới tệp hoặc trang bên ngoài" in await send(late, changed(fetching), "mau.docx")
    assert "mẫu có sẵn" in await late.say("Bà Thư", "/mauxinloi")

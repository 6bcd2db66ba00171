"""Which procedure a question is about, and which papers are secret."""

import io

import pytest
from docx import Document
from openpyxl import Workbook

from bot.rules.procedures import procedures_asked
from bot.rules.secrecy import is_marked_secret, is_secret_paper

TOPICS = {
    1: "Đăng ký khai sinh; giấy khai sinh; làm khai sinh",
    2: "Đăng ký kết hôn; giấy kết hôn",
    3: "Chứng thực bản sao; sao y",
    4: "Xác nhận tình trạng hôn nhân; giấy độc thân",
    5: "Cấp giấy phép xây dựng nhà ở riêng lẻ; giấy phép xây dựng",
    6: "Khai sinh có yếu tố nước ngoài",
}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("làm giấy khai sinh cho con cần gì", [1]),
        ("lam giay khai sinh cho con can gi", [1]),
        ("khai sinh có yếu tố nước ngoài thì làm ở đâu", [6, 1]),
        ("xin giấy độc thân mất mấy ngày", [4]),
        ("sao y bằng cấp 3 ở đâu vậy", [3]),
        ("muốn xin phép xây dựng nhà thì nộp ở đâu", [5]),
        ("đăng ký tạm trú làm sao", []),
        ("", []),
    ],
)
def test_a_procedure_is_found_by_the_words_that_tell_it_from_others(question: str, found: list[int]) -> None:
    assert procedures_asked(question, TOPICS) == found


@pytest.mark.parametrize("line", ["MẬT", "TỐI MẬT", " TUYỆT MẬT ", "Độ mật: TỐI MẬT", "[MẬT]", "MẬT  Bản số: 02"])
def test_a_stamp_on_a_line_of_its_own_is_a_mark(line: str) -> None:
    assert is_marked_secret(f"UBND XÃ\n{line}\nKế hoạch")


@pytest.mark.parametrize(
    "text", ["BÁN MẬT ONG GIẢ Ở CHỢ", "mật", "Mật khẩu dịch vụ công quên rồi", "cá mật, chim", "MẬT ĐỘ XÂY DỰNG", ""]
)
def test_honey_and_passwords_are_no_secrets(text: str) -> None:
    assert not is_marked_secret(text)
    assert not is_secret_paper("don.txt", text.encode())


@pytest.mark.parametrize("name", ["KH MẬT.pdf", "ke-hoach_TỐI MẬT.docx", "toi-mat.pdf", "12 TUYỆT MẬT KH.doc"])
def test_a_files_name_tells(name: str) -> None:
    assert is_secret_paper(name, b"%PDF-1.7")


@pytest.mark.parametrize("name", ["mat-tien-duong.pdf", "mật ong.jpg", "anh mat bang.png", "bang gia mat hang.xlsx"])
def test_other_names_do_not(name: str) -> None:
    assert not is_secret_paper(name, b"\xff\xd8\xff")


def test_the_stamp_within_a_word_or_excel_file_is_found() -> None:
    for inside in ("paragraph", "header", "table"):
        page, held = Document(), io.BytesIO()
        if inside == "paragraph":
            page.add_paragraph("MẬT")
        elif inside == "header":
            page.sections[0].header.paragraphs[0].text = "TỐI MẬT"
        else:
            page.add_table(1, 1).cell(0, 0).text = "TUYỆT MẬT"
        page.save(held)
        assert is_secret_paper("a.docx", held.getvalue()), inside
    book, held = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "MẬT"
    book.save(held)
    assert is_secret_paper("a.xlsx", held.getvalue())


def test_what_cannot_be_opened_is_no_secret() -> None:
    assert not is_secret_paper("a.docx", b"PK\x03\x04 broken")
    assert not is_secret_paper("a.docx", b"")

"""A due list is understood in whatever order, under whatever title, from whatever program; what is wrong is named."""

import io
import unicodedata
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.plans.dossiers.reader import read_due_list
from bot.plans.opening import PlanRefused
from bot.rules.dossier_list import DossierRow, from_record, to_record
from bot.rules.states import DossierState
from tests.plans.dossier_files import FULL, HEADER, code, line, text, xlsx
from tests.talks import plan_of

ROWS = [
    line(code("261128")),
    line(code("261120", 2), "02/12/2026", state="Đã trả kết quả", finished="01/12/2026", received="20/11/2026"),
    line(code("261121", 3), "", state="Chờ bổ sung", handler="", received="21/11/2026"),
]
NAMES = {
    "Mã hồ sơ": ("Số hồ sơ", "MÃ SỐ HỒ SƠ", "Mã HS"),
    "Chủ hồ sơ": ("Người nộp", "Họ và tên người nộp hồ sơ", "Tên tổ chức, cá nhân"),
    "Số điện thoại": ("SĐT", "Điện thoại người nộp"),
    "Thủ tục hành chính": ("Tên thủ tục", "Tên TTHC"),
    "Ngày tiếp nhận": ("Ngày nhận hồ sơ", "Thời gian tiếp nhận"),
    "Hạn trả kết quả": ("Ngày hẹn trả", "Thời hạn trả kết quả", "Hẹn trả"),
    "Ngày trả kết quả": ("Ngày trả thực tế", "Ngày hoàn thành"),
    "Cán bộ thụ lý": ("Người xử lý", "Cán bộ/đơn vị thụ lý"),
    "Đơn vị xử lý": ("Phòng/ban thụ lý", "Cơ quan giải quyết", "Phòng thụ lý"),
    "Trạng thái": ("Tình trạng hồ sơ", "Tình trạng"),
}


def rows_of(name: str, data: bytes) -> tuple[DossierRow, ...]:
    found = read_due_list(name, data)
    assert found is not None
    assert found.problems == ()
    return found.rows


def check(rows: tuple[DossierRow, ...]) -> None:
    first, second, third = rows
    assert (first.key, first.due, first.due_time) == ("H29.155-261128-0001", date(2026, 12, 5), time(17, 0))
    assert (first.applicant, first.phone, first.handler) == ("Trần Thị Bông", "0912345678", "Chị Lan")
    assert (first.unit, first.procedure) == ("Phòng Kinh tế", "Đăng ký hộ kinh doanh")
    assert (second.state, second.finished, second.received) == (
        DossierState.DONE,
        date(2026, 12, 1),
        date(2026, 11, 20),
    )
    assert (third.state, third.due, third.handler) == (DossierState.WAITING, None, "")


def test_a_workbook_with_titles_above_and_sums_below() -> None:
    data = xlsx(ROWS, foot=("Tổng cộng: 3 hồ sơ", "NGƯỜI LẬP BIỂU", "Lê Văn Lập"))
    check(rows_of("ds.xlsx", data))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_csv_in_every_usual_encoding(separator: str, encoding: str) -> None:
    words = text(ROWS, separator)
    if encoding == "cp1258":  # as Windows writes it: the tone is a letter of its own
        words = "".join(_windows(letter) for letter in words)
    check(rows_of("ds.csv", words.encode(encoding)))


def _windows(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
    rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
    return rest + "".join(tones)


@settings(max_examples=25)
@given(order=st.permutations(range(len(FULL))), names=st.data())
def test_columns_come_in_any_order_under_any_of_their_names(order: list[int], names: st.DataObject) -> None:
    called = [names.draw(st.sampled_from((FULL[at], *NAMES.get(FULL[at], ())))) for at in order]
    rows = [[row[at] for at in order] for row in ROWS]
    check(rows_of("ds.csv", text(rows, ";", called).encode()))


def test_cells_hold_dates_numbers_and_merged_units() -> None:
    rows = [
        line(code("261128"), datetime(2026, 12, 5, 17, 0), received=date(2026, 11, 28)),
        line(code("261128", 2), 46361.7083, received=46354, unit=""),
    ]
    book = load_workbook(io.BytesIO(xlsx(rows)))
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("J4:J5")
    held = io.BytesIO()
    book.save(held)
    first, second = rows_of("ds.xlsx", held.getvalue())
    assert (first.due, first.due_time) == (second.due, second.due_time) == (date(2026, 12, 5), time(17, 0))
    assert first.received == second.received == date(2026, 11, 28)
    assert second.unit == "Phòng Kinh tế"


def test_a_header_of_two_lines_and_units_as_headings() -> None:
    words = "\n".join(
        (
            "STT;Mã hồ sơ;Thời gian;;;Trạng thái",
            ";;tiếp nhận;hẹn trả;trả kết quả;",
            "(1);(2);(3);(4);(5);(6)",
            "I. Phòng Kinh tế;;;;;",
            f"1;{code('261128')};28/11/2026;05/12/2026;;Đang xử lý",
            "STT;Mã hồ sơ;Thời gian;;;Trạng thái",
            "Cộng;1;;;;",
        )
    )
    (row,) = rows_of("ds.csv", words.encode())
    assert (row.received, row.due, row.unit) == (date(2026, 11, 28), date(2026, 12, 5), "I. Phòng Kinh tế")


def test_a_web_page_called_xls_is_read_as_well() -> None:
    cells = "".join(f"<td>{value}</td>" for value in ROWS[0])
    page = f"<html><table><tr>{''.join(f'<th>{name}</th>' for name in FULL)}</tr><tr>{cells}</tr></table></html>"
    (row,) = rows_of("ds.xls", page.encode())
    assert row.due == date(2026, 12, 5)


def test_a_day_that_excel_turned_round_is_put_right_by_the_code() -> None:
    """Typed 05/12 on a computer set to month first: the cell holds 12 May. 13/12 stayed text."""
    rows = [line(code("261128"), date(2026, 5, 12)), line(code("261128", 2), "13/12/2026")]
    assert rows_of("ds.xlsx", xlsx(rows))[0].due == date(2026, 12, 5)


def test_what_is_wrong_is_named_by_its_cell_and_nothing_of_it_counts() -> None:
    rows = [
        line(code("261128"), "khi xong"),
        line("", "05/12/2026"),
        line(code("261128", 3), "01/11/2026"),
        line(code("261128", 4), "05/12/2026"),
        line(code("261128", 4), "06/12/2026"),
    ]
    found = read_due_list("ds.xlsx", xlsx(rows))
    assert found is not None
    assert [problem.split(":")[0] for problem in found.problems] == ["G4", "B5", "G6", "dòng 8"]
    assert [row.key for row in found.rows] == [code("261128", 4)]


def test_a_term_in_days_is_no_due_day() -> None:
    header = (*HEADER[:6], "Thời hạn giải quyết", "Ngày hẹn trả")
    row = (1, code("261128"), "", "", "", "28/11/2026", "5 ngày làm việc", "05/12/2026")
    assert rows_of("ds.csv", text([row], header=header).encode())[0].due == date(2026, 12, 5)


def test_an_unknown_state_and_a_missing_day_are_remarked() -> None:
    found = read_due_list("ds.csv", text([line(code("261128"), "", state="Bay lên trời")]).encode())
    assert found is not None
    assert found.rows[0].state == DossierState.OPEN
    assert len(found.remarks) == 2


def test_a_plan_is_no_due_list() -> None:
    assert read_due_list("ke-hoach.txt", plan_of("Báo cáo|Phòng Kinh tế|30/11/2026")) is None
    plan = text([(1, "Rà soát hồ sơ", "Phòng Kinh tế", "30/11/2026")], header=("STT", "Nội dung", "Đơn vị", "Thời hạn"))
    assert read_due_list("ke-hoach.csv", plan.encode()) is None


def test_a_list_of_codes_without_days_is_not_sure() -> None:
    found = read_due_list(
        "ds.csv", text([(1, code("261128"), "Đang xử lý")], header=("STT", "Mã hồ sơ", "Trạng thái")).encode()
    )
    assert found is not None
    assert not found.is_sure


def test_nothing_of_a_list_too_long_is_cut_off_in_silence() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(FULL))
    for number in range(10_001):
        sheet.append([number, code("261128", number + 1), None, None, None, None, "05/12/2026"])
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(PlanRefused, match=r"10\.000 dòng"):
        read_due_list("ds.xlsx", held.getvalue())
    rows = "\n".join(f"{code('261128', number)};05/12/2026" for number in range(50_000))
    with pytest.raises(PlanRefused, match=r"10\.000 dòng"):
        read_due_list("ds.csv", f"Mã hồ sơ;Hạn trả\n{rows}".encode())


def test_hostile_files_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"<row><v>1</v></row>" * 2_000_000)
    with pytest.raises(PlanRefused):
        read_due_list("bom.xlsx", held.getvalue())
    macro = io.BytesIO(xlsx(ROWS))
    with zipfile.ZipFile(macro, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(PlanRefused, match="macro"):
        read_due_list("ds.xlsx", macro.getvalue())


def test_a_formula_in_a_cell_is_only_text() -> None:
    (row,) = rows_of("ds.csv", text([line(code("261128"), applicant='=HYPERLINK("http://x","y")')]).encode())
    assert row.applicant.startswith("=HYPERLINK")


def test_a_row_comes_back_from_its_record() -> None:
    for row in rows_of("ds.csv", text(ROWS).encode()):
        assert from_record(to_record(row)) == row

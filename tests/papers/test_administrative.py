"""Every paper that the office signs has the form of NĐ 30/2020/NĐ-CP."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from bot.papers.apology import Apology, apology_paper
from bot.papers.index_notice import IndexNotice, index_notice
from bot.papers.law import law_paper
from bot.papers.listings import list_notice
from bot.papers.notices import address_notice
from bot.papers.report import ReportPaper, report_paper, said_figure, said_period
from bot.papers.transfer import transfer_letter
from bot.rules.addresses import read_name
from bot.rules.figures import Average, Figure, Known, Section, Table
from tests.papers.administrative import problems
from tests.papers.test_notices import TOLD
from tests.papers.test_transfer import LETTER

OFFICE = read_name("UBND xã Suối Mơ")
LONG = (
    "Tổng hợp, rà soát, đánh giá tình hình thực hiện nhiệm vụ phát triển kinh tế – xã hội trên địa bàn các thôn, ấp. "
)
CODES = tuple(f"NV-{number}" for number in range(1, 90))
ROWS = tuple((code, LONG * (1 + number % 4), "Phòng Kinh tế", date(2026, 11, 20)) for number, code in enumerate(CODES))
SECTIONS = (
    Section(
        "ket_qua",
        "Kết quả thực hiện nhiệm vụ",
        lines=(LONG * 5, "Dòng thứ nhất\nDòng\x07 thứ hai"),
        figures=(Figure("a", "Đã hoàn thành", CODES[:7]), Figure("b", "Tỷ lệ", CODES[:7], CODES)),
        tables=(Table("Nhiệm vụ trễ hạn", ("Mã", "Nhiệm vụ", "Đơn vị", "Hạn"), ROWS),),
    ),
    *(Section(f"phan_{number}", f"Phần thứ {number} của báo cáo", lines=(LONG * 12,) * 3) for number in range(9)),
)
REPORT = ReportPaper(OFFICE, "Tháng 2/2026", date(2026, 1, 15), date(2026, 2, 14), SECTIONS, unseen=True, year=2026)
INDEX = IndexNotice(
    office=OFFICE,
    year=2026,
    about="tuần 47",
    source="Quyết định 766/QĐ-TTg",
    points=Table("", ("TT", "Nhóm", "Điểm"), (("1", "Công khai, minh bạch", 17.0), ("", "Tổng", 90.0))),
    result="Đạt.",
    plan="",
)
APOLOGY = Apology(
    office=OFFICE,
    code="H55.12.34-261101-0007",
    applicant="Nguyễn Văn An",
    procedure="Đăng ký khai sinh",
    received="01/11/2026",
    due="20/11/2026",
    new_due="27/11/2026",
    reason="chờ xác minh",
    unit="Phòng Kinh tế",
    place="Trung tâm Phục vụ hành chính công",
    is_past=True,
    year=2026,
)
LAW = (("Mục đích", True), (LONG * 3, False))
PAPERS: Mapping[str, Callable[[], bytes]] = {
    "apology": lambda: apology_paper(APOLOGY),
    "listings": lambda: list_notice(OFFICE, "Danh sách việc trễ hạn", "20/11/2026", SECTIONS[0].tables, 2026),
    "notices": lambda: address_notice(TOLD, 2026),
    "transfer": lambda: transfer_letter(LETTER),
    "law": lambda: law_paper(OFFICE, 2026, "HD", "khi lộ dữ liệu", LAW),
    "report": lambda: report_paper(REPORT),
    "index_notice": lambda: index_notice(INDEX),
}


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_the_form_of_an_administrative_paper(name: str) -> None:
    assert problems(PAPERS[name]()) == []


def test_every_paper_with_a_head_is_looked_at() -> None:
    folder = Path(__file__).resolve().parents[2] / "bot" / "papers"
    headed = {file.stem for file in folder.glob("*.py") if "add_head(page" in file.read_text("utf-8")} - {"official"}
    assert headed == set(PAPERS)


def test_the_check_sees_what_is_wrong() -> None:
    page = Document(io.BytesIO(report_paper(REPORT)))
    page.sections[0].left_margin = Mm(20)
    page.sections[0].page_width = Mm(216)
    page.paragraphs[0].runs[0].font.name = "Arial"
    page.tables[0].rows[1].cells[0].paragraphs[0].runs[0].text = "Số: 12/BC-UBND"
    page.tables[-1].rows[0].cells[1].paragraphs[2].add_run("Nguyễn Văn A")
    page.paragraphs[-2].runs[0].text = "Hết."
    held = io.BytesIO()
    page.save(held)
    found = " ".join(problems(held.getvalue()))
    for wrong in ("not A4", "left_margin 20", "Arial", "number 'Số: 12/BC-UBND'", "Nguyễn Văn A", "ends with"):
        assert wrong in found


@pytest.mark.parametrize(
    ("period", "said"),
    [("Tháng 2/2026", "tháng 02/2026"), ("Tháng 11/2026", "tháng 11/2026"), ("Quý III/2026", "quý III/2026")],
)
def test_the_first_two_months_have_a_zero_before_them(period: str, said: str) -> None:
    assert said_period(period) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Figure("a", "", CODES[:7]), "07"),
        (Figure("a", "", CODES[:12]), "12"),
        (Figure("a", "", ()), "0"),
        (Figure("a", "", CODES[:9], CODES[:10]), "90 % (9/10)"),
        (Figure("a", "", (), ()), "……"),
        (Average("a", "", ()), "……"),
    ],
)
def test_numbers_in_the_text_stand_as_papers_write_them(known: Known, said: str) -> None:
    assert said_figure(known) == said

"""PDF files: ruled tables page by page, merged cells, scans and locked files."""

import pytest

from bot.plans.opening import PlanRefused
from bot.plans.pdf import MAX_PAGES, pdf_blocks, read_pdf
from tests.plans.documents import Placed, pdf_file, places, rows_from, ruled_page

HEAD = ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"]
WIDTHS = [40, 200, 150, 100]
TITLE: list[Placed] = [
    (40, 40, "KẾ HOẠCH"),
    (40, 56, "Trồng cây ven đường làng năm 2026"),
    (40, 80, "II. VIỆC CẦN LÀM"),
]


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    page = ruled_page(
        [HEAD, ["1", "Trồng bàng hai bên\nđường", "Hội Nông dân;\nCác thôn", "Trước\n30/6/2026"]], WIDTHS, before=TITLE
    )
    (row,) = rows_from(pdf_blocks(pdf_file(page)))
    assert (row.section, row.no, row.content) == ("II", "1", "Trồng bàng hai bên đường")
    assert (row.lead, row.deadline_text) == (("Hội Nông dân", "Các thôn"), "Trước 30/6/2026")
    assert row.at == "trang 1"


def test_a_row_cut_by_the_page_end_is_put_together_again() -> None:
    first = ruled_page(
        [HEAD, ["1", "Trồng bàng hai", "Văn phòng HĐND", "Thường"]], WIDTHS, before=[*TITLE, (290, 820, "1")]
    )
    rest = [HEAD, ["", "bên đường", "và UBND xã", "xuyên"], ["2", "Tưới cây", "Các thôn", "Quý II"]]
    second = ruled_page(rest, WIDTHS, top=60, before=[(290, 820, "2")])
    rows = rows_from(pdf_blocks(pdf_file(first, second)))
    assert places(rows) == ["II|1", "II|2"]
    assert (rows[0].content, rows[0].lead) == ("Trồng bàng hai bên đường", ("Văn phòng HĐND và UBND xã",))
    assert rows[0].deadline_text == "Thường xuyên"


def test_a_merged_heading_row_is_a_heading() -> None:
    body = [
        HEAD,
        ["I", "Chuẩn bị cây giống cho các thôn trong toàn xã", "", ""],
        ["1", "Ươm bàng", "Các thôn", "Quý I"],
    ]
    page = ruled_page(body, WIDTHS, gaps=[(1, 2), (1, 3)])
    assert places(rows_from(pdf_blocks(pdf_file(page)))) == ["I|1"]


def test_a_page_whose_cells_are_all_merged_keeps_the_columns_before() -> None:
    first = ruled_page([HEAD, ["1", "Ươm bàng giống trong vườn trường", "Các thôn", "Quý I"]], WIDTHS)
    merged = [(at, place) for at in (0, 1) for place in (2, 3)]
    rest = [["II", "Chăm sóc cây trồng trên các tuyến đường làng", "", ""], ["III", "Nghiệm thu và bàn giao", "", ""]]
    last = ruled_page([["1", "Tưới cây mùa khô", "Hội Nông dân", "Quý II"]], WIDTHS)
    rows = rows_from(pdf_blocks(pdf_file(first, ruled_page(rest, WIDTHS, gaps=merged), last)))
    assert places(rows) == ["|1", "III|1"]
    assert rows[1].lead == ("Hội Nông dân",)


def test_a_scan_without_text_is_refused() -> None:
    blank = ruled_page([["", ""]], [100, 100])
    with pytest.raises(PlanRefused, match="scan"):
        pdf_blocks(pdf_file(blank))


def test_a_book_of_pages_is_refused() -> None:
    with pytest.raises(PlanRefused, match="trang"):
        pdf_blocks(pdf_file(*([([], [])] * (MAX_PAGES + 1))))


def test_a_broken_file_is_refused_in_its_own_process() -> None:
    with pytest.raises(PlanRefused, match="hỏng"):
        read_pdf(b"%PDF-1.7\n" + b"\x00\xff" * 500)

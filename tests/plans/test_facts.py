"""Title, number, day and year of a plan, out of its running text."""

from datetime import date

import pytest

from bot.plans.blocks import Block, Line
from bot.plans.facts import Facts, read_facts, year_of_deadlines
from tests.plans.documents import table_blocks


def lines(*texts: str) -> list[Block]:
    return [Line(text) for text in texts]


def test_the_head_of_a_plan_is_read() -> None:
    head = lines(
        "Số: 42/KH-UBND",
        "Bình An, ngày 09 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Giữ gìn đường làng sạch đẹp",
        "trên địa bàn xã Bình An năm 2026",
        "Căn cứ Kế hoạch số 7/KH-UBND ngày 05/01/2025 của UBND huyện;",
    )
    title = "Giữ gìn đường làng sạch đẹp trên địa bàn xã Bình An năm 2026"
    assert read_facts(head) == Facts(title, "42/KH-UBND", date(2026, 2, 9), 2026)


def test_a_letterhead_in_a_table_counts_as_well() -> None:
    blocks = [
        *table_blocks([["Số: 42/KH-UBND", "Bình An, ngày 09 tháng 02 năm 2026"]]),
        *lines("KẾ HOẠCH", "Trồng cây năm 2026", ""),
    ]
    assert read_facts(blocks) == Facts("Trồng cây năm 2026", "42/KH-UBND", date(2026, 2, 9), 2026)


@pytest.mark.parametrize(
    "line",
    [
        "(Kèm theo Kế hoạch số 42/KH-UBND ngày 09/02/2026 của UBND xã)",
        "(Ban hành kèm theo Quyết định số: 42/KH-UBND ngày 9 tháng 2 năm 2026)",
    ],
)
def test_an_appendix_says_what_it_comes_with(line: str) -> None:
    facts = read_facts(lines("NHIỆM VỤ CỤ THỂ NĂM 2026", line))
    assert (facts.number, facts.issued, facts.year) == ("42/KH-UBND", date(2026, 2, 9), 2026)


def test_documents_the_plan_is_based_on_are_not_the_plan() -> None:
    facts = read_facts(lines("KẾ HOẠCH", "Căn cứ Kế hoạch số 7/KH-UBND ngày 05/01/2025 của UBND huyện;"))
    assert facts == Facts()


def test_blanks_left_for_the_clerk_are_no_date() -> None:
    facts = read_facts(
        lines("Số:     /KH-UBND", "Bình An, ngày     tháng    năm 2026", "KẾ HOẠCH", "Trồng cây năm 2026")
    )
    assert (facts.number, facts.issued, facts.year) == ("", None, 2026)


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("Bình An, ngày 28 tháng 12 năm 2025", "KẾ HOẠCH", "Trồng cây năm 2026"), 2026),
        (("Bình An, ngày 28 tháng 12 năm 2025", "KẾ HOẠCH", "Trồng cây giai đoạn 2026-2030"), 2025),
        (("KẾ HOẠCH", "Trồng cây giai đoạn 2026-2030"), 2026),
        (("PHỤ LỤC", "CÁC NHIỆM VỤ TRỌNG TÂM NĂM 2027"), 2027),
        (("KẾ HOẠCH", "Trồng cây"), None),
    ],
)
def test_the_year_is_the_titles_before_the_day_of_issue(texts: tuple[str, ...], year: int | None) -> None:
    assert read_facts(lines(*texts)).year == year


def test_a_day_no_calendar_has_is_not_taken() -> None:
    assert read_facts(lines("Bình An, ngày 31 tháng 02 năm 2026")).issued is None


def test_deadlines_say_the_year_when_nothing_else_does() -> None:
    assert year_of_deadlines(["30/6/2026", "Tháng 7/2026", "Quý I năm 2027", "Hàng quý"]) == 2026
    assert year_of_deadlines(["Theo Quyết định 12/2019/QĐ-TTg", "Hàng quý"]) is None

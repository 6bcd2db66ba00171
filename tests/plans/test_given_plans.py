"""The real plans beside the checkout: the scorer's verdict, and readings checked by eye."""

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from bot.plans.reader import PlanDocument, read_plan, to_record


@pytest.fixture(scope="module")
def given(shared: Path) -> Callable[[str], PlanDocument]:
    """Reads a plan by file name, each once."""

    @cache
    def read(name: str) -> PlanDocument:
        return read_plan(name, (shared / "plans" / name).read_bytes())

    return read


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", shared / "acceptance" / "score_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_plan"] = module
    spec.loader.exec_module(module)
    return module


JUDGED = ("rows", "kind", "section", "deadline-text", "schedule", "lead", "coop", "product")
THRESHOLDS = ["--kind=all", "--max-silent=0", "--max-extra=0", *(f"--min-{field}=1" for field in JUDGED)]


@pytest.mark.parametrize(
    ("name", "most_flagged"),
    [("my_hoa_hung.txt", 11), ("my_hoa_hung.docx", 11), ("luc_ngan.txt", 0), ("luc_ngan.pdf", 0)],
)
def test_the_scorer_finds_no_fault(
    name: str, most_flagged: int, given: Callable[[str], PlanDocument], scorer: ModuleType, shared: Path, tmp_path: Path
) -> None:
    output = tmp_path / "rows.jsonl"
    records = [json.dumps(to_record(row), ensure_ascii=False) for row in given(name).rows]
    output.write_text("\n".join(records), encoding="utf-8")
    gold = shared / "plans" / f"{Path(name).stem}.gold.jsonl"
    assert scorer.main([str(gold), str(output), *THRESHOLDS, f"--max-flagged={most_flagged}"]) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("my_hoa_hung.txt", "my_hoa_hung.docx"), ("luc_ngan.txt", "luc_ngan.pdf"), ("xuan_loc.txt", "xuan_loc.xlsx")],
)
def test_a_plan_reads_the_same_in_every_form(one: str, other: str, given: Callable[[str], PlanDocument]) -> None:
    def letters(name: str) -> list[str]:
        """Without blanks: where a cell's line ends is a matter of layout."""
        records = (to_record(row) for row in given(name).rows)
        return ["".join(json.dumps(record, ensure_ascii=False).split()) for record in records]

    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("name", "year", "number", "sections"),
    [
        (
            "my_hoa_hung.txt",
            2024,
            "198/KH-UBND",
            "1:7 2:4 3/I:6 3/II:6 4/I:4 4/II:1 5/I:4 5/II:4 6:4 7:3 8/I:2 8/II:6"
            " 9/9.1:5 9/9.1/6:2 9/9.2/I:1 9/9.2/II:12",
        ),
        (
            "luc_ngan.txt",
            2024,
            "",
            "I:4 II/1:2 II/2:3 II:1 II/4:4 II/5:3 III/1:3 III:2 III/4:4 III/5:2 III/6:1 IV:2 V:1",
        ),
        ("xuan_loc.txt", 2022, "15/KH-UBND", "1:3 2:9 3:3 4:4 5:3 6:4"),
        (
            "hai_yen.txt",
            2024,
            "",
            "PL1/I:6 PL1/I/4:3 PL1/II/1:2 PL1/II:1 PL1/III/2:1 PL1/III/2/2.2:2 PL1/III/2/2.3:2 PL1/III:1 PL1/III/4:2"
            " PL1/III/5:2 PL1/IV:2 PL1/V/1:2 PL1/V:4 PL1/VI/1:3 PL1/VI/2:2 PL1/VI/2/2.2:3 PL1/VII/1:2 PL1/VII/2:2"
            " PL1/VII/3:2 PL1/VII:1 PL1/VII/4:1 PL1/VII/4/4.2:3 PL1/VIII:1 PL2/I:2 PL2/II:5 PL2/III:2 PL2/IV:2 PL2/V:3"
            " PL3/1:4 PL3/2:4 PL3/3:3 PL3/4:2 PL3/5:6 PL3/6:3 PL3/7:2 PL3/8:4",
        ),
        (
            "ba_to.txt",
            2024,
            "486/QĐ-UBND",
            "I:2 II:1 III:4 IV:3 V:3 VI:13 VII:7 VIII:1 IX:2 X:1 XI:5 XII:1 XIII:2 Phụ lục:9 Phụ lục/10:2",
        ),
    ],
)
def test_rows_stand_under_their_sections(
    name: str, year: int, number: str, sections: str, given: Callable[[str], PlanDocument]
) -> None:
    document = given(name)
    counted = Counter(row.section.replace(" / ", "/") for row in document.rows)
    assert " ".join(f"{section}:{count}" for section, count in counted.items()) == sections
    assert (document.year, document.number, document.warnings) == (year, number, ())


@pytest.mark.parametrize(
    ("name", "place", "lead", "coop"),
    [
        ("xuan_loc.txt", "2|7", "Văn phòng HĐND và UBND huyện", "Các cơ quan, đơn vị | UBND các xã, thị trấn"),
        (
            "xuan_loc.txt",
            "2|11",
            "Văn phòng HĐND và UBND huyện | Phòng Tài nguyên và Môi trường | Phòng Kinh tế và Hạ tầng"
            " | Văn phòng đăng ký đất đai tỉnh Đồng Nai - chi nhánh Xuân Lộc",
            "Các cơ quan, đơn vị | UBND các xã, thị trấn",
        ),
        (
            "xuan_loc.txt",
            "6|23",
            "Phòng Văn hóa - Thông tin",
            "Các cơ quan, đơn vị | UBND các xã, thị trấn | Trường học",
        ),
        (
            "ba_to.txt",
            "VI|16",
            "Phòng VH&TT | Văn phòng HĐND và UBND huyện",
            "Các cơ quan, đơn vị | UBND các xã, thị trấn",
        ),
        ("ba_to.txt", "VI|17", "Các cơ quan, đơn vị | UBND các xã", "Văn phòng HĐND và UBND huyện"),
        (
            "ba_to.txt",
            "VIII|34",
            "Văn phòng HĐND và UBND huyện | UBND các xã, thị trấn",
            "Các cơ quan, đơn vị có liên quan",
        ),
        ("ba_to.txt", "X|37", "Các cơ quan, đơn vị | UBND các xã, thị trấn", "Văn phòng HĐND và UBND huyện"),
        ("ba_to.txt", "XIII|44", "Các cơ quan, đơn vị | UBND các xã, thị trấn", "Văn phòng HĐND và UBND huyện"),
        ("ba_to.txt", "XIII|45", "Văn phòng HĐND và UBND huyện", "Các cơ quan, đơn vị | UBND các xã, thị trấn"),
        ("ba_to.txt", "Phụ lục|1", "Văn phòng HĐND và UBND huyện", "các sở, ban ngành"),
        ("hai_yen.txt", "PL1 / V / 1|1.1", "UBND xã", "Phòng Nội vụ"),
        ("hai_yen.txt", "PL2 / II|4", "UBND xã", "Công chức Văn phòng - Thống kê xã"),
        (
            "hai_yen.txt",
            "PL3 / 1|a)",
            "Hội đồng phổ biến giáo dục pháp luật xã",
            "Công chức Tư pháp - Hộ tịch | Ủy ban MTTQ | Đoàn thể xã",
        ),
        ("hai_yen.txt", "PL3 / 6|a)", "UBND xã", "các Ban ngành, đoàn thể liên quan | Trạm y tế xã"),
    ],
)
def test_units_are_told_apart(
    name: str, place: str, lead: str, coop: str, given: Callable[[str], PlanDocument]
) -> None:
    row = next(row for row in given(name).rows if f"{row.section}|{row.no}" == place)
    assert (" | ".join(row.lead), " | ".join(row.coop)) == (lead, coop)


@pytest.mark.parametrize(
    ("name", "asked", "of"),
    [("my_hoa_hung.txt", 9, 71), ("luc_ngan.txt", 0, 32), ("xuan_loc.txt", 0, 26), ("ba_to.txt", 3, 56)],
)
def test_few_rows_are_asked_about(name: str, asked: int, of: int, given: Callable[[str], PlanDocument]) -> None:
    rows = given(name).rows
    assert (sum(row.needs_review for row in rows), len(rows)) == (asked, of)


@pytest.mark.parametrize(
    ("name", "place", "words"),
    [
        ("my_hoa_hung.txt", "1|1", "24/02/2024"),
        ("my_hoa_hung.txt", "1|7", "đổi chỗ"),
        ("my_hoa_hung.txt", "6|4", "10 ngày kể từ ngày tiếp nhận"),
        ("my_hoa_hung.txt", "3 / II|4", "định kỳ"),
        ("ba_to.txt", "VI|26", "đơn vị chủ trì"),
        ("ba_to.txt", "XI|39", "Định kỳ hàng tháng"),
        ("hai_yen.txt", "PL1 / V|4", "đơn vị chủ trì"),
        ("hai_yen.txt", "PL3 / 2|b)", "rời khỏi bảng"),
    ],
)
def test_the_reason_for_asking_is_said(name: str, place: str, words: str, given: Callable[[str], PlanDocument]) -> None:
    row = next(row for row in given(name).rows if f"{row.section}|{row.no}" == place)
    assert row.needs_review
    assert any(words in why for why in row.why)


def test_the_loose_column_of_hai_yen_found_its_rows(given: Callable[[str], PlanDocument]) -> None:
    rows = [row for row in given("hai_yen.txt").rows if row.section.startswith("PL3")]
    yearly = [f"{row.section}|{row.no}" for row in rows if row.deadline_text == "Hàng năm"]
    assert yearly == ["PL3 / 2|b)", "PL3 / 2|c)"]
    assert sum(row.deadline_text == "Thường xuyên" for row in rows) == 19


def test_a_row_of_ba_to_over_two_pages_is_whole(given: Callable[[str], PlanDocument]) -> None:
    row = next(row for row in given("ba_to.txt").rows if row.no == "3")
    assert row.content.endswith("và dự thảo văn bản quy phạm pháp luật")
    assert row.deadline_text == "Thường xuyên"

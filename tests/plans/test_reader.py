"""A whole plan, from the file's bytes to records in the plan format."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plans.reader import read_plan, to_record
from bot.rules.schedules import from_json
from tests.plans.documents import HEADER, rows_of, task

PLAN = f"""Số: 42/KH-UBND

Bình An, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Giữ đường làng sạch đẹp năm 2026

Căn cứ ý kiến của các thôn;

{HEADER}
1\tQuét dọn đường trục\tCác thôn\tHội Phụ nữ; Đoàn Thanh niên\tHàng tuần\tĐường sạch\tSáng thứ bảy
2\tSơn vạch kẻ đường\tPhòng Kinh tế\t\tTháng 01 năm 2026\tBiên bản\t

STT\tChỉ tiêu\tĐVT\tChỉ tiêu năm 2026\tĐơn vị thực hiện\tCơ quan đánh giá
1\tTuyến đường có hoa\t%\tTối thiểu 60\tCác thôn\tMặt trận xã
"""
NAMES = "kind section no content lead coop product note deadline_text schedule needs_review why"
FIELDS = NAMES.split()


def test_a_plan_knows_its_title_number_day_and_year() -> None:
    plan = read_plan("ke-hoach.txt", PLAN.encode())
    assert (plan.title, plan.number) == ("Giữ đường làng sạch đẹp năm 2026", "42/KH-UBND")
    assert (plan.issued, plan.year, plan.warnings) == (date(2026, 2, 9), 2026, ())
    assert [row.kind for row in plan.rows] == ["task", "task", "indicator"]


def test_a_task_has_the_fields_of_the_format() -> None:
    record = to_record(read_plan("ke-hoach.txt", PLAN.encode()).rows[0])
    assert list(record) == FIELDS
    assert record | {"why": []} == {
        "kind": "task",
        "section": "",
        "no": "1",
        "content": "Quét dọn đường trục",
        "lead": ["Các thôn"],
        "coop": ["Hội Phụ nữ", "Đoàn Thanh niên"],
        "product": "Đường sạch",
        "note": "Sáng thứ bảy",
        "deadline_text": "Hàng tuần",
        "schedule": {"type": "every", "unit": "week", "times": 1},
        "needs_review": False,
        "why": [],
    }


def test_an_indicator_has_its_own_fields_as_well() -> None:
    record = to_record(read_plan("ke-hoach.txt", PLAN.encode()).rows[2])
    assert list(record) == [*FIELDS, "name", "unit", "target_text", "target", "responsible", "evaluator"]
    assert (record["target"], record["schedule"]) == ({"op": ">=", "value": 60}, {"type": "none"})
    assert (record["responsible"], record["evaluator"], record["unit"]) == (["Các thôn"], "Mặt trận xã", "%")


def test_a_deadline_before_the_plans_own_day_is_asked_about() -> None:
    late = read_plan("ke-hoach.txt", PLAN.encode()).rows[1]
    assert late.needs_review
    assert any("09/02/2026" in why for why in late.why)


def test_the_year_a_person_gives_wins() -> None:
    text = f"{HEADER}\n{task(time='Tháng 9')}"
    assert read_plan("a.txt", text.encode(), year=2027).year == 2027
    schedule = to_record(read_plan("a.txt", text.encode(), year=2027).rows[0])["schedule"]
    assert (schedule["start"], schedule["end"]) == ("2027-09-01", "2027-09-30")


def test_what_is_odd_about_the_whole_document_is_said() -> None:
    no_year = read_plan("a.txt", f"{HEADER}\n{task(time='Tháng 9')}".encode())
    assert no_year.warnings == ("Không rõ năm của kế hoạch; mốc thời gian không ghi năm cần được xem lại.",)
    no_time = read_plan("a.txt", "TT\tNội dung\tĐơn vị thực hiện\n1\tA\tX".encode(), year=2026)
    assert no_time.warnings == ("Các bảng không có cột thời hạn.",)
    assert all(row.needs_review for row in no_time.rows)


def test_as_above_means_the_cell_above() -> None:
    first, second, third = rows_of(
        f"{HEADER}\n1\tA\tCông an xã\tCác thôn\t30/6/2026\tẢnh\t\n2\tB\tnt\t-nt-\tnt\tnt\t\n3\tC\tnt\t\tQuý III\t\t"
    )
    assert (second.lead, second.coop, second.schedule) == (first.lead, first.coop, first.schedule)
    assert (second.deadline_text, second.product) == ("nt", "nt")
    assert (third.lead, third.coop) == (("Công an xã",), ())


def test_a_heading_a_converter_wrote_into_every_column_is_a_heading() -> None:
    text = "|TT|Việc|Chủ trì|Thời hạn|\n|--|--|--|--|\n|I|Nhóm một|Nhóm một|Nhóm một|\n|1|A|X|30/6|"
    assert [f"{row.section}|{row.no}" for row in rows_of(text)] == ["I|1"]


def test_a_header_broken_over_two_lines_is_one_header() -> None:
    (row,) = rows_of("TT\tNội dung\tCơ quan chủ\tCơ quan phối\tThời gian\n\t\ttrì\thợp\t\n1\tA\tX\tY\t30/6")
    assert (row.lead, row.coop) == (("X",), ("Y",))


CELLS = st.one_of(
    st.sampled_from(
        ["", "I", "1", "1.1", "a)", "-", "nt", "Tháng 3", "30/6/2026", "UBND xã", "Phụ lục 1", "Nơi nhận:"]
    ),
    st.sampled_from(HEADER.split("\t")),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=12), st.sampled_from(["\t", " | "]))
def test_no_table_is_too_odd_to_be_read(table: list[list[str]], mark: str) -> None:
    text = "\n".join([HEADER.replace("\t", mark), *(mark.join(cells) for cells in table)])
    for row in read_plan("a.txt", text.encode(), year=2026).rows:
        record = json.loads(json.dumps(to_record(row)))
        assert list(record)[:12] == FIELDS
        assert from_json(record["schedule"]) == row.schedule
        assert row.needs_review or row.lead or row.kind == "indicator"

"""Rows of a table: headings, parts over page breaks, merged cells, loose columns."""

import pytest

from bot.plans.blocks import Cell, Line, Row, Start, row_of
from tests.plans.documents import HEADER, places, rows_from, rows_of, task

SHORT = "TT\tViệc\tChủ trì\tThời hạn"


def test_every_column_lands_in_its_field() -> None:
    (row,) = rows_of(f"{HEADER}\n1\tSửa cầu\tPhòng Kinh tế\tCông an xã\tTháng 6\tBiên bản\tGấp")
    assert (row.no, row.content, row.lead, row.coop) == ("1", "Sửa cầu", ("Phòng Kinh tế",), ("Công an xã",))
    assert (row.deadline_text, row.product, row.note, row.kind) == ("Tháng 6", "Biên bản", "Gấp", "task")


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        (["I\tNhóm\t\t", "1\tA\tX\t30/6", "2\tB\tX\t30/6", "II\tNhóm\t\t", "1\tC\tX\t30/6"], ["I|1", "I|2", "II|1"]),
        (["1\tMục\t\t", "1.1\tA\tX\t30/6", "2\tMục\t\t", "2.1\tB\tX\t30/6", "3\tC\tX\t30/6"], ["1|1.1", "2|2.1", "|3"]),
        (["II\tChương\t\t", "4\tMục\t\t", "4.1\tA\tX\t30/6", "III\tB\t\t", "1\tC\tX\t30/6"], ["II / 4|4.1", "III|1"]),
        (["1\tMục\t\t", "1\tA\tX\t30/6", "2\tB\tX\t30/6", "2\tMục\t\t", "1\tC\tX\t30/6"], ["1|1", "1|2", "2|1"]),
        (["1\tA\tX\t30/6", "A\tNhóm\t\t", "2\tB\tX\t30/6", "B\tNhóm\t\t", "3\tC\tX\t30/6"], ["|1", "A|2", "B|3"]),
        (
            ["A\tN\t\t", "1\tA\tX\t30/6", "B\tN\t\t", "1\tB\tX\t30/6", "C\tN\t\t", "1\tC\tX\t30/6"],
            ["A|1", "B|1", "C|1"],
        ),
        (["1. Nhóm\t\t\t", "1\tA\tX\t30/6", "2\tB\tX\t30/6", "2. Nhóm\t\t\t", "3\tC\tX\t30/6"], ["1|1", "1|2", "2|3"]),
        (["I Nhóm đầu\t\t\t", "1\tA\tX\t30/6", "II\tNhóm\t\t", "1\tB\tX\t30/6"], ["I|1", "II|1"]),
        (["a)\tN\t\t", "1\tA\tX\t30/6", "b)\tN\t\t", "1\tB\tX\t30/6"], ["a)|1", "b)|1"]),
        (["2.2\tN\t\t", "\tA\tX\t30/6", "\tB\tX\t30/6"], ["2.2|", "2.2|"]),
        (["I\tA\tX\t30/6", "II\tB\tX\t30/6"], ["|I", "|II"]),
        (["1\tA\tX\t30/6", "2\tB\tX\t30/6"], ["|1", "|2"]),
        (["\tNHÓM KHÔNG SỐ\t\t", "1\tA\tX\t30/6"], ["|1"]),
    ],
)
def test_a_numbered_line_without_data_heads_the_rows_below(body: list[str], sections: list[str]) -> None:
    assert places(rows_of("\n".join([SHORT, *body]))) == sections


def test_a_chapter_with_units_and_a_time_is_a_row_under_its_own_number() -> None:
    rows = rows_of("\n".join([SHORT, "I\tNhóm\t\t", "1\tA\tX\t30/6", "II\tNhóm khác\tUBND xã\tThường xuyên"]))
    assert places(rows) == ["I|1", "II|II"]


def test_headings_outside_the_table_come_first() -> None:
    text = f"II. NHIỆM VỤ\n\n{SHORT}\nA\tNhóm\t\t\n1\tA\tX\t30/6\n\nIII. VIỆC KHÁC\n\n{SHORT}\n1\tB\tX\t30/6"
    assert places(rows_of(text)) == ["II / A|1", "III|1"]


def test_two_headings_glued_into_one_line_both_count() -> None:
    text = (
        f"**4. Giao chỉ tiêu năm nay. 4.1. Chỉ tiêu thu** \n\n{SHORT}\n1\tA\tX\t30/6\n\n## 4.2. Khác\n\n"
        f"{SHORT}\n1\tB\tX\t30/6"
    )
    assert places(rows_of(text)) == ["4 / 4.1|1", "4 / 4.2|1"]


def test_a_title_or_letterhead_ends_the_headings_above() -> None:
    text = f"III. TỔ CHỨC THỰC HIỆN\n1. Các đơn vị phối hợp.\nNơi nhận:\n- Như trên;\n\n{SHORT}\n1\tA\tX\t30/6"
    assert places(rows_of(text)) == ["|1"]


def test_appendices_come_first_in_the_section() -> None:
    part = f"(Kèm theo Kế hoạch số 5/KH-UBND)\n\n{SHORT}\nI\tNhóm\t\t\n1\tA\tX\t30/6"
    assert places(rows_of(f"PHỤ LỤC 1\n{part}\n\nPHỤ LỤC 2\n{part}")) == ["PL1 / I|1", "PL2 / I|1"]
    assert places(rows_of(f"PHỤ LỤC I\n{part}\n\nPHỤ LỤC II\n{part}")) == ["PL1 / I|1", "PL2 / I|1"]


def test_an_only_appendix_is_named_beside_a_main_table_and_not_alone() -> None:
    assert places(rows_of(f"PHỤ LỤC\n{SHORT}\n1\tA\tX\t30/6")) == ["|1"]
    beside = f"{SHORT}\n1\tA\tX\t30/6\n\n**Phụ lục**\n\n{SHORT}\n1\tB\tX\t30/6"
    assert places(rows_of(beside)) == ["|1", "Phụ lục|1"]


def test_an_appendix_title_repeated_on_every_page_changes_nothing() -> None:
    text = (
        f"PHỤ LỤC 1\n{SHORT}\nI\tN\t\t\n1\tA\tX\t30/6\n\nPHỤ LỤC 1\n{SHORT}\n2\tB\tX\t30/6\n\nPHỤ LỤC 2\n"
        f"{SHORT}\n1\tC\tX\t30/6"
    )
    assert places(rows_of(text)) == ["PL1 / I|1", "PL1 / I|2", "PL2|1"]


def test_a_sentence_that_mentions_an_appendix_begins_none() -> None:
    text = f"I. NỘI DUNG\nPhụ lục kèm theo Kế hoạch này gồm hai bảng.\n\n{SHORT}\n1\tA\tX\t30/6"
    assert places(rows_of(text)) == ["I|1"]


def test_a_repeated_header_joins_the_row_it_cut() -> None:
    text = f"{SHORT}\n1\tSửa cầu gỗ và\tPhòng Kinh tế;\tThường\n\n{SHORT}\n\tcầu sắt\tCông an xã\txuyên\n2\tB\tX\t30/6"
    first, second = rows_of(text)
    assert (first.content, first.lead) == ("Sửa cầu gỗ và cầu sắt", ("Phòng Kinh tế", "Công an xã"))
    assert first.deadline_text == "Thường xuyên"
    assert second.no == "2"


def test_a_row_number_repeated_after_the_break_still_is_one_row() -> None:
    text = f"{SHORT}\n4\tTheo dõi và\tUBND xã\tTrong năm 2026\n\n4\tkiểm tra chợ\tUBND xã\tTrong năm 2026"
    (row,) = rows_of(text)
    assert (row.content, row.lead, row.deadline_text) == ("Theo dõi và kiểm tra chợ", ("UBND xã",), "Trong năm 2026")


def test_a_word_printed_twice_over_the_break_counts_once() -> None:
    (row,) = rows_of(f"{SHORT}\n1\tViệc\tUBND các xã, thị trấn\t30/6\n\n{SHORT}\n\t\ttrần\t")
    assert row.lead == ("UBND các xã, thị trấn",)


def test_a_list_inside_a_cell_that_runs_over_the_page_is_no_heading() -> None:
    text = f"{SHORT}\n1\tLàm: 1. đo đất; 2. vẽ\tX\t30/6\n\n{SHORT}\n\t3. Cắm mốc;\t\t\n2\tB\tX\t30/6"
    rows = rows_of(text)
    assert places(rows) == ["|1", "|2"]
    assert rows[0].content.endswith("3. Cắm mốc;")


def test_a_row_without_number_but_with_its_own_units_and_time_is_a_row() -> None:
    text = (
        f"{SHORT}\n6\tTổ chức chứng thực trên Cổng\t\t\n\n{SHORT}\n\tDịch vụ công\t\t\n"
        "\tTriển khai máy\tX\tThường xuyên"
    )
    assert places(rows_of(text)) == ["6|"]


def test_a_heading_whose_units_stand_on_the_next_line_is_a_row() -> None:
    rows = rows_of(f"{SHORT}\n4\tTăng tỷ lệ trực tuyến\t\t\n\t\tPhòng Kinh tế\tTrong năm 2026\n4.1\tTỷ lệ\tX\t30/6")
    assert places(rows) == ["|4", "4|4.1"]


def test_a_bullet_of_its_own_is_a_row_even_when_nobody_filled_it_in() -> None:
    rows = rows_of(f"{SHORT}\n1\t- Việc đầu\tX\t30/6\n\t- Việc sau\t\t")
    assert [row.content for row in rows] == ["- Việc đầu", "- Việc sau"]
    assert rows[1].lead == ()
    assert rows[1].needs_review


def test_page_numbers_rules_and_column_counts_are_no_rows() -> None:
    text = (
        f"{HEADER}\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\n---\t---\t--\t--\t--\t--\t--\n{task()}\n"
        f"12\t\t\t\t\t\t\n\n7\n\n{HEADER}\n{task('2')}"
    )
    assert places(rows_of(text)) == ["|1", "|2"]


def test_the_signature_under_the_table_ends_it() -> None:
    text = f"{HEADER}\n{task()}\nNơi nhận:\t\t\t\tTM. ỦY BAN NHÂN DÂN\t\t\n- Như trên;\t\t\t\tCHỦ TỊCH\t\t"
    assert places(rows_of(text)) == ["|1"]


def test_a_row_led_by_the_chairman_is_no_signature() -> None:
    (row,) = rows_of(f"{HEADER}\n{task(lead='Chủ tịch')}")
    assert row.lead == ("Chủ tịch",)


def test_a_topic_column_gives_the_number_and_the_other_the_content() -> None:
    text = (
        "Nội dung\tNhiệm vụ, giải pháp\tCơ quan thực hiện\n1. Công khai\t\t\n"
        "a) Thông tin\tDán bảng tin\tUBND xã\n\t- Phát loa\tUBND xã"
    )
    rows = rows_of(text)
    assert places(rows) == ["1|a)", "1|"]
    assert [row.content for row in rows] == ["Dán bảng tin", "- Phát loa"]


def test_a_heading_without_number_gives_its_code() -> None:
    text = (
        "TT\tMã\tTiêu chí\tChủ trì\tThời hạn\n\tTC1\tMinh bạch\t\t\n1\tTC1.1\tDán bảng\tX\t30/6\n"
        "\tTC2\tTiến độ\t\t\n2\tTC2.1\tHọp\tX\t30/6"
    )
    assert places(rows_of(text)) == ["TC1|1", "TC2|2"]


def test_two_number_columns_give_chapter_and_row() -> None:
    text = (
        "Stt\tStt2\tNội dung\tChủ trì\tThời hạn\nI\tNhóm một\t\t\t\n\t1\tA\tX\t30/6\n"
        "II\tNhóm hai\t\t\t\n\t1\tB\tX\t30/6"
    )
    assert places(rows_of(text)) == ["I|1", "II|1"]


def test_ticked_quarters_are_the_time() -> None:
    text = (
        "TT\tViệc\tĐơn vị thực hiện\tQuý I\tQuý II\tQuý III\tQuý IV\n1\tA\tX\tx\t\t\t\n"
        "2\tB\tX\t\tx\t\tx\n3\tC\tX\t\t\t15/8\t"
    )
    assert [row.deadline_text for row in rows_of(text)] == ["Quý I", "Quý II, Quý IV", "15/8"]


def test_a_merged_cell_holds_for_every_row_it_covers_and_a_blank_one_stays_blank() -> None:
    rows = rows_from(
        [
            row_of(["TT", "Việc", "Chủ trì", "Thời hạn"]),
            row_of(["1", "A", "Công an xã", "30/6"]),
            Row((Cell("2"), Cell("B"), Cell("Công an xã", down=True), Cell("30/7"))),
            row_of(["3", "C", "", "30/8"]),
        ]
    )
    assert [row.lead for row in rows] == [("Công an xã",), ("Công an xã",), ()]


def test_a_merged_row_is_a_heading() -> None:
    heading = Row((Cell("1. Văn hóa"), *(Cell(across=True) for _ in range(3))))
    blocks = [row_of(["TT", "Việc", "Chủ trì", "Thời hạn"]), heading, row_of(["1", "A", "X", "30/6"])]
    assert places(rows_from(blocks)) == ["1|1"]


def test_a_table_without_header_goes_on_with_the_columns_before_if_it_is_as_wide() -> None:
    head = row_of(["TT", "Việc", "Chủ trì", "Thời hạn"], table=1)
    wide = row_of(["1", "B", "X", "30/6"], table=2)
    narrow = row_of(["Người lập", "Chủ tịch", "Kế toán"], table=3)
    assert places(rows_from([head, wide, narrow])) == ["|1"]


def test_another_sheet_starts_without_columns_and_headings() -> None:
    rows = rows_from(
        [
            Start("Nhiệm vụ"),
            Line("I. Chương"),
            row_of(["TT", "Việc", "Chủ trì", "Thời hạn"]),
            row_of(["1", "A", "X", "30/6"]),
            Start("Danh bạ"),
            row_of(["1", "Nguyễn Thị B", "Phòng C", "0900 000 000"]),
        ]
    )
    assert places(rows) == ["I|1"]


def test_a_loose_column_is_shared_out_in_order() -> None:
    text = "TT\tViệc\tChủ trì\n1\tA\tX\n2\tB\tY\n\nThời gian thực hiện\nThường xuyên\nHàng năm"
    rows = rows_of(text)
    assert [row.deadline_text for row in rows] == ["Thường xuyên", "Hàng năm"]
    assert all(row.needs_review for row in rows)


def test_a_loose_column_that_does_not_fit_is_left_out() -> None:
    text = "TT\tViệc\tChủ trì\n1\tA\tX\n2\tB\tY\n3\tC\tY\n\nThời gian thực hiện\nThường xuyên\nHàng năm"
    assert [row.deadline_text for row in rows_of(text)] == ["", "", ""]


def test_the_cells_of_a_loose_column_skip_rows_nobody_was_named_for() -> None:
    text = "TT\tViệc\tChủ trì\n1\tA\tX\n\t- B\t\n2\tC\tY\n\nThời gian thực hiện\nThường xuyên\nHàng năm"
    assert [row.deadline_text for row in rows_of(text)] == ["Thường xuyên", "", "Hàng năm"]


def test_loose_results_find_their_rows_by_what_they_speak_of() -> None:
    text = (
        "TT\tViệc\tChủ trì\tThời hạn\n1\tKiểm tra vệ sinh chợ\tX\t30/6\n2\tSơn cầu gỗ đầu làng\tY\t30/6\n"
        "3\tTặng quà người cao tuổi\tY\t30/6\n4\tTrồng hoa ven đường\tY\t30/6\n\nKết quả\n"
        "Biên bản kiểm tra chợ\n100% người cao tuổi nhận quà:\n- trước Tết\n- tại nhà\nHoa nở quanh đường làng"
    )
    rows = rows_of(text)
    assert [row.product for row in rows] == [
        "Biên bản kiểm tra chợ",
        "",
        "100% người cao tuổi nhận quà: - trước Tết - tại nhà",
        "Hoa nở quanh đường làng",
    ]
    assert not any(row.needs_review for row in rows)
    assert ["ghép theo nội dung" in " ".join(row.why) for row in rows] == [True, False, True, True]


def test_texts_are_composed_and_without_tags() -> None:
    text = (
        f"{HEADER}\n"
        "1\t<p>Sửa <b>cầu</b></p><p>và **đường**</p>\tPhòng  Kinh tế\t\t30/6\tVăn ba\u0309n số 12/KH-<br>UBND\t"
    )
    (row,) = rows_of(text)
    assert (row.content, row.product) == ("Sửa cầu và đường", "Văn bản số 12/KH-UBND")


def test_tables_with_unit_and_target_hold_indicators() -> None:
    text = (
        "STT\tChỉ tiêu\tĐơn vị\tChỉ tiêu năm 2026\tCơ quan thực hiện\tCơ quan chủ trì đánh giá\n"
        "1.\tTỷ lệ cây sống\t%\tTối thiểu 80\tHội Nông dân\tUBND huyện\n"
        "2.\tTỷ lệ rác thu gom.\t\t\t\t\n2.1\tThôn Thượng\t%\t95\tCác thôn\t"
    )
    first, second = rows_of(text)
    assert (first.kind, first.no, first.unit, first.target) == ("indicator", "1.", "%", {"op": ">=", "value": 80})
    assert (first.lead, first.evaluator, first.name) == (("Hội Nông dân",), "UBND huyện", "Tỷ lệ cây sống")
    assert (second.section, second.no, second.name) == ("2", "2.1", "Tỷ lệ rác thu gom: Thôn Thượng")
    assert not first.needs_review


def test_an_indicator_without_a_readable_target_is_asked_about() -> None:
    text = "STT\tChỉ tiêu\tĐơn vị tính\tChỉ tiêu năm 2026\tCơ quan thực hiện\n1\tSố hộ\thộ\tTăng dần\tCác thôn"
    (row,) = rows_of(text)
    assert row.target is None
    assert row.why == ("Không đọc được mức chỉ tiêu.",)


def test_text_without_a_table_has_no_rows() -> None:
    assert rows_of("1. Phòng Kinh tế hoàn thành trước ngày 30/6/2026.\n2. Công an xã báo cáo hàng quý.") == ()

"""Tables that stand on their side are turned before they are read."""

from tests.plans.documents import places, rows_from, rows_of, table_blocks


def test_tasks_side_by_side_become_rows() -> None:
    text = (
        "STT\t1\t2\nNội dung\tSửa cầu\tTrồng cây\nĐơn vị thực hiện\tPhòng Kinh tế\tCác thôn\n"
        "Thời gian\t30/6/2026\tTháng 2"
    )
    rows = rows_of(text)
    assert places(rows) == ["|1", "|2"]
    assert [(row.content, row.lead, row.deadline_text) for row in rows] == [
        ("Sửa cầu", ("Phòng Kinh tế",), "30/6/2026"),
        ("Trồng cây", ("Các thôn",), "Tháng 2"),
    ]


def test_label_and_value_below_one_another_become_rows() -> None:
    pairs = [
        ("Nhiệm vụ", "Sửa cầu"),
        ("Đơn vị chủ trì", "Phòng Kinh tế"),
        ("Thời hạn", "30/6/2026"),
        ("Nhiệm vụ", "Trồng cây"),
        ("Thời hạn", "Tháng 2"),
        ("Sản phẩm", "500 cây"),
    ]
    rows = rows_from(table_blocks(pairs))
    assert [(row.content, row.deadline_text, row.product) for row in rows] == [
        ("Sửa cầu", "30/6/2026", ""),
        ("Trồng cây", "Tháng 2", "500 cây"),
    ]
    assert rows[1].lead == ()


def test_a_table_of_one_column_may_hold_labelled_lines() -> None:
    cells = [
        ["Nhiệm vụ: Sửa cầu\nĐơn vị chủ trì: Phòng Kinh tế\nThời hạn: 30/6/2026"],
        ["Nhiệm vụ: Trồng cây\nĐơn vị chủ trì: Các thôn\nThời hạn: Tháng 2"],
    ]
    rows = rows_from(table_blocks(cells))
    assert [(row.content, row.lead, row.deadline_text) for row in rows] == [
        ("Sửa cầu", ("Phòng Kinh tế",), "30/6/2026"),
        ("Trồng cây", ("Các thôn",), "Tháng 2"),
    ]


def test_a_letterhead_stays_as_it_is() -> None:
    head = [
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 5/KH-UBND", "Bình An, ngày 5 tháng 1 năm 2026"],
    ]
    assert rows_from(table_blocks(head)) == ()

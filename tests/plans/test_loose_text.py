"""A text layer without a grid: cells are told apart by what they say."""

from bot.plans.text import read_text
from tests.plans.documents import places, rows_from

HEAD = """TT NỘI DUNG CÔNG VIỆC

CƠ QUAN

CHỦ TRÌ

CƠ QUAN

PHỐI HỢP

THỜI GIAN

HOÀN THÀNH

DỰ KIẾN SẢN

PHẨM
"""
FIRST = """
I CẢI TẠO ĐƯỜNG LÀNG NGÕ XÓM

1

Phát quang hành lang đường trục thôn, dọn
cỏ hai bên mương

UBND các xã, thị

trấn; các hội đoàn

thể thuộc huyện

Văn phòng HĐND

và UBND huyện

Trước ngày

20/01/2026

Tuyến đường được

dọn sạch

2 Kế hoạch sơn lại cầu gỗ năm 2026
Phòng Kinh tế

và Hạ tầng

UBND các xã, thị

trấn

Thường xuyên Biên bản nghiệm thu

II TRỒNG CÂY

1 Chuẩn bị cây giống
"""


def read(*pages: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str, str]]:
    rows = rows_from(read_text("\n".join(pages).encode()))
    return [(f"{r.section}|{r.no}", r.content, r.lead, r.coop, r.deadline_text, r.product) for r in rows]


def test_cells_without_a_grid_are_found_by_their_meaning() -> None:
    first, second = read(HEAD, FIRST)
    assert first == (
        "I|1",
        "Phát quang hành lang đường trục thôn, dọn cỏ hai bên mương",
        ("UBND các xã, thị trấn", "các hội đoàn thể thuộc huyện"),
        ("Văn phòng HĐND và UBND huyện",),
        "Trước ngày 20/01/2026",
        "Tuyến đường được dọn sạch",
    )
    assert second == (
        "I|2",
        "Kế hoạch sơn lại cầu gỗ năm 2026",
        ("Phòng Kinh tế và Hạ tầng",),
        ("UBND các xã, thị trấn",),
        "Thường xuyên",
        "Biên bản nghiệm thu",
    )


def test_a_page_number_and_a_repeated_header_inside_a_row_are_left_out() -> None:
    cut = (
        "1.1\nTrồng bàng dọc đường về trung tâm xã và chăm\nCác cơ quan, đơn vị\nthuộc huyện;\n"
        "Phòng Nội vụ\nTháng 3/2026 Danh sách cây"
    )
    rest = "sóc cây đến khi bén rễ\nUBND các xã\n1.2\nTưới cây mùa khô\nUBND các xã\nThường xuyên Cây sống"
    rows = read(HEAD, FIRST, cut, "\n12\n", HEAD, rest)[2:]
    assert rows[0][:2] == ("II / 1|1.1", "Trồng bàng dọc đường về trung tâm xã và chăm sóc cây đến khi bén rễ")
    assert rows[0][2:] == (
        ("Các cơ quan, đơn vị thuộc huyện", "UBND các xã"),
        ("Phòng Nội vụ",),
        "Tháng 3/2026",
        "Danh sách cây",
    )
    assert rows[1] == ("II / 1|1.2", "Tưới cây mùa khô", ("UBND các xã",), (), "Thường xuyên", "Cây sống")


def test_a_line_two_cells_share_is_cut_at_the_unit() -> None:
    cut = (
        "1.1\nTrồng bàng, trong đó có trên\nCác cơ quan, đơn vị\nthuộc huyện;\nVăn phòng HĐND\nvà UBND\n"
        "Tháng 3/2026\nBáo cáo"
    )
    rest = "60% cây cao. UBND các xã,\nthị trấn\nhuyện"
    row = read(HEAD, FIRST, cut, HEAD, rest)[2]
    assert row[1] == "Trồng bàng, trong đó có trên 60% cây cao."
    assert row[2] == ("Các cơ quan, đơn vị thuộc huyện", "UBND các xã, thị trấn")
    assert row[3] == ("Văn phòng HĐND và UBND huyện",)


def test_an_empty_number_cell_begins_a_row_of_its_own_under_a_heading() -> None:
    cut = "2\nTổ chức tết trồng cây theo lời kêu gọi của\n"
    rest = "Trung ương Hội\n\n \n\nPhát động tết trồng cây ở trường học\nPhòng Nội vụ\nThường xuyên Ảnh chụp"
    rows = read(HEAD, FIRST, cut, HEAD, rest)
    assert rows[2] == (
        "II / 2|",
        "Phát động tết trồng cây ở trường học",
        ("Phòng Nội vụ",),
        (),
        "Thường xuyên",
        "Ảnh chụp",
    )


def test_figures_at_a_line_start_begin_no_row() -> None:
    body = (
        "1.1\nĐạt trên\n90% số hộ dân dùng nước sạch từ nhà máy,\n3 thôn cuối nguồn dùng giếng khoan\n"
        "Phòng Nội vụ\n31/12/2026\nBáo cáo"
    )
    row = read(HEAD, FIRST, body)[2]
    assert row[1] == "Đạt trên 90% số hộ dân dùng nước sạch từ nhà máy, 3 thôn cuối nguồn dùng giếng khoan"


def test_the_list_of_recipients_ends_the_table() -> None:
    rows = read(HEAD, FIRST, "1.1\nTưới cây\nPhòng Nội vụ\nThường xuyên Cây sống\nNơi nhận:\n- Như trên;\n- Lưu: VT.")
    assert rows[-1][5] == "Cây sống"


def test_running_text_alone_stays_running_text() -> None:
    blocks = read_text("1. Mục đích\nTT cần nêu rõ nội dung công việc của từng cơ quan.\n2. Yêu cầu\n".encode())
    assert places(rows_from(blocks)) == []


def test_running_text_after_the_last_row_takes_no_time_to_read() -> None:
    tail = "\n".join(f"Dòng chữ thứ {n} của phần lời văn" for n in range(3_000))
    rows = rows_from(read_text("\n".join([HEAD, FIRST, "1.1\n", tail]).encode()))
    assert places(rows)[:2] == ["I|1", "I|2"]

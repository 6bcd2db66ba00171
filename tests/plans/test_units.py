"""Printed cells of units: where one unit ends, who leads and who helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plans.units import Units, read_units


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("UBND xã", ["UBND xã"]),
        ("Phòng Kinh tế; Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Phòng Kinh tế, Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Trạm Y tế và Công an xã", ["Trạm Y tế", "Công an xã"]),
        ("Công an, Quân sự xã", ["Công an", "Quân sự xã"]),
        ("Thanh tra tỉnh;", ["Thanh tra tỉnh"]),
        ("HĐND và UBND xã", ["HĐND", "UBND xã"]),
        ("Đảng ủy, HĐND, UBND, UBMTTQ xã", ["Đảng ủy", "HĐND", "UBND", "UBMTTQ xã"]),
        ("UBND và Trạm Y tế xã", ["UBND", "Trạm Y tế xã"]),
        ("STC, SNV", ["STC", "SNV"]),
        ("Hội Nông dân, Hội Phụ nữ và Đoàn Thanh niên", ["Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên"]),
        ("MTTQ và các đoàn thể xã, các thôn", ["MTTQ", "các đoàn thể xã", "các thôn"]),
        ("Trạm Y tế và các ngành có liên quan", ["Trạm Y tế", "các ngành có liên quan"]),
        ("Sở Nội vụ và các sở, ngành liên quan", ["Sở Nội vụ", "các sở, ngành liên quan"]),
        ("các đơn vị liên quan và nhà thầu", ["các đơn vị liên quan", "nhà thầu"]),
        ("Công chức Văn phòng - Thống kê, Địa chính", ["Công chức Văn phòng - Thống kê", "Địa chính"]),
    ],
)
def test_units_of_a_list_come_apart(cell: str, names: list[str]) -> None:
    assert read_units(cell, "coop") == Units((), tuple(names))


@pytest.mark.parametrize(
    "name",
    [
        "Văn phòng HĐND và UBND huyện",
        "Văn phòng HDNĐ và UBND xã",  # letters changed places
        "VP HĐND và UBND xã",
        "Phòng Tài nguyên và Môi trường",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Văn hóa, Khoa học và Thông tin",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn",
        "Tổ công tác triển khai Đề án 06",
        "Hội đồng phổ biến giáo dục pháp luật xã",
        "Phòng VH&TT",
        "UBND các xã, thị trấn",
        "UBND các huyện, thị xã, thành phố",
        "Các cơ quan, đơn vị thuộc huyện",
        "các cơ quan, đơn vị, địa phương",
        "các sở, ban, ngành, đoàn thể",
        "Sở, ngành",
        "Các phòng, ban chuyên môn, đơn vị sự nghiệp",
        "Thủ trưởng các cơ quan, đơn vị",
        "Tổ chức, cá nhân có liên quan",
        "Cán bộ, công chức và người lao động được giao tiếp nhận hồ sơ",
        "Cơ quan, đơn vị có thẩm quyền tiếp nhận, giải quyết hồ sơ và trả kết quả",
        "Công an xã (Tổ Đề án 06)",
        "Công chức Tư pháp - Hộ tịch",
    ],
)
def test_a_name_or_a_fixed_collective_stays_whole(name: str) -> None:
    assert read_units(name, "lead") == Units((name,))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở, ngành, địa phương", ["Sở, ngành", "địa phương"]),
        ("UBND thành phố và xã, phường", ["UBND thành phố", "xã, phường"]),
        ("Các cơ quan, đơn vị, UBND các xã, thị trấn", ["Các cơ quan, đơn vị", "UBND các xã, thị trấn"]),
        ("Các phòng, ban, ngành và UBND các xã", ["Các phòng, ban, ngành", "UBND các xã"]),
        ("Các ban ngành đoàn thể, cán bộ, công chức xã", ["Các ban ngành đoàn thể", "cán bộ, công chức xã"]),
        ("các ban, ngành, đoàn thể liên quan, Trạm y tế", ["các ban, ngành, đoàn thể liên quan", "Trạm y tế"]),
        ("Mặt trận Tổ quốc, đoàn thể xã; đại biểu HĐND", ["Mặt trận Tổ quốc", "đoàn thể xã", "đại biểu HĐND"]),
    ],
)
def test_a_collective_ends_where_another_unit_begins(cell: str, names: list[str]) -> None:
    assert read_units(cell, "lead") == Units(tuple(names))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Phòng Kinh tế\nCông an xã\nTrạm Y tế", ["Phòng Kinh tế", "Công an xã", "Trạm Y tế"]),
        ("Văn phòng\nHĐND và UBND\nhuyện", ["Văn phòng HĐND và UBND huyện"]),
        (
            "Các cơ quan, đơn\nvị thuộc huyện,\nUBND các xã, thị\ntrấn",
            ["Các cơ quan, đơn vị thuộc huyện", "UBND các xã, thị trấn"],
        ),
        ("Chủ tịch\nUBND xã", ["Chủ tịch UBND xã"]),
        ("các phòng chuyên\nmôn thuộc\nUBND huyện", ["các phòng chuyên môn thuộc UBND huyện"]),
        ("- Phòng Kinh tế\n- Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Văn phòng HĐND và\nUBND xã\nPhòng Kinh tế", ["Văn phòng HĐND và UBND xã", "Phòng Kinh tế"]),
    ],
)
def test_a_line_end_parts_units_but_not_a_wrapped_name(cell: str, names: list[str]) -> None:
    assert read_units(cell, "lead") == Units(tuple(names))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Phòng Kinh tế chủ trì", "Phòng Kinh tế"),
        ("Phòng Nội vụ hướng dẫn, thẩm định", "Phòng Nội vụ"),
        ("Văn phòng - Thống kê theo dõi, đôn đốc việc thực hiện", "Văn phòng - Thống kê"),
        ("Văn phòng - Thống kê đôm đốc, theo dõi", "Văn phòng - Thống kê"),
        ("Trạm Y tế (theo dõi chung)", "Trạm Y tế"),
        ("Công an xã (theo kế hoạch)", "Công an xã"),
        ("Các đơn vị được giao chủ trì thực hiện", "Các đơn vị"),
    ],
)
def test_words_about_the_work_are_cut_off(cell: str, name: str) -> None:
    assert read_units(cell, "lead") == Units((name,))
    assert read_units(cell, "coop") == Units((), (name,))


@pytest.mark.parametrize(
    ("cell", "lead", "coop"),
    [
        ("Sở Xây dựng chủ trì, phối hợp với Công an tỉnh", ["Sở Xây dựng"], ["Công an tỉnh"]),
        ("Phòng Kinh tế (chủ trì), Công an xã (phối hợp)", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Cơ quan chủ trì: Phòng Kinh tế; Cơ quan phối hợp: Trạm Y tế", ["Phòng Kinh tế"], ["Trạm Y tế"]),
        ("Phòng Kinh tế, Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
    ],
)
def test_a_column_of_those_in_charge_may_name_helpers(cell: str, lead: list[str], coop: list[str]) -> None:
    assert read_units(cell, "lead") == Units(tuple(lead), tuple(coop))


@pytest.mark.parametrize(
    ("cell", "lead", "coop"),
    [
        ("- Phòng Kinh tế chủ trì.\n- Các thôn; Công an xã phối hợp.", ["Phòng Kinh tế"], ["Các thôn", "Công an xã"]),
        ("- Phòng Kinh tế chủ trì. - Các thôn phối hợp và thực hiện.", ["Phòng Kinh tế"], ["Các thôn"]),
        ("Phòng Kinh tế chủ trì - Các thôn thực hiện", ["Phòng Kinh tế"], ["Các thôn"]),
        ("Phòng Kinh tế chủ trì, Trạm Y tế và Công an xã phối hợp", ["Phòng Kinh tế"], ["Trạm Y tế", "Công an xã"]),
        ("- Trạm Y tế.\n- Các thôn phối hợp.", ["Trạm Y tế"], ["Các thôn"]),
        ("Trạm Y tế; các thôn phối hợp", ["Trạm Y tế"], ["các thôn"]),
        ("- Trạm Y tế.\n- Các thôn.", ["Trạm Y tế", "Các thôn"], []),
        ("- Các thôn.\n- Văn phòng theo dõi và tổng hợp báo cáo UBND huyện, Sở Y tế.", ["Các thôn"], ["Văn phòng"]),
        ("- Các thôn thực hiện.\n- Phòng Kinh tế thực hiện.", ["Các thôn", "Phòng Kinh tế"], []),
        ("- Các thôn thực hiện.\n- Văn phòng đôn đốc.", ["Các thôn"], ["Văn phòng"]),
        ("Công an xã phối hợp với Trạm Y tế chủ trì", ["Công an xã", "Trạm Y tế"], []),
        ("Công an xã phối hợp với các thôn thực hiện", ["Công an xã"], ["các thôn"]),
        ("Công an xã chủ trì, phối hợp Trạm Y tế, các thôn", ["Công an xã"], ["Trạm Y tế", "các thôn"]),
        ("- Phòng Kinh tế chủ trì tham mưu;\n- Các thôn chủ trì vận động.", ["Phòng Kinh tế", "Các thôn"], []),
        ("- Trạm Y tế (có ý kiến).\n- Các đơn vị được giao chủ trì soạn thảo văn bản.",
         ["Trạm Y tế", "Các đơn vị được giao chủ trì soạn thảo văn bản"], []),
        ("Chủ trì: Trạm Y tế\nPhối hợp: Các phòng, ban; các thôn", ["Trạm Y tế"], ["Các phòng, ban", "các thôn"]),
        ("- Công an xã tiếp nhận, phân loại tin báo.\n- Các thôn phối hợp xử lý.", ["Công an xã"], ["Các thôn"]),
        ("- Trạm Y tế chủ trì.\n- Các thôn báo cáo của đơn vị mình và phối hợp tổng hợp.", ["Trạm Y tế"], ["Các thôn"]),
    ],
)  # fmt: skip
def test_one_column_for_everybody_is_divided_by_its_verbs(cell: str, lead: list[str], coop: list[str]) -> None:
    assert read_units(cell, "mixed") == Units(tuple(lead), tuple(coop))


@pytest.mark.parametrize("cell", ["", "  ", "\n", "-", ";"])
def test_a_blank_cell_names_nobody(cell: str) -> None:
    assert read_units(cell, "lead") == read_units(cell, "coop") == read_units(cell, "mixed") == Units()


def test_a_unit_named_twice_counts_once() -> None:
    assert read_units("Công an xã; Trạm Y tế; Công an xã", "lead") == Units(("Công an xã", "Trạm Y tế"))


@given(st.lists(st.sampled_from(["Phòng Kinh tế", "Công an xã", "Trạm Y tế", "UBND các xã, thị trấn"]), unique=True))
def test_a_list_with_semicolons_gives_back_its_pieces(names: list[str]) -> None:
    assert read_units("; ".join(names), "lead") == Units(tuple(names))


@given(st.text(alphabet="ABđ ộ;,.-–\n()vàchủtrì phối hợp UBND", max_size=80))
def test_pieces_are_always_parts_of_the_cell(cell: str) -> None:
    found = read_units(cell, "mixed")
    flat = "".join(cell.replace("(", "").replace(")", "").split())
    assert all("".join(name.replace("(", "").replace(")", "").split()) in flat for name in (*found.lead, *found.coop))

"""An office's workbook: what is read, and which sentence each slip gets."""

from datetime import date, datetime, time

import pytest

from bot.plans.office.plan import PostPlan, UnitPlan
from bot.plans.workbook import read_workbook
from bot.rules.states import Role
from bot.rules.workdays import DayOff
from tests.plans.office_cells import CODES, TITLES, Cells, changed, office, packed, refusal


def test_the_whole_office_is_read() -> None:
    plan = read_workbook(packed(office()))
    assert (plan.name, plan.code, plan.address, plan.phone) == ("UBND xã Suối Mơ", "SM", "Thôn Một", "0200 111 222")
    assert (plan.email, plan.website) == ("vanphong@suoimo.example.vn", "https://suoimo.example.vn")
    assert (plan.slot, plan.answer_clock) == (time(7, 15), "seven")
    assert plan.hours == ((time(7), time(11, 30)), (time(13), time(16, 30)))
    assert plan.units == (
        UnitPlan("Văn phòng", ("VP", "Bộ phận một cửa")),
        UnitPlan("Phòng Kinh tế", ("KT",)),
        UnitPlan("Điện lực", (), external=True),
    )
    assert plan.routes == {CODES[0]: "Phòng Kinh tế", CODES[1]: "Điện lực"}
    assert plan.days == (
        DayOff(date(2027, 3, 5), "off", "Lễ hội suối", "official", "Thông báo 5"),
        DayOff(date(2027, 3, 13), "work", "Làm bù", "official", ""),
    )


def test_posts_name_their_unit_by_its_full_name() -> None:
    assert read_workbook(packed(office())).posts == (
        PostPlan("Ngô Thị Một", "Chủ tịch", Role.LEAD),
        PostPlan("Ngô Văn Hai", "Văn thư", Role.CLERK, "Văn phòng"),
        PostPlan("Ngô Thị Ba", "Trưởng phòng", Role.UNIT_HEAD, "Phòng Kinh tế"),
        PostPlan("Ngô Văn Bốn", "Chuyên viên", Role.OFFICIAL, "Phòng Kinh tế"),
    )


def test_only_of_who_may_be_told_of_a_telephone_is_read() -> None:
    cells = office()
    told: tuple[list[object], ...] = (
        ["Điện thoại", "Công khai?"],
        ["0200 111 001", "Có"],
        ["số riêng", "không"],
        ["0200 111 003", None],
        [],
    )
    cells["Cán bộ"] = [[*row, *more] for row, more in zip(cells["Cán bộ"], told, strict=True)]
    found = [(post.phone, post.published) for post in read_workbook(packed(cells)).posts]
    assert found == [("0200 111 001", True), ("", False), ("", None), ("", None)]


def test_when_the_week_is_asked_about_is_a_sentence() -> None:
    cells = office()
    cells["Cơ quan"].append(["Nhịp báo cáo tuần", "hỏi 15h thứ Năm, gửi 8h thứ Hai"])
    assert "hỏi 15:00 thứ Năm, gửi 08:00 thứ Hai" in read_workbook(packed(cells)).rhythm
    cells["Cơ quan"][-1][1] = "hỏi 12h thứ Năm"  # they are at lunch
    assert "ngoài giờ làm việc" in str(refusal(packed(cells)))


def test_what_is_not_said_stays_unsaid() -> None:
    cells = office()
    cells["Cơ quan"] = cells["Cơ quan"][:3]
    del cells["Lĩnh vực"], cells["Ngày nghỉ"]
    plan = read_workbook(packed(cells))
    assert (plan.slot, plan.hours, plan.answer_clock, plan.routes) == (None, None, None, None)
    assert (plan.address, plan.phone, plan.days) == ("", "", ())


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("Cán bộ!C5", "Phòng Kinh tê", "Cán bộ!C5: không có đơn vị “Phòng Kinh tê”, có phải “Phòng Kinh tế”?"),
        ("Cán bộ!C5", "Trạm thú y", "Cán bộ!C5: không có đơn vị “Trạm thú y”."),
        ("Cán bộ!C3", "Văn phòng xã", "Cán bộ!C3: không có đơn vị “Văn phòng xã”, có phải “Văn phòng”?"),
        ("Lĩnh vực!B2", "Dien luc", "Lĩnh vực!B2: không có đơn vị “Dien luc”, có phải “Điện lực”?"),
        ("Đơn vị!B4", "kt", "Đơn vị!B4: “kt” đã là tên của đơn vị “Phòng Kinh tế” (Đơn vị!B3)."),
        ("Đơn vị!A4", "Văn  phòng", "Đơn vị!A4: “Văn phòng” đã là tên của đơn vị “Văn phòng” (Đơn vị!A2)."),
        ("Đơn vị!A4", None, "Đơn vị!A4: thiếu tên đơn vị."),
        ("Đơn vị!A4", "…", "Đơn vị!A4: “…” không phải tên."),
        ("Đơn vị!C4", "Chắc", "Đơn vị!C4: không có lựa chọn “Chắc”. Chọn: Có; Không."),
        ("Cán bộ!A5", None, "Cán bộ!A5: thiếu họ tên."),
        ("Cán bộ!B5", None, "Cán bộ!B5: thiếu chức danh."),
        ("Cán bộ!D5", None, "Cán bộ!D5: thiếu vai trò."),
        ("Cán bộ!C5", None, "Cán bộ!C5: vai trò “Cán bộ” phải thuộc một đơn vị."),
        ("Cán bộ!C4", None, "Cán bộ!C4: vai trò “Lãnh đạo đơn vị” phải thuộc một đơn vị."),
        ("Cán bộ!D2", "Cán bộ", "Cán bộ!C2: vai trò “Cán bộ” phải thuộc một đơn vị."),
        ("Cán bộ!D3", "Cán bộ", "Cán bộ: chưa có ai giữ vai trò “Văn thư” hoặc “Quản trị”"),
        ("Cơ quan!B2", None, "Cơ quan!B2: thiếu tên cơ quan."),
        ("Cơ quan!B3", None, "Cơ quan!B3: thiếu mã cơ quan."),
        ("Cơ quan!A4", "Tên cơ quan", "Cơ quan!A4: mục “Tên cơ quan” có hai lần."),
        ("Cơ quan!A4", "Dia chj", "Cơ quan!A4: không có mục “Dia chj”, có phải “Địa chỉ”?"),
        ("Cơ quan!B9", "vanphong", "Cơ quan!B9: “vanphong” không đúng. Cần thư điện tử như vanphong@xa.example.vn."),
        ("Cơ quan!B8", "Trả lời ngay", "Cơ quan!B8: không có thời hạn “Trả lời ngay”"),
        ("Lĩnh vực!A3", TITLES[0], f"Lĩnh vực!A3: lĩnh vực “{TITLES[0]}” có hai dòng."),
        ("Lĩnh vực!A3", "Chuyện trên trời", "Lĩnh vực!A3: không có lĩnh vực “Chuyện trên trời”"),
        ("Ngày nghỉ!A3", "5/3/2027", "Ngày nghỉ!A3: ngày 05/03/2027 có hai dòng."),
        ("Ngày nghỉ!B3", "Làm vịt", "Ngày nghỉ!B3: không có loại ngày “Làm vịt”, có phải “Làm việc”? Chọn: Nghỉ;"),
        ("Ngày nghỉ!C3", None, "Ngày nghỉ!C3: thiếu tên ngày."),
        ("Cán bộ!B5", "x" * 201, "Cán bộ!B5: dài quá 200 ký tự."),
        ("Cán bộ!B5", "#REF!", "Cán bộ!B5: công thức bị lỗi (#REF!), hãy gõ giá trị vào ô."),
    ],
)
def test_a_slip_is_told_with_its_cell(cell: str, value: object, sentence: str) -> None:
    assert any(problem.startswith(sentence) for problem in refusal(changed(cell, value)))


@pytest.mark.parametrize("code", ["sm", "S", "SUOIMOX", "XÃ", "S M", "S-M"])
def test_an_odd_code_is_refused(code: str) -> None:
    assert refusal(changed("Cơ quan!B3", code)) == [
        f"Cơ quan!B3: mã “{code}” phải gồm 2 đến 6 chữ in hoa không dấu hoặc chữ số, ví dụ TB."
    ]


@pytest.mark.parametrize(("code", "read"), [("X9", "X9"), (12, "12"), ("ABCDEF", "ABCDEF")])
def test_a_code_has_two_to_six_capitals_or_digits(code: object, read: str) -> None:
    assert read_workbook(changed("Cơ quan!B3", code)).code == read


def test_a_phone_number_that_lost_its_zero_is_seen() -> None:
    assert refusal(changed("Cơ quan!B5", 200111222)) == [
        "Cơ quan!B5: số điện thoại “200111222” không đúng, phải bắt đầu bằng 0, 1 hoặc +."
    ]


@pytest.mark.parametrize(
    ("value", "slot"),
    [
        ("07:30", time(7, 30)),
        ("7:05", time(7, 5)),
        ("7h30", time(7, 30)),
        ("7 giờ 30", time(7, 30)),
        ("7 giờ 30 phút", time(7, 30)),
        ("8h", time(8)),
        ("07:30:00", time(7, 30)),
        (time(6, 45), time(6, 45)),
        ("12:00", time(12)),
    ],
)
def test_times_as_people_write_them(value: object, slot: time) -> None:
    assert read_workbook(changed("Cơ quan!B6", value)).slot == slot


@pytest.mark.parametrize("value", ["25:00", "7:60", "bảy giờ", "7.5", 7, "07:30 sáng mai"])
def test_what_is_no_time_is_refused(value: object) -> None:
    assert refusal(changed("Cơ quan!B6", value)) == [f"Cơ quan!B6: “{value}” không phải giờ, hãy ghi như 07:30."]


@pytest.mark.parametrize("value", ["04:59", "12:01", "22:00"])
def test_the_morning_digest_comes_in_the_morning(value: str) -> None:
    assert refusal(changed("Cơ quan!B6", value)) == ["Cơ quan!B6: giờ nhắc việc buổi sáng phải từ 05:00 đến 12:00."]


@pytest.mark.parametrize(
    ("value", "spans"),
    [
        ("7h30-11h30; 13h30-17h", [(time(7, 30), time(11, 30)), (time(13, 30), time(17))]),
        ("07:00 – 11:00, 13:00 – 17:00", [(time(7), time(11)), (time(13), time(17))]),
        ("7h đến 11h và 13h đến 16h30", [(time(7), time(11)), (time(13), time(16, 30))]),
        ("08:00-16:00", [(time(8), time(16))]),
    ],
)
def test_opening_hours_as_people_write_them(value: str, spans: list[tuple[time, time]]) -> None:
    assert read_workbook(changed("Cơ quan!B7", value)).hours == tuple(spans)


@pytest.mark.parametrize("value", ["sáng", "11:30-07:30", "07:30-11:30; 11:00-17:00", "07:30", "7-11-13", ";"])
def test_odd_opening_hours_are_refused(value: str) -> None:
    assert refusal(changed("Cơ quan!B7", value)) == [
        f"Cơ quan!B7: “{value}” không đọc được, hãy ghi như 07:30-11:30; 13:30-17:00."
    ]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("01/02/2027", date(2027, 2, 1)),  # thứ Hai: the day stands first
        ("1/2/2027", date(2027, 2, 1)),
        ("31-12-2026", date(2026, 12, 31)),  # thứ Năm
        ("31.12.2026", date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 0, 0), date(2026, 12, 31)),
    ],
)
def test_days_as_people_write_them(value: object, day: date) -> None:
    assert read_workbook(changed("Ngày nghỉ!A2", value)).days[0].day == day


@pytest.mark.parametrize("value", ["31/02/2027", "12/31/2026", "05/03", "mùng 10 tháng 3", 46000, "05/03/27"])
def test_what_is_no_day_is_refused(value: object) -> None:
    assert refusal(changed("Ngày nghỉ!A2", value)) == [
        f"Ngày nghỉ!A2: “{value}” không phải ngày, hãy ghi như 31/01/2026."
    ]


@pytest.mark.parametrize("value", ["05/03/0227", "05/03/2207"])
def test_a_year_far_away_is_a_slip(value: str) -> None:
    assert refusal(changed("Ngày nghỉ!A2", value)) == [f"Ngày nghỉ!A2: năm {int(value[-4:])} không đúng."]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("cán bộ", Role.OFFICIAL),
        ("CÁN BỘ", Role.OFFICIAL),
        ("Lanh dao don vi", Role.UNIT_HEAD),
        ("Văn Thư", Role.CLERK),
        ("lãnh đạo", Role.LEAD),
        (" Quản  trị ", Role.ADMIN),
    ],
)
def test_roles_are_known_without_accents_and_capitals(word: str, role: Role) -> None:
    assert read_workbook(changed("Cán bộ!D5", word)).posts[-1].role == role


def test_a_misspelt_role_gets_a_hint() -> None:
    roles = "Cán bộ; Lãnh đạo đơn vị; Văn thư; Lãnh đạo; Quản trị"
    assert refusal(changed("Cán bộ!D5", "Cán sự")) == [
        f"Cán bộ!D5: không có vai trò “Cán sự”, có phải “Cán bộ”? Chọn: {roles}."
    ]


def test_an_admin_may_stand_in_for_the_clerk_but_nobody_for_the_lead() -> None:
    assert read_workbook(changed("Cán bộ!D3", "Quản trị")).posts[1].role == Role.ADMIN
    assert refusal(changed("Cán bộ!D2", "Quản trị")) == [
        "Cán bộ: chưa có ai giữ vai trò “Lãnh đạo”, hãy chọn ở cột “Vai trò”."
    ]


def test_all_problems_are_told_at_once() -> None:
    cells = office()
    cells["Cơ quan"][2][1] = "?"
    cells["Đơn vị"].append(["KT", None, None])
    cells["Cán bộ"].append(["Ngô Văn Năm", "Chuyên viên", "Phòng Lạ", "Ai đó"])
    cells["Ngày nghỉ"].append(["mai", "Nghỉ", "Bão", None])
    told = refusal(packed(cells))
    assert [problem.split(":")[0] for problem in told] == [
        "Cơ quan!B3",
        "Đơn vị!A5",
        "Cán bộ!C6",
        "Cán bộ!D6",
        "Ngày nghỉ!A4",
    ]


def test_the_same_post_twice_is_a_slip_but_two_posts_of_one_person_are_not() -> None:
    cells = office()
    cells["Cán bộ"].append(["ngô văn bốn", "chuyên viên", "Phòng Kinh tế", "Cán bộ"])
    assert refusal(packed(cells)) == ["Cán bộ!A6: “ngô văn bốn, chuyên viên” có hai dòng."]
    cells["Cán bộ"][-1][1] = "Thủ quỹ"
    assert len(read_workbook(packed(cells)).posts) == 5


def test_sheets_and_columns_are_known_by_words_in_any_order_and_spelling() -> None:
    cells = office()
    moved: Cells = {"DANH SACH CAN BO": [["DANH SÁCH NĂM 2026"], [], *(row[::-1] for row in cells.pop("Cán bộ"))]}
    moved["DANH SACH CAN BO"][2] = ["VAI TRO (*)", "đơn vị công tác", "Chức vụ", "Ho ten"]
    moved["Trang 7"] = cells.pop("Đơn vị")
    assert read_workbook(packed(moved | cells)) == read_workbook(packed(office()))


def test_slips_are_told_where_they_stand_in_the_moved_table() -> None:
    cells = office()
    cells["Cán bộ"] = [[None], ["ghi chú đầu trang"], *([None, *row] for row in cells["Cán bộ"])]
    cells["Cán bộ"][5][3] = "Phòng Kinh"
    assert refusal(packed(cells)) == ["Cán bộ!D6: không có đơn vị “Phòng Kinh”, có phải “Phòng Kinh tế”?"]


@pytest.mark.parametrize("title", ["Cơ quan", "Đơn vị", "Cán bộ"])
def test_a_missing_sheet_is_named(title: str) -> None:
    cells = office()
    del cells[title]
    assert f"Thiếu trang “{title}”." in refusal(packed(cells))


def test_a_sheet_that_is_there_twice_is_a_slip() -> None:
    cells = office()
    assert refusal(packed(cells | {"Cán bộ (cũ)": cells["Cán bộ"]})) == [
        "Cán bộ (cũ): có hai trang “Cán bộ”, hãy giữ lại một."
    ]


def test_a_table_without_its_header_is_refused() -> None:
    cells = office()
    cells["Cán bộ"][0][3] = "Cột bốn"
    assert refusal(packed(cells)) == [
        "Cán bộ: không thấy dòng tiêu đề có các cột “Họ và tên”, “Chức danh”, “Đơn vị”, “Vai trò”."
    ]


def test_a_filled_column_that_is_not_understood_is_told() -> None:
    cells = office()
    cells["Đơn vị"][0].append("Trực thuộc")
    cells["Đơn vị"][1].append("UBND")
    assert refusal(packed(cells)) == [
        "Đơn vị!D1: không hiểu cột “Trực thuộc”, hãy xóa cột hoặc dùng tiêu đề của tệp mẫu."
    ]


@pytest.mark.parametrize("header", ["STT", "Ghi chú", "Số điện thoại di động", None])
def test_columns_without_meaning_for_the_bot_are_passed_over(header: str | None) -> None:
    cells = office()
    cells["Đơn vị"][0].append(header)
    cells["Đơn vị"][1].append("1")
    assert read_workbook(packed(cells)) == read_workbook(packed(office()))


def test_a_column_that_is_there_twice_is_a_slip() -> None:
    cells = office()
    cells["Cán bộ"][0].append("VAI TRÒ")
    assert refusal(packed(cells)) == ["Cán bộ!E1: cột “VAI TRÒ” có hai lần."]


def test_examples_and_blank_rows_are_passed_over() -> None:
    cells = office()
    cells["Đơn vị"].insert(1, ["Phòng Mẫu (ví dụ, hãy xóa)", "KT", "Chắc"])
    cells["Cán bộ"].insert(2, [None, "  ", None, None])
    cells["Cán bộ"].insert(2, ["Ai đó (VÍ DỤ, hãy xóa)", None, "Phòng Lạ", "Vua"])
    assert read_workbook(packed(cells)) == read_workbook(packed(office()))


def test_an_office_without_a_unit_is_refused() -> None:
    cells = office()
    cells["Đơn vị"] = cells["Đơn vị"][:1]
    assert "Đơn vị: chưa có đơn vị nào, hãy ghi từ dòng dưới tiêu đề." in refusal(packed(cells))


def test_other_names_stand_apart_by_semicolon_or_line_and_may_hold_a_comma() -> None:
    plan = read_workbook(changed("Đơn vị!B3", "KT;  Phòng Kinh tế, Hạ tầng\nTài chính ;; KT"))
    assert plan.units[1].aliases == ("KT", "Phòng Kinh tế, Hạ tầng", "Tài chính")


def test_how_to_reach_a_body_outside_is_read_with_it() -> None:
    cells = office()
    cells["Đơn vị"][0] += ["Điện thoại", "Địa chỉ", "Email"]
    cells["Đơn vị"][3] += ["1900 1006", "5 Trần Phú", "dl@vidu.vn"]
    power = read_workbook(packed(cells)).units[-1]
    assert power == UnitPlan("Điện lực", (), True, "1900 1006", "5 Trần Phú", "dl@vidu.vn")


@pytest.mark.parametrize(("place", "value"), [(3, "gọi anh Ba"), (5, "không có")])
def test_a_way_to_reach_it_that_is_none_is_told(place: int, value: str) -> None:
    cells = office()
    cells["Đơn vị"][0] += ["Điện thoại", "Địa chỉ", "Email"]
    cells["Đơn vị"][3] += [None, None, None]
    cells["Đơn vị"][3][place] = value
    (problem,) = refusal(packed(cells))
    assert value in problem

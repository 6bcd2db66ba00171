"""Names printed in plans, and whom they mean in an office of today."""

from dataclasses import replace

import pytest

from bot.rules.directory import Directory, PostName, Sense
from bot.rules.naming import comparable

UNITS = {
    1: "Văn phòng HĐND và UBND",
    2: "Phòng Kinh tế",
    3: "Phòng Văn hóa – Xã hội",
    4: "Trung tâm Phục vụ hành chính công",
    5: "Công an xã",
    6: "Ban Chỉ huy quân sự xã",
    7: "Trạm Y tế",
}
POSTS = (
    PostName(1, None, "Chủ tịch UBND xã"),
    PostName(2, 2, "Trưởng phòng Kinh tế"),
    PostName(3, 3, "Chuyên viên"),
    PostName(4, 2, "Chuyên viên"),
)


def directory(*without: int) -> Directory:
    units = {number: name for number, name in UNITS.items() if number not in without}
    aliases = {comparable(name): number for number, name in units.items()}
    return Directory(units, aliases, POSTS, place="UBND xã Thanh Bình")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Văn phòng HĐND và UBND xã", 1),
        ("VP HĐND-UBND", 1),
        ("VP. HĐND & UBND", 1),
        ("UBND xã", 1),
        ("Ủy ban nhân dân xã Thanh Bình", 1),
        ("Công chức VP-TK", 1),
        ("Công chức Tư pháp – Hộ tịch", 1),
        ("TC-KT", 2),
        ("Công chức Tài chính - Kế toán xã", 2),
        ("Địa chính", 2),
        ("công chức Địa chính – Xây dựng", 2),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", 2),
        ("VH-XH", 3),
        ("Phòng VHXH", 3),
        ("Công chức Văn hoá - Xã hội", 3),
        ("TT PVHCC", 4),
        ("Trung tâm PVHCC xã Thanh Bình", 4),
        ("Bộ phận một cửa xã", 4),
        ("Bộ phận TN&TKQ", 4),
        ("CA xã", 5),
        ("Trưởng Công an xã", 5),
        ("Ban CHQS xã", 6),
        ("Chỉ huy trưởng Quân sự", 6),
        ("Trạm y tế xã Thanh Bình", 7),
    ],
)
def test_names_titles_and_short_forms_find_the_unit_of_today(name: str, unit: int) -> None:
    assert directory().meaning(name).unit_id == unit


@pytest.mark.parametrize(
    "name",
    [
        "Các cơ quan, đơn vị",
        "UBND các xã, thị trấn",
        "các ngành có liên quan",
        "Sở, ngành",
        "địa phương",
        "xã, phường",
        "Cán bộ, công chức xã",
        "Các công chức xã",
        "Toàn thể cán bộ, công chức và người lao động",
        "Tổ chức, cá nhân có liên quan",
        "Cơ quan, đơn vị có thẩm quyền tiếp nhận, giải quyết hồ sơ",
        "Các trường học trên địa bàn xã",
    ],
)
def test_a_group_stays_a_group(name: str) -> None:
    meaning = directory().meaning(name)
    assert (meaning.kind, meaning.unit_id) == ("group", None)


@pytest.mark.parametrize(
    "name",
    [
        "Ban Tài chính xã",
        "Văn phòng Đảng ủy",
        "Văn phòng HĐND và UBND tỉnh",
        "Công an tỉnh",
        "Sở Tài chính",
        "UBND thành phố",
        "Ủy ban MTTQ xã",
        "Phòng Nội vụ",
        "Hội Nông dân xã",
        "Thôn 3",
        "Hội đồng nhân dân xã",
    ],
)
def test_what_may_be_somebody_elses_is_asked_about(name: str) -> None:
    assert directory().meaning(name).kind == "unknown"


def test_likely_units_come_first_when_a_person_is_asked() -> None:
    assert directory().likely("Ban Tài chính xã") == [2]
    assert directory().likely("Trung tâm Văn hóa – HTCĐ") == [3]
    assert directory().likely("Thôn 3") == []


def test_a_post_is_found_by_its_title() -> None:
    chair = directory().meaning("Chủ tịch UBND xã Thanh Bình")
    assert (chair.kind, chair.post_id, chair.unit_id) == ("post", 1, None)
    head = directory().meaning("Trưởng phòng Kinh tế")
    assert (head.kind, head.post_id, head.unit_id) == ("post", 2, 2)


def test_a_title_that_two_hold_means_neither() -> None:
    assert directory().meaning("Chuyên viên").kind != "post"


def test_without_a_service_centre_the_office_does_the_counters_work() -> None:
    assert directory(4).meaning("Bộ phận một cửa xã").unit_id == 1


def test_without_the_unit_nobody_else_gets_its_work() -> None:
    assert directory(5).meaning("Công an xã").kind == "unknown"


def test_the_offices_own_alias_wins_over_the_common_map() -> None:
    own = {comparable("Địa chính"): 3, comparable("Phòng Kinh tế"): 2}
    assert replace(directory(), aliases=own).meaning("Địa chính").unit_id == 3


def test_what_was_decided_once_wins_over_everything() -> None:
    decided: dict[str, tuple[Sense, int | None]] = {
        comparable("Ban Tài chính xã"): ("unit", 2),
        comparable("Công an xã"): ("clerk", None),
    }
    known = replace(directory(), decided=decided)
    assert known.meaning("Ban tài chính  xã").unit_id == 2
    assert known.meaning("Công an xã").kind == "clerk"


def test_the_common_map_says_that_it_is_not_the_offices_own_word() -> None:
    assert directory().meaning("VP HĐND-UBND").sure
    assert not directory().meaning("TC-KT").sure

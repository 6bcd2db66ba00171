"""The 766 index: what is typed, what it sums to, where the most is to be gained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.index766 import WHOLE, group_called, groups, rank, read_points, total, weakest

FULL = {group.key: float(group.most) for group in groups()}
TYPED = {"cong_khai": 18, "tien_do": 19.5, "truc_tuyen": 10, "thanh_toan": 8, "hai_long": 17, "so_hoa": 20}
points = st.fixed_dictionaries(
    {group.key: st.integers(0, group.most * 100).map(lambda cents: cents / 100) for group in groups()}
)


def test_six_groups_make_a_hundred() -> None:
    assert len(groups()) == 6
    assert sum(group.most for group in groups()) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "18; 19,5; 10; 8; 17; 20",
        "18 19.5 10 8 17 20",
        "18/18; 19,5/20; 10/12; 8/10; 17/18; 20/22",
        "18\n19,5\n10\n8\n17\n20",
    ],
)
def test_six_figures_come_in_the_order_of_the_portal(text: str) -> None:
    assert read_points(text) == TYPED


def test_groups_may_be_named_and_the_rest_stays_as_it_was() -> None:
    assert read_points("tiến độ 20; Số hóa hồ sơ: 21,25", TYPED) == {**TYPED, "tien_do": 20, "so_hoa": 21.25}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("18; 19,5; 10; 8; 17", "nhận được 5"),
        ("19; 19,5; 10; 8; 17; 20", "tối đa 18 điểm"),
        ("tiến độ 19", "Còn thiếu điểm"),
        ("tiến độ 19; tiến độ 18", "hai lần"),
        ("trời đẹp 5; tiến độ 1", "Chưa hiểu “trời đẹp 5”"),
        ("", "nhận được 0"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_points(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("Công khai, minh bạch", "cong_khai"), ("Tiến độ, kết quả giải quyết", "tien_do")),
        *(("Cung cấp dịch vụ công trực tuyến", "truc_tuyen"), ("Tỷ lệ thanh toán trực tuyến", "thanh_toan")),
        *(("Mức độ hài lòng", "hai_long"), ("Số hoá hồ sơ", "so_hoa")),
    ],
)
def test_a_group_is_known_by_what_exports_call_it(name: str, key: str) -> None:
    found = group_called(name)
    assert found
    assert found.key == key


@pytest.mark.parametrize(
    ("points", "title"), [(90, "Xuất sắc"), (89.99, "Tốt"), (70, "Khá"), (50, "Trung bình"), (49.9, "Yếu"), (0, "Yếu")]
)
def test_the_rank_follows_the_sum(points: float, title: str) -> None:
    assert rank(points) == title


@given(points)
def test_what_is_said_is_read_back_and_sums_up(found: dict[str, float]) -> None:
    said = "; ".join(f"{found[group.key]:.2f}".replace(".", ",") for group in groups())
    assert read_points(said) == found
    assert total(found) == pytest.approx(sum(found.values()))
    assert 0 <= total(found) <= WHOLE


@given(points)
def test_the_weakest_group_has_the_smallest_share_of_its_most(found: dict[str, float]) -> None:
    low = weakest(found)
    shares = {group.key: found[group.key] / group.most for group in groups()}
    assert (low is None) == (found == FULL)
    if low:
        assert shares[low.key] == min(shares.values())

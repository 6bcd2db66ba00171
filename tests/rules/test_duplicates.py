"""Two reports of the same matter are recognised; two that only sound alike are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.duplicates import (
    NEAR,
    Told,
    clues_near,
    clues_of,
    is_same_matter,
    is_same_place,
    likeness,
    metres,
    most_alike,
)

LAMP = "Đèn đường trước cổng chợ Bàu Sen hỏng ba hôm nay, tối om"
HERE = (10.5, 105.25)


def told(text: str, place: str = "", at: tuple[float, float] | None = None, category: str = "chieu-sang-dien") -> Told:
    return Told(text, category, place, at)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(LAMP, "cổng chợ Bàu Sen"), told("den duong cho bau sen hu roi, toi thui", "cho bau sen")),
        (told(LAMP), told("Đèn đường ở cổng chợ Bàu Sen bị hỏng, tối om")),
        (told("Đèn hỏng", at=HERE), told("Bóng đèn chỗ này hỏng", at=(10.501, 105.25))),
        (told("Đèn đường ấp 3 tắt", "ấp 3"), told("đèn đường ở ấp 3 tối om", "ấp 3")),
    ],
)
def test_the_same_matter_is_recognised_however_it_is_told(one: Told, other: Told) -> None:
    assert is_same_matter(one, other)
    assert is_same_matter(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("Đèn đường ấp 3 tắt", "ấp 3"), told("Đèn đường ấp 5 tắt", "ấp 5")),
        (told(LAMP, at=HERE), told(LAMP, at=(10.51, 105.25))),  # a kilometre away
        (told(LAMP), told(LAMP, category="rac-moi-truong")),
        (told(LAMP, category=""), told(LAMP, category="")),
        (told("Trụ điện nghiêng sắp đổ", "chợ Bàu Sen"), told("Bóng hỏng tối thui", "chợ Bàu Sen")),
        (told(LAMP, "chợ Bàu Sen"), told("Đèn đường trước cổng chợ Phú Lợi hỏng, tối om", "chợ Phú Lợi")),
        (told("đèn hư"), told("cột đèn ngã")),
    ],
)
def test_another_place_topic_or_thing_is_another_matter(one: Told, other: Told) -> None:
    assert not is_same_matter(one, other)
    assert not is_same_matter(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("trước cổng chợ Bàu Sen", "chợ Bàu Sen", True),
        ("ấp 3", "gần ấp 3", True),
        ("ấp 3", "ấp 5", False),
        ("tổ 21", "tổ 21 khu phố 4", False),
        ("đường Lam Sơn", "duong lam son", True),
        ("đường Lam Sơn", "đường Lê Lợi", False),
    ],
)
def test_places_are_compared_by_their_names_and_numbers(one: str, other: str, same: bool) -> None:
    assert is_same_place(one, other) == same


def test_the_distance_is_that_over_the_ground() -> None:
    assert metres((10.0, 105.0), (10.0, 105.0)) == 0
    assert abs(metres((10.0, 105.0), (10.0, 105.01)) - 1095) < 5
    assert metres(HERE, (10.5025, 105.25)) < NEAR < metres(HERE, (10.5030, 105.25))


def test_of_several_the_most_alike_is_found() -> None:
    assert most_alike(LAMP, [(1, "Rác đổ bờ kênh"), (2, "Đèn chợ Bàu Sen tối om")]) == 2
    assert most_alike(LAMP, [(1, "Rác đổ bờ kênh")]) is None
    assert most_alike(LAMP, []) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


PLACES = st.sampled_from(
    ["", "chợ", "chợ Bàu Sen", "cổng chợ Bàu Sen", "ấp", "ấp 3", "tổ 2 ấp 3", "ngõ 3 Lam Sơn", "…"]
)
SPOTS = st.one_of(st.none(), st.tuples(st.floats(10.499, 10.507), st.floats(105.249, 105.257)))
REPORTS = st.builds(
    Told,
    st.lists(st.sampled_from(LAMP.split()), min_size=1, max_size=5).map(" ".join),
    st.just("chieu-sang-dien"),
    PLACES,
    SPOTS,
)


@given(REPORTS, REPORTS)
def test_whatever_is_about_the_same_matter_has_a_clue_to_find_it_by(one: Told, other: Told) -> None:
    assert not is_same_matter(one, other) or clues_near(one) & clues_of(other)

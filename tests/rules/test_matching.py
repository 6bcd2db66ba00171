"""Rows of two versions of a plan."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.matching import Row, likeness, match_rows

COMMON = ["báo", "cáo", "kết", "quả", "thực", "hiện", "công", "tác"]


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """Rows that share office words and have at least five of their own."""
    rows = []
    for number in range(draw(st.integers(1, 12))):
        own = [f"w{number}x{word}" for word in range(draw(st.integers(5, 9)))]
        shared = draw(st.lists(st.sampled_from(COMMON), max_size=3))
        rows.append(Row(" ".join([*shared, *own]), section=str(number % 3), no=str(number)))
    return rows


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[int]]:
    """A plan, its rows in another order with a word changed, dropped or added in each, and that order."""
    old = draw(plans())
    order = draw(st.permutations(range(len(old))))
    new = []
    for number, there in enumerate(order):
        words = old[there].content.split()
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + 1] = draw(st.sampled_from([[], ["khác"], [words[at], "thêm"], [words[at]]]))
        new.append(Row(" ".join(words), section=draw(st.sampled_from("012")), no=str(number)))
    return old, new, list(order)


@given(edited())
def test_a_plan_in_another_order_with_small_edits_matches_itself(case: tuple[list[Row], list[Row], list[int]]) -> None:
    old, new, order = case
    assert match_rows(old, new) == dict(enumerate(order))


texts = st.lists(st.sampled_from([*COMMON, "đường", "điện", "trường", "trạm"]), max_size=6).map(" ".join)
any_rows = st.lists(
    st.builds(
        Row, texts, st.sampled_from("12"), st.sampled_from(["1", "2", ""]), st.sampled_from(["task", "indicator"])
    ),
    max_size=8,
)


@given(any_rows, any_rows)
def test_nothing_is_matched_twice_and_never_across_kinds(old: list[Row], new: list[Row]) -> None:
    found = match_rows(old, new)
    assert len(set(found.values())) == len(found)
    assert all(old[there].kind == new[number].kind for number, there in found.items())


@given(any_rows)
def test_a_plan_matches_itself_row_by_row_in_content(rows: list[Row]) -> None:
    found = match_rows(rows, rows)
    assert sorted(found) == list(range(len(rows)))
    assert all(rows[there].words == rows[number].words for number, there in found.items())


def test_of_equal_rows_the_one_in_the_same_place_is_meant() -> None:
    old = [Row("Báo cáo quý", "1", "1"), Row("Báo cáo quý", "2", "1")]
    assert match_rows(old, [Row("Báo cáo quý", "2", "1"), Row("Báo cáo quý", "1", "1")]) == {0: 1, 1: 0}


def test_in_the_same_place_less_has_to_agree() -> None:
    old = [Row("Tổ chức hội nghị tổng kết công tác năm", "3", "2")]
    other = "Tổ chức hội nghị tổng kết phong trào thi đua toàn xã"
    assert match_rows(old, [Row(other, "3", "2")]) == {0: 0}
    assert match_rows(old, [Row(other, "1", "5")]) == {}


def test_a_row_that_shares_only_office_words_is_another_one() -> None:
    old = [Row("Báo cáo kết quả tiêm chủng mở rộng", "1", "1")]
    assert match_rows(old, [Row("Báo cáo kết quả rà soát hộ nghèo", "2", "4")]) == {}


def test_likeness_ignores_case_punctuation_and_the_place_of_the_tone_mark() -> None:
    assert likeness("Uỷ ban, hòa giải", "ủy ban hoà giải") == 1

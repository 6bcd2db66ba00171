"""Sums for everybody: nobody can be made out, also not by subtracting."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.public_sums import LEAST, Sums, Told, told

ROWS = st.dictionaries(
    st.sampled_from(["Phòng Kinh tế", "VH-XH", "Công an", "Văn phòng", "Y tế"]),
    st.builds(
        lambda received, answered, on_time, rated, stars: Sums(
            received, answered, min(answered, on_time), min(answered, rated), min(answered, rated) * stars
        ),
        *[st.integers(0, 8)] * 4,
        st.integers(1, 5),
    ),
)


def test_figures_are_told_from_three_cases_on() -> None:
    table = told({"A": Sums(10, 8, 6, 5, 21), "B": Sums(4, 3, 3, 3, 9)})
    assert table.rows["A"] == Told(10, 8, 6, 5, 4.2)
    assert table.rows["B"] == Told(4, 3, 3, 3, 3.0)
    assert table.total == Told(14, 11, 9, 8, 3.8)


def test_what_is_too_small_hides_the_next_one_too() -> None:
    table = told({"A": Sums(received=9), "B": Sums(received=1), "C": Sums(received=5), "D": Sums(received=0)})
    assert [table.rows[key].received for key in "ABCD"] == [9, None, None, 0]
    assert table.total.received == 15


def test_a_month_with_one_case_tells_nothing_of_it() -> None:
    table = told({"A": Sums(1, 1, 1, 1, 5)})
    assert table.rows["A"] == table.total == Told(None, None, None, None, None)


def test_a_month_without_any_says_so() -> None:
    assert told({}).total == Told(0, 0, 0, 0, None)


def test_average_of_few_ratings_is_not_told_though_the_answers_are() -> None:
    table = told({"A": Sums(9, 9, 9, 2, 2), "B": Sums(9, 9, 9, 6, 30)})
    assert table.rows["A"].satisfaction is None
    assert table.rows["B"].satisfaction is None, "else the two of A would be the difference"
    assert table.total.satisfaction == 4.0


@given(ROWS)
def test_no_difference_tells_of_fewer_than_three(rows: dict[str, Sums]) -> None:
    table = told(rows)
    for name in ("received", "answered", "rated"):
        true = {key: getattr(row, name) for key, row in rows.items()}
        shown = {key: getattr(table.rows[key], name) for key in rows}
        hidden = [key for key in rows if shown[key] is None]
        assert all(shown[key] in (None, 0) or shown[key] >= LEAST for key in rows)
        assert len(hidden) != 1 or getattr(table.total, name) is None
        if getattr(table.total, name) is not None and hidden:
            assert sum(true[key] for key in hidden) >= LEAST

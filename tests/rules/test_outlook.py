"""Where an indicator will stand at the year's end, and what it is called on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.outlook import Course, Standing, project, standing, trend
from bot.rules.targets import distance, is_reached, read_target

AT_LEAST_95 = {"op": ">=", "value": 95}
FOUR = {"op": "=", "value": 4}
AT_MOST_2 = {"op": "<=", "value": 2}
NONE_AT_ALL = {"op": "=", "value": 0}
figure = st.floats(0, 1e6)
goals = st.sampled_from(["≥ 95 %", "tối đa 2 vụ", "4 buổi", "trên 10", "dưới 5", "từ 80 đến dưới 90 điểm", "0"])


@pytest.mark.parametrize(
    ("goal", "values", "adds", "expected"),
    [
        (AT_LEAST_95, (None, None, None, None), False, Standing.NONE),
        (None, (1.0, None), False, Standing.OPEN),
        (AT_LEAST_95, (96.0, None, None, None), False, Standing.MET),
        (AT_LEAST_95, (90.0, 91.0, None, None), False, Standing.RISK),  # two figures are no pace: it stays at 91
        (AT_LEAST_95, (90.0, 92.0, 94.0, None), False, Standing.ON_WAY),  # 96 at this pace
        (AT_LEAST_95, (99.0, 97.0, 96.0, None), False, Standing.RISK),  # 94,5 at this pace
        (AT_LEAST_95, (99.0, 99.0, 99.0, 94.0), False, Standing.MISSED),
        (FOUR, (1.0, 1.0, None, None), True, Standing.ON_WAY),
        (FOUR, (1.0, 0.0, None, None), True, Standing.RISK),
        (FOUR, (2.0, 2.0, None, None), True, Standing.MET),
        (FOUR, (1.0, 1.0, 1.0, 0.0), True, Standing.MISSED),
        (AT_MOST_2, (0.0, 1.0, None, None), True, Standing.ON_WAY),
        (AT_MOST_2, (1.0, 1.0, None, None), True, Standing.RISK),
        (AT_MOST_2, (3.0, None, None, None), True, Standing.MISSED),
        (NONE_AT_ALL, (0.0, None, None, None), True, Standing.ON_WAY),
        (NONE_AT_ALL, (0.0, 0.0, 0.0, 0.0), True, Standing.MET),
    ],
)
def test_the_standing_says_whether_this_pace_is_enough(
    goal: dict[str, object] | None, values: tuple[float | None, ...], adds: bool, expected: Standing
) -> None:
    assert standing(goal, Course(values, adds)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((1.0,), ""), ((1.0, 2.0), "up"), ((2.0, 1.0), "down"), ((97.0, 97.1), "flat"), ((1.0, 5.0, 3.0, 3.0), "flat")],
)
def test_a_trend_compares_with_the_periods_before(values: tuple[float, ...], expected: str) -> None:
    assert trend(values) == expected


@given(st.lists(figure | st.none(), min_size=1, max_size=12))
def test_what_adds_up_goes_on_at_its_average(values: list[float | None]) -> None:
    course = Course(tuple(values), adds=True)
    found, known = project(course), course.known
    assert (found is None) == (not known)
    if found:
        assert found.value == pytest.approx(sum(known) / len(known) * len(values))
        assert found.left == len(values) - len(known)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.integers(0, 12))
def test_a_share_never_goes_beyond_the_whole(values: list[float], left: int) -> None:
    found = project(Course((*values, *[None] * left), adds=False, percent=True))
    assert found
    assert 0 <= found.value <= 100
    if not left:
        assert found.value == values[-1]


@given(goals, figure)
def test_a_target_is_reached_where_nothing_is_left_of_the_distance(text: str, value: float) -> None:
    goal = read_target(text)
    assert goal
    if is_reached(goal, value):
        assert distance(goal, value) == 0
    else:
        assert distance(goal, value) >= 0


@given(goals, st.lists(figure, min_size=4, max_size=4), st.booleans())
def test_when_the_year_is_over_it_was_met_or_missed(text: str, values: list[float], adds: bool) -> None:
    goal = read_target(text)
    course = Course(tuple(values), adds)
    assert goal
    assert course.now is not None
    assert standing(goal, course) == (Standing.MET if is_reached(goal, course.now) else Standing.MISSED)

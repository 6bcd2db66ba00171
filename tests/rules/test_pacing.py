"""However messages come, no stretch of time sees more of them than its pace allows."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.pacing import Count, Gate, Pace, Window

PACES = st.builds(Pace, st.floats(0.1, 50), st.integers(1, 5))
PAUSES = st.lists(st.floats(0, 3), min_size=1, max_size=60)


def moments(pace: Pace, pauses: list[float]) -> list[float]:
    gate = Gate(pace)
    return [gate.reserve(now) for now in accumulate(pauses)]


@given(PACES, PAUSES, st.floats(0.01, 20))
def test_no_stretch_of_time_sees_more_than_the_pace_allows(pace: Pace, pauses: list[float], stretch: float) -> None:
    at = moments(pace, pauses)
    for first in at:
        assert sum(first <= one < first + stretch for one in at) <= pace.rate * stretch + pace.burst + 1e-6


@given(PACES, PAUSES)
def test_nobody_goes_before_they_come_or_before_those_ahead(pace: Pace, pauses: list[float]) -> None:
    at = moments(pace, pauses)
    assert all(moment >= now for moment, now in zip(at, accumulate(pauses), strict=True))
    assert at == sorted(at)


@given(PACES, st.integers(2, 100))
def test_a_crowd_goes_through_at_the_full_pace(pace: Pace, count: int) -> None:
    at = moments(pace, [1.0] + [0.0] * (count - 1))
    assert at[-1] == pytest.approx(1 + max(0, count - pace.burst) / pace.rate)


def test_a_burst_is_let_through_at_once_after_a_pause_and_not_again_before_another() -> None:
    gate = Gate(Pace(1, burst=3))
    assert [gate.reserve(10.0) for _ in range(5)] == [10, 10, 10, 11, 12]
    assert gate.reserve(12.0) == 13


def test_a_closed_gate_opens_at_its_time_and_without_a_burst() -> None:
    gate = Gate(Pace(1, burst=3))
    gate.close(20.0)
    assert [gate.reserve(15.0), gate.reserve(15.0)] == [20, 21]


@given(PACES, PAUSES, st.floats(0, 100))
def test_an_idle_gate_may_be_forgotten(pace: Pace, pauses: list[float], later: float) -> None:
    gate = Gate(pace)
    for now in accumulate(pauses):
        gate.reserve(now)
    moment = sum(pauses) + later
    if gate.is_idle(moment):
        fresh = Gate(pace)
        assert [gate.reserve(moment) for _ in range(4)] == [fresh.reserve(moment) for _ in range(4)]


TRIPS = st.tuples(st.floats(0, 0.2), st.floats(0, 0.1), st.floats(0, 0.1))


@given(st.integers(1, 30), st.floats(0, 0.1), st.lists(TRIPS, min_size=1, max_size=120))
def test_a_window_lets_through_no_more_than_the_other_side_counts(
    most: int, least: float, trips: list[tuple[float, float, float]]
) -> None:
    """Each takes a while to get there and its answer to come back, and never less than that of the first."""
    window, now, came = Window(Count(most, 1.0), patience=1.0), 0.0, list[float]()
    for pause, there, back in [(0.0, 0.0, 0.0), *trips]:
        now = window.opens(now + pause)
        mark = window.let_go(now)
        came.append(now + least + there)
        window.answered(mark, now + least + there + least + back)
    for first in came:
        assert sum(first <= one < first + 1.0 - 1e-6 for one in came) <= most


def test_a_window_opens_once_the_first_is_no_longer_counted() -> None:
    window = Window(Count(30, 1.0))
    for number in range(30):
        assert window.opens(number / 100) == number / 100
        window.answered(window.let_go(number / 100), number / 100 + 0.05)
    assert 1.0 < window.opens(0.3) < 1.05
    assert 1.15 < window.opens(0.3, part=0.5) < 1.2
    for _ in range(30):
        window.let_go(2.0)
    assert window.opens(2.0) == pytest.approx(4.0)

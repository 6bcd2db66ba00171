"""Views of the overview, as they travel in choices."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.status_views import WHOLE, About, Days, Show, View, ahead, days_of, parent, read_view

IDS = st.none() | st.integers(0, 999_999_999)
VIEWS = st.builds(
    View,
    about=st.sampled_from(get_args(About)),
    late=st.booleans(),
    days=st.sampled_from(get_args(Days)),
    unit=IDS,
    post=IDS,
    show=st.sampled_from(get_args(Show)),
    page=st.integers(0, 9999),
)
NAMES = [name for name in get_args(Days) if name]


@settings(max_examples=80)
@given(VIEWS)
def test_a_view_is_read_back_from_its_code_and_fits_beside_a_number_in_a_choice(view: View) -> None:
    assert read_view(view.code) == view
    assert len(f"/nhacngay pa 123456789 {view.code}") < 80
    real = replace(view, unit=view.unit and view.unit % 9999, post=view.post and view.post % 9999)
    assert len(f"/nhacngay pa 1234567 {real.code}".encode()) <= 64


@settings(max_examples=80)
@given(VIEWS)
def test_going_back_again_and_again_ends_at_the_whole(view: View) -> None:
    steps = 0
    at: View | None = replace(view, page=view.page % 5)
    while at is not None:
        last, at, steps = at, parent(at), steps + 1
        assert steps < 12
    assert last == WHOLE


@pytest.mark.parametrize("code", ["hỏng", "tre x", "dv", "dv-1", "tr 1x", "dv1234567890"])
def test_other_words_are_no_view(code: str) -> None:
    assert read_view(code) is None


def test_the_words_of_older_choices_still_lead_there() -> None:
    assert read_view("dv 3 1") is None
    assert read_view("pakn") == View(about="pa")
    assert read_view("dv 3") == View(unit=3)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("homnay", date(2026, 11, 28), date(2026, 11, 28)),  # thứ Bảy
        ("mai", date(2026, 11, 29), date(2026, 11, 29)),
        ("tuan", date(2026, 11, 23), date(2026, 11, 29)),
        ("tuansau", date(2026, 11, 30), date(2026, 12, 6)),
        ("thang", date(2026, 11, 1), date(2026, 11, 30)),
        ("thangsau", date(2026, 12, 1), date(2026, 12, 31)),
        ("quy", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_days_have_a_first_and_a_last(days: Days, first: date, last: date) -> None:
    assert days_of(days, date(2026, 11, 28)) == (first, last)


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_what_is_ahead_is_the_end_of_these_days(days: Days, today: date) -> None:
    first, last = days_of(days, today)
    assert ahead(days, today) == (max(first, today), last)
    assert last >= today
    assert last - first <= timedelta(days=91)

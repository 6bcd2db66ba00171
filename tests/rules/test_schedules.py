"""The forms of a deadline and their JSON."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Every,
    External,
    From,
    Milestone,
    Milestones,
    Nothing,
    Ongoing,
    Relative,
    Schedule,
    Within,
    from_json,
    last_day,
    to_json,
)

FORMS: list[tuple[Schedule, dict[str, Any]]] = [
    (By(date(2024, 3, 30), "before"), {"type": "by", "date": "2024-03-30", "edge": "before"}),
    (By(date(2024, 2, 5)), {"type": "by", "date": "2024-02-05", "edge": "on"}),
    (
        Within(date(2024, 1, 1), date(2024, 3, 31)),
        {"type": "within", "start": "2024-01-01", "end": "2024-03-31"},
    ),
    (
        Within(date(2024, 9, 1), date(2024, 9, 30), year_inferred=True),
        {"type": "within", "start": "2024-09-01", "end": "2024-09-30", "year_inferred": True},
    ),
    (Dates((3, 6, 9, 12), 2024), {"type": "dates", "months": [3, 6, 9, 12], "year": 2024}),
    (Every("week"), {"type": "every", "unit": "week", "times": 1}),
    (Every("year", 2), {"type": "every", "unit": "year", "times": 2}),
    (
        Every("week", weekday=4, hour=16, minute=30, edge="before"),
        {"type": "every", "unit": "week", "times": 1, "weekday": 4, "hour": 16, "minute": 30, "edge": "before"},
    ),
    (
        Every("quarter", anchor="quarter-last-month", day=20, edge="before"),
        {
            "type": "every",
            "unit": "quarter",
            "times": 1,
            "anchor": "quarter-last-month",
            "day": 20,
            "edge": "before",
        },
    ),
    (Every("year", month=11, day=15), {"type": "every", "unit": "year", "times": 1, "month": 11, "day": 15}),
    (
        Every("month", start=date(2024, 4, 1), until=date(2024, 12, 31)),
        {"type": "every", "unit": "month", "times": 1, "start": "2024-04-01", "until": "2024-12-31"},
    ),
    (Ongoing(), {"type": "ongoing"}),
    (Ongoing(date(2025, 12, 31)), {"type": "ongoing", "until": "2025-12-31"}),
    (
        Relative("ngày tiếp nhận", 10),
        {
            "type": "relative",
            "trigger": "ngày tiếp nhận",
            "offset_days": 10,
            "direction": "after",
            "calendar": "calendar",
        },
    ),
    (
        Relative("khai mạc", 0, "before", "working"),
        {
            "type": "relative",
            "trigger": "khai mạc",
            "offset_days": 0,
            "direction": "before",
            "calendar": "working",
        },
    ),
    (From(date(2025, 3, 1)), {"type": "from", "date": "2025-03-01"}),
    (From(start_text="khi có hướng dẫn"), {"type": "from", "start_text": "khi có hướng dẫn"}),
    (External("kế hoạch của tỉnh"), {"type": "external", "ref": "kế hoạch của tỉnh"}),
    (
        External("lịch chung", ref_hint="Sở Nội vụ", from_field="product"),
        {"type": "external", "ref": "lịch chung", "ref_hint": "Sở Nội vụ", "from_field": "product"},
    ),
    (
        AnyOf((Ongoing(), Every("quarter")), "or"),
        {
            "type": "any_of",
            "combine": "or",
            "parts": [{"type": "ongoing"}, {"type": "every", "unit": "quarter", "times": 1}],
        },
    ),
    (
        Milestones((Milestone("trình trước 30/6/2025", By(date(2025, 6, 30), "before"), aspirational=True),)),
        {
            "type": "milestones",
            "parts": [
                {
                    "text": "trình trước 30/6/2025",
                    "schedule": {"type": "by", "date": "2025-06-30", "edge": "before"},
                    "aspirational": True,
                }
            ],
        },
    ),
    (Nothing(), {"type": "none"}),
]


@pytest.mark.parametrize(("schedule", "json"), FORMS)
def test_every_form_has_the_json_of_the_plan_format(schedule: Schedule, json: dict[str, Any]) -> None:
    assert to_json(schedule) == json
    assert from_json(json) == schedule


NONSENSE: list[Any] = [
    {},
    {"type": "sometimes"},
    {"type": None},
    {"type": "by"},
    {"type": "by", "date": "30/3/2024"},
    {"type": "by", "date": "2024-02-31"},
    {"type": "by", "date": 20240330},
    {"type": "by", "date": "0001-01-01"},
    {"type": "by", "date": "2024-03-30", "edge": "around"},
    {"type": "by", "date": "2024-03-30", "colour": "red"},
    {"type": "within", "start": "2024-03-01"},
    {"type": "within", "start": "2024-03-01", "end": "2024-02-01"},
    {"type": "within", "start": "2024-01-01", "end": "2024-02-01", "year_inferred": "yes"},
    {"type": "dates", "months": [], "year": 2024},
    {"type": "dates", "months": [0], "year": 2024},
    {"type": "dates", "months": [13], "year": 2024},
    {"type": "dates", "months": ["3"], "year": 2024},
    {"type": "dates", "months": [3]},
    {"type": "every", "unit": "fortnight"},
    {"type": "every", "unit": "year", "times": 0},
    {"type": "every", "unit": "year", "times": 1.5},
    {"type": "every", "unit": "year", "times": True},
    {"type": "every", "unit": "week", "weekday": 7},
    {"type": "every", "unit": "week", "hour": 25},
    {"type": "every", "unit": "month", "day": 32},
    {"type": "every", "unit": "year", "month": 13},
    {"type": "ongoing", "until": "soon"},
    {"type": "relative", "trigger": 3, "offset_days": 1},
    {"type": "relative", "trigger": "x", "offset_days": -1},
    {"type": "relative", "trigger": "x", "offset_days": 1, "direction": "sideways"},
    {"type": "from"},
    {"type": "external"},
    {"type": "any_of", "parts": []},
    {"type": "any_of", "parts": 5},
    {"type": "any_of", "parts": ["ongoing"]},
    {"type": "any_of", "parts": [{"text": "a", "schedule": {"type": "ongoing"}}]},
    {"type": "milestones", "parts": []},
    {"type": "milestones", "parts": [{"type": "ongoing"}]},
    {"type": "milestones", "parts": [{"text": "a"}]},
    {"type": "milestones", "parts": [{"text": "a", "schedule": {"type": "gone"}}]},
    {"type": "none", "why": "x"},
]


@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_is_refused_with_a_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(value)


LAST_DAYS: list[tuple[Schedule, date | None]] = [
    (By(date(2024, 9, 5)), date(2024, 9, 5)),  # Thursday
    (By(date(2024, 9, 5), "before"), date(2024, 9, 4)),  # Wednesday
    (By(date(2024, 3, 1), "before"), date(2024, 2, 29)),  # Thursday of a leap year
    (By(date(2025, 1, 1), "before"), date(2024, 12, 31)),  # Tuesday
    (Within(date(2024, 1, 1), date(2024, 3, 31)), date(2024, 3, 31)),  # Sunday
    (Dates((3, 6, 9, 12), 2024), date(2024, 12, 31)),  # Tuesday
    (Dates((2,), 2024), date(2024, 2, 29)),
    (Dates((11, 2), 2023), date(2023, 11, 30)),
    (Every("month", until=date(2024, 12, 31)), None),
    (Ongoing(date(2024, 12, 31)), None),
    (Relative("ngày ký", 3), None),
    (From(date(2024, 7, 1)), None),
    (External("kế hoạch riêng"), None),
    (AnyOf((By(date(2024, 9, 5)),)), None),
    (Nothing(), None),
]


@pytest.mark.parametrize(("schedule", "day"), LAST_DAYS)
def test_the_last_permitted_day_of_dated_forms(schedule: Schedule, day: date | None) -> None:
    assert last_day(schedule) == day


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
SIMPLE: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(By, DAYS, st.sampled_from(["on", "before"])),
    st.builds(Within, st.just(date(1940, 1, 1)), DAYS, st.booleans()),
    st.builds(Dates, st.lists(st.integers(1, 12), min_size=1).map(tuple), st.integers(1950, 2150)),
    st.builds(
        Every,
        st.sampled_from(["day", "week", "month", "quarter", "half-year", "year"]),
        st.integers(1, 400),
        anchor=st.none() | st.text(),
        until=st.none() | DAYS,
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(0, 6),
        hour=st.none() | st.integers(0, 24),
    ),
    st.builds(Ongoing, st.none() | DAYS),
    st.builds(Relative, st.text(), st.integers(0, 3660), st.sampled_from(["after", "before"])),
    st.builds(From, date=DAYS),
    st.builds(External, st.text(), st.none() | st.text()),
    st.just(Nothing()),
)
STEPS = st.lists(st.builds(Milestone, st.text(), SIMPLE, st.booleans()), min_size=1).map(tuple)
SCHEDULES: st.SearchStrategy[Schedule] = st.one_of(
    SIMPLE,
    st.builds(AnyOf, st.lists(SIMPLE, min_size=1).map(tuple), st.sampled_from(["and", "or"])),
    st.builds(Milestones, STEPS),
)


@given(SCHEDULES)
def test_what_is_written_is_read_back(schedule: Schedule) -> None:
    assert from_json(to_json(schedule)) == schedule


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["by", "every", "any_of", "none"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "date", "parts", "unit", "ref"]), inner),
    max_leaves=8,
)


@given(JSON)
def test_foreign_json_becomes_a_schedule_or_a_value_error(value: Any) -> None:
    try:
        schedule = from_json(value)
    except ValueError:
        return
    assert from_json(to_json(schedule)) == schedule

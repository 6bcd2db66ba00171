"""How long things are kept, and how an office says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.retention import Keep, Kind, UnreadableError, keep_of, kinds, read_change, read_keep


@pytest.mark.parametrize(
    ("keep", "day", "before"),
    [
        ("24 tháng", date(2026, 11, 20), date(2024, 11, 20)),
        ("1 tháng", date(2026, 3, 31), date(2026, 2, 28)),
        ("12 tháng", date(2028, 2, 29), date(2027, 2, 28)),
        ("7 ngày", date(2026, 3, 3), date(2026, 2, 24)),
    ],
)
def test_months_are_those_of_the_calendar(keep: str, day: date, before: date) -> None:
    assert read_keep(keep).before(day) == before


@given(st.integers(1, 120), st.sampled_from(["days", "months"]), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_a_longer_time_never_ends_sooner(n: int, unit: str, day: date) -> None:
    keep = Keep(n, "days" if unit == "days" else "months")
    assert keep._replace(n=n + 1).before(day) < keep.before(day) < day
    assert keep.before(day) <= keep.before(date.fromordinal(day.toordinal() + 1))


@given(st.sampled_from(sorted(kinds())), st.integers(1, 99), st.sampled_from(["ngày", "tháng"]))
def test_what_is_said_is_within_its_bounds_or_refused(key: str, n: int, unit: str) -> None:
    kind = kinds()[key]
    meant: Kind | None
    try:
        meant, keep = read_change(f"{kind.words[0]} {n} {unit}")
    except UnreadableError as refused:
        meant, keep = refused.kind, kind.usual
    assert meant == kind
    assert kind.least.days <= keep.days <= kind.most.days


@pytest.mark.parametrize("said", ["", "tệp", "mưa 6 tháng", "6 tháng", "tệp 0 tháng", "tệp 6 tháng nữa", "tệp sáu"])
def test_what_is_unclear_is_refused(said: str) -> None:
    with pytest.raises(UnreadableError):
        read_change(said)


def test_what_people_agreed_to_may_only_become_shorter() -> None:
    assert kinds()["cases"].most == kinds()["cases"].usual
    assert keep_of("cases", {"cases": "6 tháng"}) == Keep(6, "months")
    for kind in kinds().values():
        assert kind.least.days <= kind.usual.days <= kind.most.days
        assert kind.basis

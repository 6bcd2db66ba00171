"""Which copies of the store are kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.copies import DAILY, WEEKLY, kept_copies

FRIDAY = date(2026, 11, 27)
EVERY_DAY = [FRIDAY - timedelta(days=back) for back in range(60)]


def test_the_last_seven_days_and_the_newest_of_the_last_four_weeks_are_kept() -> None:
    weeks = {FRIDAY, date(2026, 11, 22), date(2026, 11, 15), date(2026, 11, 8)}  # Sundays end their weeks
    assert kept_copies(EVERY_DAY, FRIDAY, 30) == {*EVERY_DAY[:7], *weeks}


def test_nothing_is_kept_longer_than_the_office_allows() -> None:
    assert kept_copies(EVERY_DAY, FRIDAY, 10) == {*EVERY_DAY[:7]}
    assert kept_copies([date(2026, 10, 1)], FRIDAY, 30) == set()


@given(st.sets(st.dates(date(2026, 1, 1), FRIDAY)), st.integers(1, 400))
def test_the_newest_always_stays_and_there_are_never_many(days: set[date], most: int) -> None:
    kept = kept_copies(days, FRIDAY, most)
    assert kept <= days
    assert len(kept) <= DAILY + WEEKLY
    fresh = [day for day in days if (FRIDAY - day).days <= most]
    assert not fresh or max(fresh) in kept

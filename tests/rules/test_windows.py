"""When somebody may be written to on a channel: table and properties."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.states import Hindrance
from bot.rules.windows import Passage, closes_at, level, passage, pieces, weightiest
from tests.talks import ZONE

HEARD = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)  # thứ Sáu
FREE, PAID = timedelta(hours=48), timedelta(days=7)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, "free"), (48, "free"), (48.1, "paid"), (168, "paid"), (168.1, "shut")],
)
def test_zalo_oa_is_free_for_two_days_and_costs_until_the_seventh(hours: float, expected: Passage) -> None:
    assert passage(FREE, PAID, HEARD, HEARD + timedelta(hours=hours)) == expected


def test_without_a_window_it_is_always_free_and_without_a_price_it_is_shut_at_once() -> None:
    year = HEARD + timedelta(days=365)
    assert passage(None, None, HEARD, year) == Passage.FREE
    assert passage(FREE, None, HEARD, HEARD + timedelta(hours=49)) == Passage.SHUT
    assert closes_at(None, None, HEARD, pays=True) is None


@given(
    free=st.timedeltas(timedelta(0), timedelta(days=9)),
    paid=st.none() | st.timedeltas(timedelta(0), timedelta(days=9)),
    after=st.timedeltas(timedelta(0), timedelta(days=20)),
    pays=st.booleans(),
)
def test_what_closes_is_open_until_then_and_not_after(
    free: timedelta, paid: timedelta | None, after: timedelta, pays: bool
) -> None:
    closing = closes_at(free, paid, HEARD, pays=pays)
    assert closing is not None
    open_ways = {Passage.FREE, Passage.PAID} if pays else {Passage.FREE}
    assert (passage(free, paid, HEARD, HEARD + after) in open_ways) == (HEARD + after <= closing)


@pytest.mark.parametrize(
    ("used", "most", "expected"),
    [(2399, 3000, 0), (2400, 3000, 80), (2849, 3000, 80), (2850, 3000, 95), (3000, 3000, 100), (9, 0, 0)],
)
def test_how_much_of_a_month_is_used_up(used: int, most: int, expected: int) -> None:
    assert level(used, most) == expected


def test_a_letter_is_counted_by_its_pieces_and_files() -> None:
    assert [pieces(0, 2000, 1), pieces(2000, 2000, 0), pieces(2001, 2000, 2)] == [2, 1, 4]


def test_what_passes_by_itself_is_said_before_what_only_the_person_can_end() -> None:
    assert weightiest([Hindrance.GONE, Hindrance.CLOSED, Hindrance.UNPAID]) == Hindrance.UNPAID
    assert weightiest([Hindrance.NONE]) == weightiest([]) == Hindrance.NOBODY

"""When somebody may be written to on a channel: table and properties."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.states import Hindrance
from bot.rules.windows import Passage, asking_moment, closes_at, level, passage, pieces, weightiest
from bot.rules.workdays import Calendar, Hours
from tests.talks import ZONE

HEARD = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)  # thứ Sáu
CALENDAR, HOURS = Calendar.vietnam(), Hours()
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


@pytest.mark.parametrize(
    ("heard", "days", "expected"),
    [
        (
            "2026-11-17 08:00",
            2,
            "2026-11-19 07:30",
        ),  # thứ Ba; 36 giờ sau là 20:00 thứ Tư, mở cửa sáng thứ Năm trước 8:00
        ("2026-11-17 22:00", 2, "2026-11-19 10:00"),  # đúng 36 giờ
        ("2026-11-20 09:00", 2, "2026-11-20 16:30"),  # thứ Sáu; hết hạn sáng Chủ nhật: cuối giờ làm thứ Sáu
        ("2026-11-20 16:00", 2, "2026-11-22 07:00"),  # hết giờ rồi: sáng Chủ nhật, không phải 4 giờ
        ("2026-11-17 09:00", 7, "2026-11-23 09:00"),  # ngày thứ sáu, thứ Hai
    ],
)
def test_the_question_comes_while_it_still_can_and_does_not_wake_anybody(heard: str, days: int, expected: str) -> None:
    said = datetime.fromisoformat(heard).replace(tzinfo=ZONE)
    moment = asking_moment(said, said + timedelta(days=days), HOURS, CALENDAR)
    assert f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" == expected


@given(hours=st.integers(0, 24 * 60), days=st.sampled_from([2, 7]))
def test_it_is_never_before_their_word_nor_after_the_end_nor_at_night(hours: int, days: int) -> None:
    said = HEARD + timedelta(hours=hours)
    moment = asking_moment(said, said + timedelta(days=days), HOURS, CALENDAR)
    assert said < moment <= said + timedelta(days=days)
    assert 7 <= moment.astimezone(ZONE).hour < 20 or moment == said + timedelta(days=days)

"""When a reminder that was put off comes again."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.snoozing import this_afternoon, tomorrow
from bot.rules.workdays import VIETNAM, Calendar, Hours

CALENDAR, HOURS = Calendar.vietnam(), Hours()
SLOT = time(7, 30)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (at(20, 7, 30), at(20, 13, 30)),  # thứ Sáu
        (at(20, 11, 45), at(20, 13, 30)),
        (at(20, 13, 30), at(20, 14, 30)),
        (at(20, 15, 59), at(20, 16, 59)),
        (at(20, 16, 0), None),
        (at(20, 18, 0), None),
        (at(21, 9, 0), None),  # thứ Bảy
        (at(24, 9, 0), None),  # Ngày Văn hóa Việt Nam
    ],
)
def test_this_afternoon(now: datetime, moment: datetime | None) -> None:
    assert this_afternoon(now, CALENDAR, HOURS) == moment


@pytest.mark.parametrize(
    ("now", "slot", "moment"),
    [
        (at(19, 9), SLOT, at(20, 7, 30)),  # thứ Năm
        (at(20, 9), SLOT, at(23, 7, 30)),  # thứ Sáu
        (at(23, 9), SLOT, at(25, 7, 30)),  # the 24th is a holiday
        (at(19, 9), time(8, 15), at(20, 8, 15)),
        (at(19, 9), time(12, 0), at(20, 13, 30)),
    ],
)
def test_tomorrow(now: datetime, slot: time, moment: datetime) -> None:
    assert tomorrow(now, CALENDAR, HOURS, slot) == moment


@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1), timezones=st.just(VIETNAM)), st.times())
def test_it_is_later_and_the_office_is_open_then(now: datetime, slot: time) -> None:
    moments = [this_afternoon(now, CALENDAR, HOURS), tomorrow(now, CALENDAR, HOURS, slot)]
    for moment in moments:
        assert moment is None or (moment > now and HOURS.is_open(CALENDAR, moment))

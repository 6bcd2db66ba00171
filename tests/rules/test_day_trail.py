"""The days off between two dates, by name."""

from datetime import date as on

import pytest

from bot.rules.day_trail import DayPassed, passed_over
from bot.rules.workdays import Calendar, DayOff

STORM = DayOff(on(2026, 11, 25), "off", "bão", "official", "Lịch riêng của cơ quan")
WORKED = DayOff(on(2026, 11, 28), "work", "Làm bù", "official", "Lịch riêng của cơ quan")
CALENDAR = Calendar.vietnam((STORM, WORKED))
CULTURE = DayPassed(on(2026, 11, 24), "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (on(2026, 11, 20), on(2026, 11, 20), []),  # Friday
        (
            on(2026, 11, 20),
            on(2026, 11, 23),
            [DayPassed(on(2026, 11, 21), "thứ Bảy", ""), DayPassed(on(2026, 11, 22), "Chủ nhật", "")],
        ),
        (on(2026, 11, 24), on(2026, 11, 25), [CULTURE, DayPassed(on(2026, 11, 25), "bão", "Lịch riêng của cơ quan")]),
        (on(2026, 11, 28), on(2026, 11, 29), [DayPassed(on(2026, 11, 29), "Chủ nhật", "")]),
        (on(2026, 11, 26), on(2026, 11, 25), []),
    ],
)
def test_each_day_off_has_its_name_and_source(first: on, last: on, found: list[DayPassed]) -> None:
    assert list(passed_over(CALENDAR, first, last)) == found

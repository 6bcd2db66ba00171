"""When the week's own report is asked for and when it goes out."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.reporting import week_of
from bot.rules.workdays import DAY, Calendar, DayOff, Hours

VIETNAM = Calendar.vietnam()
HOURS = Hours()


def saigon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("day", "monday", "asked", "sent"),
    [
        (date(2026, 3, 4), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 07:30"),  # Fri, Mon
        (date(2026, 3, 2), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 07:30"),
        (date(2026, 3, 8), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 07:30"),
        (date(2026, 1, 6), date(2026, 1, 5), "2026-01-10 14:00", "2026-01-12 07:30"),  # worked Saturday
        (date(2025, 12, 31), date(2025, 12, 29), "2025-12-31 14:00", "2026-01-05 07:30"),  # Wed, Mon
        (date(2024, 2, 6), date(2024, 2, 5), "2024-02-07 14:00", "2024-02-15 07:30"),  # Wed, Thu after Tết
        (date(2026, 2, 9), date(2026, 2, 9), "2026-02-13 14:00", "2026-02-23 07:30"),  # Fri, over Tết week
        (date(2026, 4, 24), date(2026, 4, 20), "2026-04-24 14:00", "2026-04-28 07:30"),  # Fri, Tue
    ],
)
def test_a_week_is_asked_for_on_its_last_worked_day_and_sent_on_the_first_after(
    day: date, monday: date, asked: str, sent: str
) -> None:
    week = week_of(day, VIETNAM)
    assert (week.monday, week.sunday) == (monday, monday + 6 * DAY)
    assert (week.ask_at, week.send_at) == (saigon(asked), saigon(sent))


def test_a_week_without_a_worked_day_has_no_report() -> None:
    tet = week_of(date(2026, 2, 18), VIETNAM)
    assert (tet.monday, tet.ask_at, tet.send_at) == (date(2026, 2, 16), None, None)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_report_is_asked_for_inside_its_week_and_sent_after_it(day: date) -> None:
    week = week_of(day, VIETNAM)
    assert week.monday <= day <= week.sunday
    if week.ask_at is None or week.send_at is None:
        assert not any(VIETNAM.is_workday(week.monday + n * DAY) for n in range(7))
        return
    asked, sent = HOURS.local(week.ask_at), HOURS.local(week.send_at)
    assert week.monday <= asked.date() <= week.sunday < sent.date()
    assert VIETNAM.is_workday(asked.date())
    assert VIETNAM.is_workday(sent.date())
    assert week.ask_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("spans", "asked", "sent"),
    [
        (((time(7, 30), time(11, 30)),), "2026-03-06 07:30", "2026-03-09 07:30"),  # mornings only
        (((time(13, 30), time(17, 0)),), "2026-03-06 14:00", "2026-03-09 13:30"),  # afternoons only
    ],
)
def test_on_a_half_day_nobody_is_asked_while_the_office_is_closed(
    spans: tuple[tuple[time, time], ...], asked: str, sent: str
) -> None:
    halves = [DayOff(day, "work", "họp", "official", "", spans) for day in (date(2026, 3, 6), date(2026, 3, 9))]
    week = week_of(date(2026, 3, 4), Calendar.vietnam(halves), HOURS)
    assert (week.ask_at, week.send_at) == (saigon(asked), saigon(sent))

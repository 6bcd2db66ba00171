"""When the week's own report is asked for and when it goes out."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.reporting import Rhythm, day_before_last, reminders, week_of
from bot.rules.workdays import DAY, Calendar, DayOff, Hours

VIETNAM = Calendar.vietnam()
HOURS = Hours()


def saigon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("day", "monday", "asked", "sent"),
    [
        (date(2026, 3, 4), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 08:00"),  # Fri, Mon
        (date(2026, 3, 2), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 08:00"),
        (date(2026, 3, 8), date(2026, 3, 2), "2026-03-06 14:00", "2026-03-09 08:00"),
        (date(2026, 1, 6), date(2026, 1, 5), "2026-01-10 14:00", "2026-01-12 08:00"),  # worked Saturday
        (date(2025, 12, 31), date(2025, 12, 29), "2025-12-31 14:00", "2026-01-05 08:00"),  # Wed, Mon
        (date(2024, 2, 6), date(2024, 2, 5), "2024-02-07 14:00", "2024-02-15 08:00"),  # Wed, Thu after Tết
        (date(2026, 2, 9), date(2026, 2, 9), "2026-02-13 14:00", "2026-02-23 08:00"),  # Fri, over Tết week
        (date(2026, 4, 24), date(2026, 4, 20), "2026-04-24 14:00", "2026-04-28 08:00"),  # Fri, Tue
    ],
)
def test_a_week_is_asked_for_on_its_last_worked_day_and_sent_on_the_first_after(
    day: date, monday: date, asked: str, sent: str
) -> None:
    week = week_of(day, VIETNAM)
    assert (week.first, week.last) == (monday, monday + 6 * DAY)
    assert (week.ask_at, week.send_at) == (saigon(asked), saigon(sent))


def test_a_week_without_a_worked_day_has_no_report() -> None:
    tet = week_of(date(2026, 2, 18), VIETNAM)
    assert (tet.first, tet.ask_at, tet.send_at) == (date(2026, 2, 16), None, None)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_report_is_asked_for_inside_its_week_and_sent_after_it(day: date) -> None:
    week = week_of(day, VIETNAM)
    assert week.first <= day <= week.last
    if week.ask_at is None or week.send_at is None:
        assert not any(VIETNAM.is_workday(week.first + n * DAY) for n in range(7))
        return
    asked, sent = HOURS.local(week.ask_at), HOURS.local(week.send_at)
    assert week.first <= asked.date() <= week.last < sent.date()
    assert VIETNAM.is_workday(asked.date())
    assert VIETNAM.is_workday(sent.date())
    assert week.ask_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("spans", "asked", "sent"),
    [
        (((time(7, 30), time(11, 30)),), "2026-03-06 07:30", "2026-03-09 08:00"),  # mornings only
        (((time(13, 30), time(17, 0)),), "2026-03-06 14:00", "2026-03-09 13:30"),  # afternoons only
    ],
)
def test_on_a_half_day_nobody_is_asked_while_the_office_is_closed(
    spans: tuple[tuple[time, time], ...], asked: str, sent: str
) -> None:
    halves = [DayOff(day, "work", "họp", "official", "", spans) for day in (date(2026, 3, 6), date(2026, 3, 9))]
    week = week_of(date(2026, 3, 4), Calendar.vietnam(halves), HOURS)
    assert (week.ask_at, week.send_at) == (saigon(asked), saigon(sent))


THURSDAY_TO_WEDNESDAY = Rhythm(last=2, ask_on=2, ask=time(8), send_on=2, send=time(16))
FRIDAYS = Rhythm(ask_on=4, ask=time(9), send_on=4, send=time(16))


@pytest.mark.parametrize(
    ("day", "rhythm", "first", "asked", "sent"),
    [
        (date(2026, 3, 4), THURSDAY_TO_WEDNESDAY, date(2026, 2, 26), "2026-03-04 08:00", "2026-03-04 16:00"),  # Wed
        (date(2026, 3, 5), THURSDAY_TO_WEDNESDAY, date(2026, 3, 5), "2026-03-11 08:00", "2026-03-11 16:00"),  # Thu
        (date(2027, 11, 24), THURSDAY_TO_WEDNESDAY, date(2027, 11, 18), "2027-11-23 08:00", "2027-11-23 16:00"),
        (date(2026, 3, 4), FRIDAYS, date(2026, 3, 2), "2026-03-06 09:00", "2026-03-06 16:00"),
        (date(2026, 4, 28), FRIDAYS, date(2026, 4, 27), "2026-04-29 09:00", "2026-04-29 16:00"),  # Thu, Fri off
        (date(2026, 4, 23), Rhythm(send_on=0), date(2026, 4, 20), "2026-04-24 14:00", "2026-04-28 08:00"),  # Mon off
    ],
)
def test_an_office_may_have_its_own_week_and_days(
    day: date, rhythm: Rhythm, first: date, asked: str, sent: str
) -> None:
    week = week_of(day, VIETNAM, HOURS, rhythm)
    assert (week.first, week.ask_at, week.send_at) == (first, saigon(asked), saigon(sent))


@pytest.mark.parametrize(
    ("rhythm", "wanted"),
    [
        (Rhythm(), ["2026-03-06 16:00", "2026-03-09 07:30"]),  # Fri afternoon, Mon before it is sent at 8
        (THURSDAY_TO_WEDNESDAY, ["2026-03-11 15:00"]),  # asked at 8, sent at 16
        (Rhythm(ask_on=1, send_on=2, send=time(10)), ["2026-03-03 16:00", "2026-03-04 07:30"]),  # Tue, Wed
        (Rhythm(ask=time(16, 45)), ["2026-03-09 07:30"]),  # asked too late in the day
        (Rhythm(send=time(7, 30)), ["2026-03-06 16:00"]),  # sent as the office opens
    ],
)
def test_who_is_silent_is_reminded_that_afternoon_and_the_next_morning(rhythm: Rhythm, wanted: list[str]) -> None:
    week = week_of(date(2026, 3, 6), VIETNAM, HOURS, rhythm)
    assert week.ask_at
    assert week.send_at
    assert list(reminders(week.ask_at, week.send_at, VIETNAM, HOURS)) == [saigon(text) for text in wanted]


RHYTHMS = st.builds(
    Rhythm,
    last=st.integers(0, 6),
    ask_on=st.none() | st.integers(0, 4),
    ask=st.sampled_from([time(8), time(14), time(16, 30)]),
    send_on=st.none() | st.integers(0, 4),
    send=st.sampled_from([time(7, 30), time(10), time(16)]),
)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), RHYTHMS)
def test_nobody_is_asked_or_reminded_while_the_office_is_closed(day: date, rhythm: Rhythm) -> None:
    week = week_of(day, VIETNAM, HOURS, rhythm)
    assert week.first <= day <= week.last
    assert week == week_of(week.first, VIETNAM, HOURS, rhythm) == week_of(week.last, VIETNAM, HOURS, rhythm)
    if week.ask_at is None or week.send_at is None:
        return
    found = reminders(week.ask_at, week.send_at, VIETNAM, HOURS)
    moments = [week.ask_at, *found, week.send_at]
    assert moments == sorted(set(moments))
    assert all(HOURS.is_open(VIETNAM, moment) for moment in moments)
    assert week.first <= HOURS.local(week.ask_at).date() <= week.last


def test_the_day_before_the_last_one_is_a_worked_day_of_the_same_week() -> None:
    assert day_before_last(week_of(date(2026, 3, 4), VIETNAM), VIETNAM) == date(2026, 3, 5)  # Thu
    assert day_before_last(week_of(date(2026, 4, 28), VIETNAM), VIETNAM) == date(2026, 4, 28)  # Mon, Thu, Fri off
    assert day_before_last(week_of(date(2026, 2, 18), VIETNAM), VIETNAM) is None  # Tết

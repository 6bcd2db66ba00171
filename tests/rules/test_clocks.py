"""How long a step of a citizen's feedback may take."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clocks import Term, Unit, due, lasts_until, pushed, recounted
from bot.rules.workdays import DAY, Calendar, DayOff, Hours

VIETNAM = Calendar.vietnam()
HOURS = Hours()
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


def saigon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("n", "unit", "received", "last_day", "weekday"),
    [
        (10, "days", "2026-03-04 09:00", date(2026, 3, 16), "Mon"),  # the 14th is a Saturday
        (10, "days", "2026-03-06 23:59", date(2026, 3, 16), "Mon"),
        (10, "days", "2026-03-07 00:00", date(2026, 3, 17), "Tue"),
        (10, "days", "2026-02-06 09:00", date(2026, 2, 23), "Mon"),  # 16/02 is Tết, Monday after it
        (10, "days", "2026-12-31 09:00", date(2027, 1, 11), "Mon"),  # the 10th is a Sunday
        (15, "days", "2025-12-26 09:00", date(2026, 1, 10), "Sat"),  # a worked Saturday
        (5, "workdays", "2026-03-04 09:00", date(2026, 3, 11), "Wed"),
        (5, "workdays", "2026-03-07 09:00", date(2026, 3, 13), "Fri"),  # received on a Saturday
        (5, "workdays", "2026-01-05 09:00", date(2026, 1, 10), "Sat"),  # the swapped Saturday counts
        (10, "workdays", "2026-02-10 09:00", date(2026, 3, 3), "Tue"),  # five days of Tết between
        (7, "workdays", "2026-08-27 09:00", date(2026, 9, 10), "Thu"),  # three days of Quốc khánh
        (1, "workdays", "2026-11-23 16:00", date(2026, 11, 25), "Wed"),  # 24/11 is off
    ],
)
def test_a_term_in_days_ends_with_a_worked_day(n: int, unit: Unit, received: str, last_day: date, weekday: str) -> None:
    limit = due(Term(n, unit), saigon(received), VIETNAM)
    assert f"{last_day:%a}" == weekday
    assert limit.day == last_day
    assert limit.moment == saigon(f"{last_day + DAY} 00:00")
    assert limit.moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("n", "received", "ends"),
    [
        (2, "2026-03-04 08:00", "2026-03-04 10:00"),  # Wednesday
        (4, "2026-03-04 07:30", "2026-03-04 11:30"),  # closing time, not the opening after it
        (4, "2026-03-04 10:00", "2026-03-04 16:00"),  # over lunch
        (8, "2026-03-04 07:30", "2026-03-05 08:00"),  # seven and a half hours a day
        (2, "2026-03-04 12:00", "2026-03-04 15:30"),  # received at lunch
        (2, "2026-03-06 19:00", "2026-03-09 09:30"),  # Friday evening to Monday
        (2, "2026-02-13 16:00", "2026-02-23 08:30"),  # the last hour before Tết
        (2, "2026-01-09 16:30", "2026-01-10 09:00"),  # Friday to the worked Saturday
        (24, "2026-03-02 07:30", "2026-03-05 09:00"),  # Monday to Thursday
    ],
)
def test_a_term_in_hours_runs_only_while_the_office_is_open(n: int, received: str, ends: str) -> None:
    limit = due(Term(n, "hours"), saigon(received), VIETNAM)
    assert limit.moment == saigon(ends)
    assert limit.day == saigon(ends).date()


def test_a_half_day_counts_only_its_open_hours() -> None:
    half = DayOff(date(2026, 3, 4), "work", "Nghỉ tránh bão", "official", "", ((time(7, 30), time(11, 30)),))
    limit = due(Term(4, "hours"), saigon("2026-03-04 10:30"), Calendar.vietnam([half]))
    assert limit.moment == saigon("2026-03-05 10:30")  # one hour on Wednesday, three on Thursday


def test_an_office_with_other_hours_has_other_ends() -> None:
    mornings = Hours(spans=((time(8, 0), time(11, 0)),))
    limit = due(Term(4, "hours"), saigon("2026-03-04 08:00"), VIETNAM, mornings)
    assert limit.moment == saigon("2026-03-05 09:00")


def test_a_closing_day_of_the_office_prolongs_the_term() -> None:
    storm = DayOff(date(2026, 3, 16), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    limit = due(Term(10, "days"), saigon("2026-03-04 09:00"), Calendar.vietnam([storm]))
    assert limit.day == date(2026, 3, 17)  # Tuesday instead of Monday


@pytest.mark.parametrize(
    ("unit", "received", "expected"),
    [
        ("days", "2026-11-20 09:00", False),
        ("days", "2026-12-28 09:00", True),
        ("workdays", "2027-05-10 09:00", True),
        ("hours", "2026-12-31 16:30", True),
        ("hours", "2026-12-30 08:00", False),
    ],
)
def test_a_term_that_touches_an_unannounced_year_says_so(unit: Unit, received: str, expected: bool) -> None:
    assert due(Term(8, unit), saigon(received), VIETNAM).expected == expected


@pytest.mark.parametrize("n", [0, -1])
def test_a_term_without_length_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="từ 1 trở lên"):
        Term(n, "days")


def test_a_receipt_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(Term(1, "days"), datetime(2026, 3, 4, 9, 0), VIETNAM)


@given(start=MOMENTS, n=st.integers(1, 60), unit=st.sampled_from(["days", "workdays", "hours"]))
def test_a_term_ends_later_than_it_starts_and_on_a_worked_day(start: datetime, n: int, unit: Unit) -> None:
    limit = due(Term(n, unit), start, VIETNAM)
    assert limit.moment > start
    assert VIETNAM.is_workday(limit.day)


@given(start=MOMENTS, n=st.integers(1, 60))
def test_worked_days_are_never_fewer_than_calendar_days_but_for_the_rolling(start: datetime, n: int) -> None:
    worked = due(Term(n, "workdays"), start, VIETNAM).day
    assert worked >= due(Term(n, "days"), start, VIETNAM).day


@given(start=MOMENTS, n=st.integers(1, 60))
def test_the_open_time_until_the_end_of_an_hours_term_is_its_length(start: datetime, n: int) -> None:
    end = due(Term(n, "hours"), start, VIETNAM).moment
    open_time, day = timedelta(), HOURS.local(start).date()
    while day <= HOURS.local(end).date():
        for opens, closes in HOURS.openings(VIETNAM, day):
            open_time += max(min(closes, end) - max(opens, start), timedelta())
        day += DAY
    assert open_time == timedelta(hours=n)


UNITS = st.sampled_from(["days", "workdays", "hours"])
STORM = [DayOff(date(2026, 3, day), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh") for day in (16, 17)]
STORMY = Calendar.vietnam(STORM)


@pytest.mark.parametrize(
    ("n", "unit", "start", "paused", "resumed", "ends"),
    [
        # Wednesday 04/3 plus ten days is Saturday the 14th, so Monday; stood still from Thursday to Tuesday: five days.
        (10, "days", "2026-03-04 09:00", "2026-03-05 10:00", "2026-03-10 08:00", "2026-03-24 00:00"),
        (10, "days", "2026-03-04 09:00", "2026-03-05 10:00", "2026-03-05 16:00", "2026-03-17 00:00"),
        (5, "workdays", "2026-03-04 09:00", "2026-03-05 10:00", "2026-03-10 08:00", "2026-03-17 00:00"),
        (5, "workdays", "2026-03-04 09:00", "2026-03-06 20:00", "2026-03-08 08:00", "2026-03-12 00:00"),  # a weekend
        (8, "hours", "2026-03-04 07:30", "2026-03-04 09:30", "2026-03-05 09:30", "2026-03-06 08:00"),
        (8, "hours", "2026-03-04 07:30", "2026-03-04 17:30", "2026-03-05 06:30", "2026-03-05 08:00"),  # in the night
    ],
)
def test_a_clock_that_stood_still_gets_its_time_back(
    n: int, unit: Unit, start: str, paused: str, resumed: str, ends: str
) -> None:
    term = Term(n, unit)
    limit = pushed(due(term, saigon(start), VIETNAM), term, saigon(paused), saigon(resumed), VIETNAM, HOURS)
    assert limit.moment == saigon(ends)


@given(start=MOMENTS, n=st.integers(1, 60), unit=UNITS, waits=st.lists(st.integers(0, 40 * 24 * 60), max_size=8))
def test_however_often_it_stands_still_a_clock_never_runs_backwards(
    start: datetime, n: int, unit: Unit, waits: list[int]
) -> None:
    """The waits are minutes, in turn running and standing still."""
    term = Term(n, unit)
    first = limit = due(term, start, VIETNAM)
    now = start
    for number, minutes in enumerate(waits):
        then = now + timedelta(minutes=minutes)
        if number % 2:
            later = pushed(limit, term, now, then, VIETNAM, HOURS)
            assert later.moment >= limit.moment
            assert later.day >= limit.day
            limit = later
        now = then
    assert limit.moment >= first.moment
    assert VIETNAM.is_workday(limit.day)


@given(start=MOMENTS, n=st.integers(1, 60), minutes=st.integers(0, 40 * 24 * 60), still=st.integers(0, 40 * 24 * 60))
def test_what_is_left_in_hours_is_the_same_after_a_pause(start: datetime, n: int, minutes: int, still: int) -> None:
    term = Term(n, "hours")
    limit = due(term, start, VIETNAM)
    paused = min(start + timedelta(minutes=minutes), limit.moment)
    resumed = paused + timedelta(minutes=still)
    later = pushed(limit, term, paused, resumed, VIETNAM, HOURS)
    assert open_between(resumed, later.moment) == open_between(paused, limit.moment)


def open_between(start: datetime, end: datetime) -> timedelta:
    total, day = timedelta(), HOURS.local(start).date()
    while day <= HOURS.local(end).date():
        for opens, closes in HOURS.openings(VIETNAM, day):
            total += max(min(closes, end) - max(opens, start), timedelta())
        day += DAY
    return total


@pytest.mark.parametrize(
    ("n", "unit", "start", "ends"),
    [
        (10, "days", "2026-03-04 09:00", "2026-03-19 00:00"),  # Monday and Tuesday are off now
        (5, "workdays", "2026-03-12 09:00", "2026-03-24 00:00"),
        (8, "hours", "2026-03-13 14:30", "2026-03-18 15:00"),
        (5, "workdays", "2026-03-02 09:00", "2026-03-10 00:00"),  # over before the storm
    ],
)
def test_closing_days_prolong_what_they_touch(n: int, unit: Unit, start: str, ends: str) -> None:
    term = Term(n, unit)
    limit = due(term, saigon(start), VIETNAM)
    assert recounted(limit, term, saigon(start), VIETNAM, STORMY, HOURS).moment == saigon(ends)


def test_a_term_that_was_prolonged_moves_only_off_a_closing_day() -> None:
    term, start = Term(3, "workdays"), saigon("2026-03-04 09:00")
    granted = lasts_until(term, date(2026, 3, 16), VIETNAM, HOURS)
    assert recounted(granted, term, start, VIETNAM, STORMY, HOURS).day == date(2026, 3, 18)
    granted = lasts_until(term, date(2026, 3, 20), VIETNAM, HOURS)
    assert recounted(granted, term, start, VIETNAM, STORMY, HOURS) == granted


CLOSED = st.lists(st.integers(0, 60), unique=True, max_size=20)


@given(start=st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 30), timezones=st.just(UTC)), n=st.integers(1, 30),
       unit=UNITS, before=CLOSED, after=CLOSED, still=st.integers(0, 10 * 24 * 60))  # fmt: skip
def test_whatever_the_office_closes_or_opens_a_promise_never_runs_backwards(
    start: datetime, n: int, unit: Unit, before: list[int], after: list[int], still: int
) -> None:
    old, new = (
        Calendar.vietnam([DayOff(date(2026, 3, 1) + one * DAY, "off", "Nghỉ", "official", "") for one in days])
        for days in (before, after)
    )
    term = Term(n, unit)
    limit = pushed(due(term, start, old), term, start, start + timedelta(minutes=still), old, HOURS)
    later = recounted(limit, term, start, old, new, HOURS)
    assert later.moment >= limit.moment
    assert later.day >= limit.day


@given(start=MOMENTS, n=st.integers(1, 60), unit=UNITS, days=st.integers(0, 90))
def test_more_time_lasts_to_the_end_of_the_day_that_was_granted(start: datetime, n: int, unit: Unit, days: int) -> None:
    term = Term(n, unit)
    limit = due(term, start, VIETNAM)
    granted = lasts_until(term, VIETNAM.next_workday(limit.day + days * DAY), VIETNAM, HOURS)
    assert granted.moment >= limit.moment
    assert HOURS.local(granted.moment - timedelta(microseconds=1)).date() == granted.day

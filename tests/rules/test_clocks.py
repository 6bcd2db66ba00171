"""How long a step of a citizen's feedback may take."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clocks import (
    CATEGORY_HOURS,
    DEFAULT_ANSWER,
    PROFILES,
    Step,
    Term,
    Unit,
    category_profile,
    due,
)
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


@pytest.mark.parametrize(
    ("name", "step", "term", "source"),
    [
        ("narrow", "transfer", Term(5, "workdays"), "20/2008"),
        ("broad", "inform", Term(10, "workdays"), "Điều 28 Luật Tiếp công dân"),
        ("broad", "publish", Term(5, "workdays"), "Luật 10/2022"),
        ("local10", "answer", Term(10, "days"), "Quy định của cơ quan"),
        ("seven", "answer", Term(7, "workdays"), "Quy định của cơ quan"),
    ],
)
def test_a_profile_names_its_terms_and_its_source(name: str, step: Step, term: Term, source: str) -> None:
    assert PROFILES[name].steps[step] == term
    assert source in PROFILES[name].source


def test_no_national_profile_sets_the_days_to_answer() -> None:
    assert {name for name, profile in PROFILES.items() if "answer" in profile.steps} == {"local10", "seven"}
    assert DEFAULT_ANSWER == "local10"


def test_a_category_has_its_hours_to_receive_and_to_answer() -> None:
    lamp = category_profile("chieu-sang-dien")
    assert lamp is not None
    assert lamp.steps == {"receive": Term(2, "hours"), "handle": Term(24, "hours")}


def test_a_category_is_received_sooner_than_answered() -> None:
    assert all(receive < answer for receive, answer in CATEGORY_HOURS.values())


def test_a_category_without_a_preset_has_no_profile() -> None:
    assert category_profile("quy-dinh-hc") is None


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

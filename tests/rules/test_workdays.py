"""Worked days of 2024 to 2027 and the hours of an office."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.workdays import DAY, WEEKDAYS, Calendar, DayOff, Hours, packaged_days, read_day

VIETNAM = Calendar.vietnam()
HOURS = Hours()
DAYS = st.dates(date(2023, 6, 1), date(2029, 12, 31))
STEPS = st.integers(-300, 300)


def saigon(text: str) -> datetime:
    """A moment written on the office's clock."""
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("day", "weekday", "why"),
    [
        (date(2024, 2, 8), "thứ Năm", "Tết Nguyên đán"),
        (date(2024, 2, 10), "thứ Bảy", "Tết Nguyên đán"),
        (date(2024, 2, 15), "thứ Năm", None),
        (date(2024, 4, 29), "thứ Hai", "Hoán đổi dịp 30/4"),
        (date(2024, 5, 4), "thứ Bảy", None),
        (date(2024, 12, 15), "Chủ nhật", "Chủ nhật"),
        (date(2025, 4, 26), "thứ Bảy", None),
        (date(2025, 5, 2), "thứ Sáu", "Hoán đổi dịp 30/4 và 1/5"),
        (date(2026, 1, 2), "thứ Sáu", "Hoán đổi dịp Tết Dương lịch"),
        (date(2026, 1, 3), "thứ Bảy", "thứ Bảy"),
        (date(2026, 1, 10), "thứ Bảy", None),
        (date(2026, 4, 27), "thứ Hai", "Nghỉ bù Giỗ Tổ Hùng Vương"),
        (date(2026, 8, 22), "thứ Bảy", None),
        (date(2026, 8, 31), "thứ Hai", "Hoán đổi dịp Quốc khánh"),
        (date(2026, 11, 23), "thứ Hai", None),
        (date(2026, 11, 24), "thứ Ba", "Ngày Văn hóa Việt Nam"),
        (date(2027, 5, 3), "thứ Hai", "Nghỉ bù Quốc tế Lao động 1/5"),
        (date(2030, 9, 2), "thứ Hai", None),
    ],
)
def test_a_day_off_says_why(day: date, weekday: str, why: str | None) -> None:
    assert WEEKDAYS[day.weekday()] == weekday
    assert VIETNAM.why_off(day) == why
    assert VIETNAM.is_workday(day) == (why is None)


@pytest.mark.parametrize(("year", "worked"), [(2024, 251), (2025, 250), (2026, 249), (2027, 249)])
def test_a_year_has_its_number_of_worked_days(year: int, worked: int) -> None:
    assert VIETNAM.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == worked


def test_the_holidays_library_differs_only_on_the_swap_of_january_2026() -> None:
    library = holidays.country_holidays("VN", years=range(2024, 2028))
    every_day = (date(2024, 1, 1) + n * DAY for n in range(4 * 365 + 1))
    differing = {day for day in every_day if library.is_working_day(day) != VIETNAM.is_workday(day)}
    assert differing == {date(2026, 1, 2), date(2026, 1, 10)}


def test_the_guessed_days_are_tet_and_the_second_day_of_september_2027() -> None:
    guessed = {line.day for line in packaged_days() if line.state == "expected"}
    assert guessed == {*(date(2027, 2, n) for n in range(4, 11)), date(2027, 9, 3)}


def test_every_packaged_line_is_new_in_order_and_named_with_its_source() -> None:
    days = [line.day for line in packaged_days()]
    assert days == sorted(set(days))
    assert all(line.name and line.source for line in packaged_days())


def test_only_weekend_days_are_worked_instead_of_others() -> None:
    swapped = [line.day for line in packaged_days() if line.kind == "work"]
    assert swapped
    assert all(day.weekday() >= 5 for day in swapped)


@pytest.mark.parametrize("today", [date(2024, 1, 1), date(2026, 1, 1), date(2026, 12, 31)])
def test_this_year_and_the_next_are_in_the_packaged_calendar(today: date) -> None:
    assert VIETNAM.missing_years(today) == ()


def test_the_packaged_calendar_knows_2026_and_2027() -> None:
    assert {2026, 2027} <= VIETNAM.years()


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2027, 1, 1), (2028,)), (date(2028, 2, 29), (2028, 2029)), (date(2023, 7, 1), (2023,))],
)
def test_a_year_that_nobody_entered_is_missed_a_year_ahead(today: date, missing: tuple[int, ...]) -> None:
    assert VIETNAM.missing_years(today) == missing


def test_a_lone_closing_day_does_not_make_its_year_known() -> None:
    storm = DayOff(date(2028, 10, 3), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    calendar = Calendar.vietnam([storm])
    assert calendar.why_off(date(2028, 10, 3)) == "Nghỉ tránh bão"
    assert 2028 not in calendar.years()
    assert calendar.is_expected(date(2028, 10, 3))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 12, 31), None, False),
        (date(2027, 1, 4), None, True),
        (date(2027, 11, 24), None, True),
        (date(2026, 12, 28), date(2027, 1, 4), True),
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2024, 1, 1), date(2028, 1, 1), True),
        (date(2028, 6, 1), None, True),
        (date(2023, 6, 1), None, True),
    ],
)
def test_days_off_of_an_unannounced_year_are_only_expected(first: date, last: date | None, expected: bool) -> None:
    assert VIETNAM.is_expected(first, last) == expected


def test_an_office_wins_over_the_packaged_file_and_makes_a_guess_official() -> None:
    notice = [
        DayOff(line.day, "work" if line.day == date(2027, 2, 4) else "off", line.name, "official", "Thông báo")
        for line in packaged_days()
        if line.state == "expected"
    ]
    calendar = Calendar.vietnam([*notice, DayOff(date(2027, 2, 11), "off", "Tết", "official", "Thông báo")])
    assert calendar.is_workday(date(2027, 2, 4))
    assert calendar.why_off(date(2027, 2, 11)) == "Tết"
    assert not calendar.is_expected(date(2027, 2, 4))


def test_an_office_may_work_on_a_saturday() -> None:
    saturday = date(2026, 3, 7)
    calendar = Calendar.vietnam([DayOff(saturday, "work", "Trực một cửa", "official", "Lịch của xã")])
    assert not VIETNAM.is_workday(saturday)
    assert calendar.is_workday(saturday)


@pytest.mark.parametrize(
    ("day", "following", "preceding"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), date(2026, 3, 4)),  # a worked Wednesday stays
        (date(2026, 2, 16), date(2026, 2, 23), date(2026, 2, 13)),  # Tết: Monday after, Friday before
        (date(2026, 8, 30), date(2026, 9, 3), date(2026, 8, 28)),  # Sunday: Thursday after, Friday before
        (date(2026, 1, 11), date(2026, 1, 12), date(2026, 1, 10)),  # Sunday after a worked Saturday
        (date(2024, 2, 10), date(2024, 2, 15), date(2024, 2, 7)),  # mùng 1: Thursday after, Wednesday before
    ],
)
def test_a_day_off_has_a_worked_day_before_and_after(day: date, following: date, preceding: date) -> None:
    assert VIETNAM.next_workday(day) == following
    assert VIETNAM.previous_workday(day) == preceding


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2026, 2, 12), 1, date(2026, 2, 13)),  # Thursday to Friday
        (date(2026, 2, 12), 2, date(2026, 2, 23)),  # over Tết to Monday
        (date(2026, 1, 9), 1, date(2026, 1, 10)),  # Friday to the worked Saturday
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # Friday to the worked Saturday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # Saturday to Monday
        (date(2026, 3, 7), -1, date(2026, 3, 6)),  # Saturday back to Friday
        (date(2026, 9, 3), -1, date(2026, 8, 28)),  # Thursday back over Quốc khánh to Friday
        (date(2026, 11, 20), 2, date(2026, 11, 25)),  # Friday, over Tuesday 24/11, to Wednesday
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_worked_days_are_counted_from_the_day_after(day: date, count: int, end: date) -> None:
    assert VIETNAM.add_workdays(day, count) == end
    assert VIETNAM.workdays_between(day, end) == count


@given(day=DAYS, count=STEPS)
def test_counting_undoes_adding(day: date, count: int) -> None:
    assert VIETNAM.workdays_between(day, VIETNAM.add_workdays(day, count)) == count


@given(day=DAYS, count=STEPS)
def test_going_there_and_back_ends_where_it_began_on_worked_days(day: date, count: int) -> None:
    start = VIETNAM.next_workday(day)
    assert VIETNAM.add_workdays(VIETNAM.add_workdays(start, count), -count) == start


@given(day=DAYS, later=st.integers(0, 40), count=STEPS)
def test_a_later_start_or_a_longer_way_never_ends_earlier(day: date, later: int, count: int) -> None:
    end = VIETNAM.add_workdays(day, count)
    assert VIETNAM.add_workdays(day + later * DAY, count) >= end
    assert VIETNAM.add_workdays(day, count + 1) > end


@given(day=DAYS, count=STEPS.filter(bool))
def test_added_worked_days_end_on_a_worked_day(day: date, count: int) -> None:
    assert VIETNAM.is_workday(VIETNAM.add_workdays(day, count))


@pytest.mark.parametrize(
    "row",
    [
        {"day": "2026-02-30", "kind": "off", "name": "a", "state": "official", "source": "b"},
        {"day": "2026-02-03", "kind": "half", "name": "a", "state": "official", "source": "b"},
        {"day": "2026-02-03", "kind": "off", "name": "a", "state": "maybe", "source": "b"},
        {"day": "2026-02-03", "kind": "off", "name": "a", "state": "official"},
    ],
)
def test_a_calendar_line_out_of_form_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Dòng lịch không đọc được"):
        read_day(row)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-03-04 07:29", False, "2026-03-04 07:30"),  # Wednesday
        ("2026-03-04 07:30", True, "2026-03-04 07:30"),
        ("2026-03-04 11:30", False, "2026-03-04 13:30"),
        ("2026-03-04 16:59", True, "2026-03-04 16:59"),
        ("2026-03-04 17:00", False, "2026-03-05 07:30"),
        ("2026-03-06 20:00", False, "2026-03-09 07:30"),  # Friday evening to Monday
        ("2026-01-10 08:00", True, "2026-01-10 08:00"),  # worked Saturday
        ("2026-02-14 09:00", False, "2026-02-23 07:30"),  # Saturday before Tết to Monday after
    ],
)
def test_the_office_opens_on_worked_days_in_its_hours(moment: str, is_open: bool, opens: str) -> None:
    assert HOURS.is_open(VIETNAM, saigon(moment)) == is_open
    assert HOURS.next_open(VIETNAM, saigon(moment)) == saigon(opens)


def test_a_clock_time_becomes_a_utc_moment() -> None:
    moment = HOURS.at(date(2026, 3, 4), "07:30")
    assert moment == datetime(2026, 3, 4, 0, 30, tzinfo=UTC)
    assert moment.tzinfo is UTC
    assert HOURS.at(date(2026, 3, 4), time(6, 0)).date() == date(2026, 3, 3)


def test_the_office_day_begins_at_local_midnight() -> None:
    assert HOURS.local(datetime(2026, 3, 3, 17, 0, tzinfo=UTC)).date() == date(2026, 3, 4)


def test_an_office_sets_its_own_hours() -> None:
    mornings = Hours(spans=((time(8, 0), time(11, 0)),))
    assert mornings.next_open(VIETNAM, saigon("2026-03-04 11:00")) == saigon("2026-03-05 08:00")


@pytest.mark.parametrize(
    "spans",
    [(), ((time(11, 30), time(7, 30)),), ((time(7, 30), time(12, 0)), (time(11, 0), time(17, 0)))],
)
def test_hours_that_overlap_or_run_backwards_are_refused(spans: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="các mốc giờ tăng dần"):
        Hours(spans=spans)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        HOURS.next_open(VIETNAM, datetime(2026, 3, 4, 8, 0))


@given(st.datetimes(datetime(2023, 6, 1), datetime(2029, 12, 31), timezones=st.just(UTC)))
def test_the_next_opening_is_open_and_not_in_the_past(moment: datetime) -> None:
    opens = HOURS.next_open(VIETNAM, moment)
    assert opens >= moment
    assert HOURS.is_open(VIETNAM, opens)
    assert opens - moment < timedelta(days=12)

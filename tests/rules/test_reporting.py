"""Which days a report covers, when it is asked for and when it goes out."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.reporting import WINDOWS, Months, week_of, window
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
    ("rule", "year", "n", "start", "end", "send_on"),
    [
        ("quarter", 2026, 1, date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 10)),  # Friday
        ("quarter", 2026, 3, date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 9)),  # 10/10 is a Saturday
        ("quarter", 2026, 4, date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 8)),  # 10/01 is a Sunday
        ("half-year", 2026, 2, date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 8)),
        ("year", 2024, 1, date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 15)),  # Wednesday
        ("month-14", 2026, 1, date(2025, 12, 15), date(2026, 1, 14), date(2026, 1, 16)),  # Wed, Fri
        ("month-14", 2026, 2, date(2026, 1, 15), date(2026, 2, 14), date(2026, 2, 24)),  # Tue after Tết
        ("month-14", 2026, 12, date(2026, 11, 15), date(2026, 12, 14), date(2026, 12, 16)),  # Mon, Wed
        ("quarter-14", 2026, 1, date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 20)),  # Friday
        (
            "quarter-14",
            2026,
            2,
            date(2026, 3, 15),
            date(2026, 6, 14),
            date(2026, 6, 19),
        ),  # 20/6 is a Saturday
        ("quarter-14", 2026, 3, date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 18)),  # 20/9 is a Sunday
        ("half-year-14", 2026, 1, date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 19)),
        ("nine-months-14", 2026, 1, date(2025, 12, 15), date(2026, 9, 14), date(2026, 9, 18)),
        ("year-14", 2026, 1, date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 18)),  # 20/12 is a Sunday
        ("week-thursday", 2026, 10, date(2026, 2, 26), date(2026, 3, 4), date(2026, 3, 4)),  # Thu to Wed
        ("week-thursday", 2026, 1, date(2025, 12, 25), date(2025, 12, 31), date(2025, 12, 31)),
        ("week-thursday", 2026, 36, date(2026, 8, 27), date(2026, 9, 2), date(2026, 8, 28)),  # Quốc khánh
    ],
)
def test_a_period_by_its_rule(rule: str, year: int, n: int, start: date, end: date, send_on: date) -> None:
    period = window(WINDOWS[rule], year, n, VIETNAM)
    assert (period.start, period.end, period.send_on) == (start, end, send_on)


@pytest.mark.parametrize(
    ("rule", "n"),
    [
        ("quarter", 0),
        ("quarter", 5),
        ("nine-months-14", 2),
        ("year", 2),
        ("month-14", 13),
        ("week-thursday", 54),
    ],
)
def test_a_year_has_only_its_periods(rule: str, n: int) -> None:
    with pytest.raises(ValueError, match=r"kỳ báo cáo|week"):
        window(WINDOWS[rule], 2026, n, VIETNAM)


def test_a_send_day_that_becomes_a_day_off_moves_to_the_worked_day_before() -> None:
    storm = DayOff(date(2026, 3, 20), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    period = window(WINDOWS["quarter-14"], 2026, 1, Calendar.vietnam([storm]))
    assert period.send_on == date(2026, 3, 19)  # Thursday


@pytest.mark.parametrize("name", [name for name, rule in WINDOWS.items() if isinstance(rule, Months)])
def test_periods_of_a_rule_follow_each_other_without_a_gap(name: str) -> None:
    rule = WINDOWS[name]
    assert isinstance(rule, Months)
    periods = [window(rule, year, n, VIETNAM) for year in (2025, 2026, 2027) for n in range(1, 12 // rule.months + 1)]
    gaps = {later.start - earlier.end for earlier, later in pairwise(periods)}
    # Nine months are counted anew each year: the last quarter belongs to the report of the year.
    assert gaps == ({timedelta(days=92)} if name == "nine-months-14" else {DAY})


@given(name=st.sampled_from(sorted(WINDOWS)), year=st.integers(2024, 2028))
def test_every_report_goes_out_on_a_worked_day(name: str, year: int) -> None:
    period = window(WINDOWS[name], year, 1, VIETNAM)
    assert period.start < period.end
    assert VIETNAM.is_workday(period.send_on)


def test_every_rule_names_its_source() -> None:
    assert all(rule.source for rule in WINDOWS.values())


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

"""From a schedule to its due days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.occurrences import Due, dues
from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Every,
    External,
    From,
    Milestone,
    Milestones,
    Nothing,
    Ongoing,
    Relative,
    Schedule,
    Unit,
    Within,
)
from bot.rules.workdays import DAY, Calendar, DayOff

VIETNAM = Calendar.vietnam()
ALWAYS = (date(2020, 1, 1), date(2031, 12, 31))


def made(
    schedule: Schedule,
    year: int = 2026,
    since: date = ALWAYS[0],
    until: date = ALWAYS[1],
    calendar: Calendar = VIETNAM,
) -> tuple[Due, ...]:
    return dues(schedule, year=year, since=since, until=until, calendar=calendar)


def written(schedule: Schedule, year: int = 2026) -> list[str]:
    """Each due as its key and its last day with the weekday."""
    return [f"{due.key}: {due.last:%a %d/%m/%Y}" for due in made(schedule, year)]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("schedule", "first", "last", "printed", "label"),
    [
        (By(day("2024-02-05")), "2024-02-05", "Mon 05/02/2024", "2024-02-05", "05/02/2024"),
        (By(day("2024-03-30"), "before"), "2024-03-29", "Fri 29/03/2024", "2024-03-29", "29/03/2024"),
        (By(day("2024-02-10")), "2024-02-07", "Wed 07/02/2024", "2024-02-10", "10/02/2024"),  # mùng 1
        (By(day("2024-12-15")), "2024-12-13", "Fri 13/12/2024", "2024-12-15", "15/12/2024"),  # a Sunday
        (By(day("2026-09-03"), "before"), "2026-08-28", "Fri 28/08/2026", "2026-09-02", "02/09/2026"),
        (By(day("2026-01-12"), "before"), "2026-01-10", "Sat 10/01/2026", "2026-01-11", "11/01/2026"),
        (
            Within(day("2024-01-01"), day("2024-03-31")),
            "2024-01-01",
            "Fri 29/03/2024",
            "2024-03-31",
            "Quý I/2024",
        ),
        (
            Within(day("2026-04-01"), day("2026-04-30")),
            "2026-04-01",
            "Wed 29/04/2026",
            "2026-04-30",
            "Tháng 4/2026",
        ),
        (
            Within(day("2026-07-01"), day("2026-12-31")),
            "2026-07-01",
            "Thu 31/12/2026",
            "2026-12-31",
            "6 tháng cuối năm 2026",
        ),
        (
            Within(day("2026-01-01"), day("2026-12-31")),
            "2026-01-01",
            "Thu 31/12/2026",
            "2026-12-31",
            "Năm 2026",
        ),
        (
            Within(day("2025-10-01"), day("2025-11-30")),
            "2025-10-01",
            "Fri 28/11/2025",
            "2025-11-30",
            "01/10/2025 – 30/11/2025",
        ),
        (
            Within(day("2026-02-16"), day("2026-02-20")),  # all of it Tết
            "2026-02-13",
            "Fri 13/02/2026",
            "2026-02-20",
            "16/02/2026 – 20/02/2026",
        ),
    ],
)
def test_a_fixed_deadline_is_due_on_the_last_worked_day_it_permits(
    schedule: Schedule, first: str, last: str, printed: str, label: str
) -> None:
    (due,) = made(schedule)
    assert (due.first, due.printed, due.key) == (day(first), day(printed), printed)
    assert f"{due.last:%a %d/%m/%Y}" == last
    assert (due.kind, due.label) == ("due", label)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (
            Dates((3, 6, 9, 12), 2024),
            [
                "2024-03: Fri 29/03/2024",
                "2024-06: Fri 28/06/2024",
                "2024-09: Mon 30/09/2024",
                "2024-12: Tue 31/12/2024",
            ],
        ),
        (
            Every("quarter"),
            [
                "2026-Q1: Tue 31/03/2026",
                "2026-Q2: Tue 30/06/2026",
                "2026-Q3: Wed 30/09/2026",
                "2026-Q4: Thu 31/12/2026",
            ],
        ),
        (
            Every("quarter", anchor="quarter-last-month", day=20, edge="before"),
            [
                "2026-03-19: Thu 19/03/2026",
                "2026-06-19: Fri 19/06/2026",
                "2026-09-19: Fri 18/09/2026",
                "2026-12-19: Fri 18/12/2026",
            ],
        ),
        (Every("half-year"), ["2026-H1: Tue 30/06/2026", "2026-H2: Thu 31/12/2026"]),
        (Every("half-year", anchor="year-end"), ["2026-H1: Tue 30/06/2026", "2026-H2: Thu 31/12/2026"]),
        (Every("year", times=2), ["2026.1/2: Tue 30/06/2026", "2026.2/2: Thu 31/12/2026"]),
        (
            Every("year", times=5),
            [
                "2026.1/5: Tue 31/03/2026",
                "2026.2/5: Fri 29/05/2026",
                "2026.3/5: Fri 28/08/2026",
                "2026.4/5: Fri 30/10/2026",
                "2026.5/5: Thu 31/12/2026",
            ],
        ),
        (Every("year", times=2, day=15), ["2026-06-15: Mon 15/06/2026", "2026-12-15: Tue 15/12/2026"]),
        (Every("year"), ["2026: Thu 31/12/2026"]),
        (Every("year", anchor="year-end"), ["2026: Thu 31/12/2026"]),
        (Every("year", day=15, month=11, edge="before"), ["2026-11-14: Fri 13/11/2026"]),
        (Every("year", anchor="year-start"), ["2026-01-31: Fri 30/01/2026"]),
        (Every("year", anchor="mid-year"), ["2026-06-30: Tue 30/06/2026"]),
        (
            AnyOf((Every("year", anchor="mid-year"), Every("year", anchor="year-end"))),
            ["2026-06-30: Tue 30/06/2026", "2026: Thu 31/12/2026"],
        ),
        (Every("year", month=11), ["2026-11-30: Mon 30/11/2026"]),
        (Every("year", month=11, edge="before"), ["2026-10-31: Fri 30/10/2026"]),
        (Every("year", day=1, month=1, edge="before"), ["2025-12-31: Wed 31/12/2025"]),
        (
            Every("year", times=2, anchor="15/6 và 15/12"),
            ["2026-06-15: Mon 15/06/2026", "2026-12-15: Tue 15/12/2026"],
        ),
        (
            Every("year", times=2, anchor="ngày 10 tháng 5, ngày 10 tháng 10", edge="before"),
            ["2026-05-09: Fri 08/05/2026", "2026-10-09: Fri 09/10/2026"],
        ),
        (
            Every("month", start=day("2026-01-01"), until=day("2026-04-30")),
            [
                "2026-01: Fri 30/01/2026",
                "2026-02: Fri 27/02/2026",
                "2026-03: Tue 31/03/2026",
                "2026-04: Wed 29/04/2026",
            ],
        ),
        (
            Every("month", day=31, start=day("2026-02-01"), until=day("2026-03-31")),
            ["2026-02: Fri 27/02/2026", "2026-03: Tue 31/03/2026"],
        ),
        (
            Every("month", anchor="next-month", day=5, start=day("2026-11-01")),
            ["2026-12-05: Fri 04/12/2026", "2027-01-05: Tue 05/01/2027"],
        ),
        (
            Every("month", weekday=4, start=day("2026-04-01"), until=day("2026-05-31")),
            ["2026-04-24: Fri 24/04/2026", "2026-05-29: Fri 29/05/2026"],
        ),
        (
            Every("month", times=2, start=day("2026-03-01"), until=day("2026-03-31")),
            ["2026-03.1/2: Mon 16/03/2026", "2026-03.2/2: Tue 31/03/2026"],
        ),
        (Every("quarter", start=day("2027-07-01")), ["2027-Q3: Thu 30/09/2027", "2027-Q4: Fri 31/12/2027"]),
        (
            Every("quarter", start=day("2026-10-01"), until=day("2027-03-31")),
            ["2026-Q4: Thu 31/12/2026", "2027-Q1: Wed 31/03/2027"],
        ),
    ],
)
def test_a_rhythm_of_months_is_due_at_the_end_of_each_part(schedule: Schedule, expected: list[str]) -> None:
    assert written(schedule) == expected


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (  # Friday; Thursday before a free Friday; nothing in the week of Tết
            Every("week", start=day("2026-01-26"), until=day("2026-03-01")),
            [
                "2026-W05: Fri 30/01/2026",
                "2026-W06: Fri 06/02/2026",
                "2026-W07: Fri 13/02/2026",
                "2026-W09: Fri 27/02/2026",
            ],
        ),
        (  # the week of Tết 2024 ends on a Wednesday, the next begins on a Thursday
            Every("week", start=day("2024-02-05"), until=day("2024-02-18")),
            ["2024-W06: Wed 07/02/2024", "2024-W07: Fri 16/02/2024"],
        ),
        (  # Monday 27/4 is off
            Every("week", weekday=0, start=day("2026-04-20"), until=day("2026-05-10")),
            ["2026-04-20: Mon 20/04/2026", "2026-04-27: Fri 24/04/2026", "2026-05-04: Mon 04/05/2026"],
        ),
        (
            Every("week", times=2, start=day("2026-03-02"), until=day("2026-03-08")),
            ["2026-W10.1/2: Wed 04/03/2026", "2026-W10.2/2: Fri 06/03/2026"],
        ),
        (
            Every("day", start=day("2026-04-24"), until=day("2026-04-28")),
            ["2026-04-24: Fri 24/04/2026", "2026-04-28: Tue 28/04/2026"],
        ),
        (
            Every("day", start=day("2026-01-09"), until=day("2026-01-11")),
            ["2026-01-09: Fri 09/01/2026", "2026-01-10: Sat 10/01/2026"],
        ),
    ],
)
def test_a_rhythm_of_weeks_or_days_leaves_out_what_is_wholly_off(schedule: Schedule, expected: list[str]) -> None:
    assert written(schedule) == expected


def test_weeks_of_a_plan_are_the_weeks_of_its_year_once_each() -> None:
    keys = [due.key for year in (2025, 2026) for due in made(Every("week"), year)]
    assert (keys[0], keys[-1]) == ("2025-W01", "2026-W52")
    assert len(keys) == len(set(keys)) == 52 + 52 - 2  # the weeks of Tết 2025 and 2026 are off


def test_a_monthly_report_names_its_month_and_runs_from_its_first_day() -> None:
    january = made(Every("month", anchor="next-month", day=5))[0]
    assert (january.label, january.first, january.printed) == (
        "Tháng 1/2026",
        day("2026-01-01"),
        day("2026-02-05"),
    )


def test_each_time_of_several_is_numbered() -> None:
    assert [due.label for due in made(Every("year", times=2))] == ["Lần 1 – Năm 2026", "Lần 2 – Năm 2026"]


def test_ongoing_work_has_a_check_in_on_the_last_worked_day_of_each_quarter() -> None:
    found = made(Ongoing())
    assert {due.kind for due in found} == {"check_in"}
    assert [due.label for due in found] == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]
    assert [f"{due.last:%a %d/%m}" for due in found] == ["Tue 31/03", "Tue 30/06", "Wed 30/09", "Thu 31/12"]


def test_ongoing_work_with_an_end_has_its_last_check_in_there() -> None:
    assert written(Ongoing(until=day("2026-05-17"))) == [
        "check-2026-Q1: Tue 31/03/2026",
        "check-2026-Q2: Fri 15/05/2026",  # the 17th is a Sunday
    ]


def test_a_due_day_takes_the_place_of_the_check_in_of_its_quarter() -> None:
    schedule = AnyOf((Ongoing(), By(day("2026-05-29")), Every("half-year", start=day("2026-07-01"))))
    assert [(due.key, due.kind) for due in made(schedule)] == [
        ("check-2026-Q1", "check_in"),
        ("2026-05-29", "due"),
        ("check-2026-Q3", "check_in"),
        ("2026-H2", "due"),
    ]


def test_regular_work_with_a_quarterly_report_is_due_each_quarter_only_once() -> None:
    schedule = AnyOf((Ongoing(), Every("quarter")))
    assert [(due.key, due.kind) for due in made(schedule)] == [(f"2026-Q{quarter}", "due") for quarter in (1, 2, 3, 4)]


def test_two_days_in_each_month_are_both_due() -> None:
    until = day("2026-02-28")
    schedule = AnyOf((Every("month", day=15, until=until), Every("month", day=28, until=until)))
    assert written(schedule) == [
        "2026-01-15: Thu 15/01/2026",
        "2026-01-28: Wed 28/01/2026",
        "2026-02-15: Fri 13/02/2026",
        "2026-02: Fri 27/02/2026",
    ]


def test_milestones_are_due_each_under_its_own_words() -> None:
    first_quarter = Within(day("2025-01-01"), day("2025-03-31"))
    schedule = Milestones(
        (
            Milestone("Dự thảo trong Quý I", first_quarter),
            Milestone("Lấy ý kiến trong Quý I", first_quarter),
            Milestone("Trình khi có hướng dẫn", External("hướng dẫn")),
            Milestone("Báo cáo hằng năm", Every("year", month=6, day=30)),
        )
    )
    assert [(due.key, due.label) for due in made(schedule, 2025)] == [
        ("1:2025-03-31", "Dự thảo trong Quý I"),
        ("2:2025-03-31", "Lấy ý kiến trong Quý I"),
        ("4:2025-06-30", "Báo cáo hằng năm"),
    ]


@pytest.mark.parametrize(
    "schedule",
    [
        Relative("ngày tiếp nhận", 10),
        External("kế hoạch của tỉnh"),
        From(start_text="khi có hướng dẫn"),
        Nothing(),
        AnyOf((External("đột xuất"), Relative("có kết quả", 0))),
    ],
)
def test_what_waits_for_an_event_or_a_person_has_no_due_day(schedule: Schedule) -> None:
    assert made(schedule) == ()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-05-31", "2026-05-31", 1),  # the printed day, a Sunday
        ("2026-05-01", "2026-05-30", 0),  # Friday 29/5 is the worked day but not the printed one
        ("2026-06-01", "2026-12-31", 0),
    ],
)
def test_the_printed_day_decides_whether_a_due_day_is_asked_for(since: str, until: str, found: int) -> None:
    assert len(made(By(day("2026-05-31")), since=day(since), until=day(until))) == found


def test_a_new_closing_day_moves_the_due_day_and_keeps_its_key() -> None:
    storm = DayOff(day("2026-03-31"), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    before = made(Every("quarter"))[0]
    after = made(Every("quarter"), calendar=Calendar.vietnam([storm]))[0]
    assert (before.key, before.last) == ("2026-Q1", day("2026-03-31"))
    assert (after.key, after.last, after.printed) == ("2026-Q1", day("2026-03-30"), day("2026-03-31"))


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 30))
UNITS: list[Unit] = ["day", "week", "month", "quarter", "half-year", "year"]
ANCHORS = [
    *(f"{unit}-{place}" for unit in ("week", "month", "quarter", "year") for place in ("start", "middle", "end")),
    *(f"{next_}quarter-{place}-month" for next_ in ("", "next-") for place in ("first", "middle", "last")),
    *("first-day", "first-working-day", "last-day", "last-working-day"),
    *("mid-year", "next-month", "next-year", "previous-year"),
    *("15/6 và 31/2", "tháng 3, 9", "quý I và III", "ngày 5, 15 và 31", "thứ Hai, thứ Bảy"),
]
MAYBE_DAYS = st.none() | DAYS


def spans() -> st.SearchStrategy[Schedule]:
    return st.tuples(DAYS, DAYS).map(lambda pair: Within(min(pair), max(pair)))


def rhythms() -> st.SearchStrategy[Every]:
    return st.builds(
        Every,
        unit=st.sampled_from(UNITS),
        times=st.integers(1, 14),
        anchor=st.none() | st.sampled_from(ANCHORS),
        start=MAYBE_DAYS,
        until=MAYBE_DAYS,
        day=st.none() | st.integers(1, 31),
        month=st.none() | st.integers(1, 12),
        weekday=st.none() | st.integers(0, 6),
        edge=st.sampled_from([None, "before", "on"]),
    )


SIMPLE = st.one_of(
    st.builds(By, DAYS, st.sampled_from(["before", "on"])),
    spans(),
    st.builds(Dates, st.lists(st.integers(1, 12), min_size=1).map(tuple), st.just(2026)),
    rhythms(),
    st.builds(Ongoing, MAYBE_DAYS),
)
SCHEDULES = st.one_of(
    SIMPLE,
    st.builds(AnyOf, st.lists(SIMPLE, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Milestones,
        st.lists(st.builds(Milestone, st.just("Bước"), SIMPLE), min_size=1, max_size=3).map(tuple),
    ),
)


@given(SCHEDULES)
def test_no_due_day_is_off_or_later_than_printed(schedule: Schedule) -> None:
    for due in made(schedule):
        assert VIETNAM.is_workday(due.last)
        assert due.first <= due.last <= due.printed


@given(SCHEDULES)
def test_every_due_of_a_task_has_its_own_key(schedule: Schedule) -> None:
    keys = [due.key for due in made(schedule)]
    assert len(keys) == len(set(keys))


@given(schedule=SCHEDULES, cut=DAYS)
def test_making_dues_in_two_steps_gives_the_same_as_in_one(schedule: Schedule, cut: date) -> None:
    in_steps = made(schedule, until=cut) + made(schedule, since=cut + DAY)
    assert {due.key: due for due in in_steps} == {due.key: due for due in made(schedule)}


@given(st.lists(SIMPLE, min_size=1, max_size=3).map(tuple))
def test_no_printed_day_is_lost_where_rhythms_of_one_work_meet(parts: tuple[Schedule, ...]) -> None:
    alone = {due.printed for part in parts for due in made(part) if due.kind == "due"}
    together = {due.printed for due in made(AnyOf(parts)) if due.kind == "due"}
    assert together == alone


@given(schedule=SCHEDULES, closed=st.sets(DAYS, max_size=10))
def test_the_calendar_never_changes_the_keys_of_what_remains(schedule: Schedule, closed: set[date]) -> None:
    lines = [DayOff(off, "off", "Nghỉ", "official", "Thông báo") for off in closed]
    usual = {due.key: due.printed for due in made(schedule)}
    moved = {due.key: due.printed for due in made(schedule, calendar=Calendar.vietnam(lines))}
    assert moved.items() <= usual.items()

"""Where in its week, month, quarter or year a rhythm is due."""

from datetime import date

import pytest

from bot.rules.occurrences import dues
from bot.rules.schedules import Every
from bot.rules.workdays import Calendar

VIETNAM = Calendar.vietnam()
AUGUST = date(2026, 8, 1), date(2026, 8, 31)
THIRD_QUARTER = date(2026, 7, 1), date(2026, 9, 30)
WEEK = date(2026, 3, 2), date(2026, 3, 8)


def written(every: Every) -> list[str]:
    """The printed days with their weekday, then the worked day where it is another."""
    found = dues(every, year=2026, since=date(2020, 1, 1), until=date(2030, 1, 1), calendar=VIETNAM)
    moved = (f" > {due.last:%a %d/%m}" if due.last != due.printed else "" for due in found)
    return [f"{due.printed:%a %d/%m}{move}" for due, move in zip(found, moved, strict=True)]


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("month-start", "Mon 10/08"),
        ("month-middle", "Thu 20/08"),
        ("month-end", "Mon 31/08 > Fri 28/08"),
        ("last-day", "Mon 31/08 > Fri 28/08"),
        ("last-working-day", "Mon 31/08 > Fri 28/08"),
        ("first-day", "Sat 01/08 > Fri 31/07"),
        ("first-working-day", "Mon 03/08"),
        ("next-month", "Wed 30/09"),
    ],
)
def test_a_place_in_each_month(anchor: str, expected: str) -> None:
    assert written(Every("month", anchor=anchor, start=AUGUST[0], until=AUGUST[1])) == [expected]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every("quarter", anchor="quarter-start"), "Fri 31/07"),
        (Every("quarter", anchor="quarter-middle"), "Mon 31/08 > Fri 28/08"),
        (Every("quarter", anchor="quarter-end"), "Wed 30/09"),
        (Every("quarter", anchor="quarter-first-month", day=20), "Mon 20/07"),
        (Every("quarter", anchor="quarter-middle-month", day=20), "Thu 20/08"),
        (Every("quarter", anchor="quarter-last-month", day=20), "Sun 20/09 > Fri 18/09"),
        (Every("quarter", anchor="quarter-last-month", day=20, edge="before"), "Sat 19/09 > Fri 18/09"),
        (Every("quarter", anchor="quarter-last-month"), "Wed 30/09"),
        (Every("quarter", anchor="quarter-last-month", edge="before"), "Mon 31/08 > Fri 28/08"),
        (Every("quarter", anchor="next-quarter-first-month", day=5), "Mon 05/10"),
        (Every("quarter", anchor="next-quarter-middle-month", day=15), "Sun 15/11 > Fri 13/11"),
        (Every("quarter", day=25), "Fri 25/09"),
    ],
)
def test_a_place_in_each_quarter(every: Every, expected: str) -> None:
    start, until = THIRD_QUARTER
    bounded = Every(every.unit, anchor=every.anchor, day=every.day, edge=every.edge, start=start, until=until)
    assert written(bounded) == [expected]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every("year", anchor="year-start"), ["Sat 31/01 > Fri 30/01"]),
        (Every("year", anchor="year-middle"), ["Tue 30/06"]),
        (Every("year", anchor="year-end"), ["Thu 31/12"]),
        (Every("year", anchor="next-year", month=1, day=15, edge="before"), ["Thu 14/01"]),
        (Every("year", anchor="previous-year", month=12, day=1, edge="before"), ["Sun 30/11 > Fri 28/11"]),
        (Every("year", 2, "ngày 15/6 và 15/12"), ["Mon 15/06", "Tue 15/12"]),
        (Every("year", 2, "15.6, 15.12"), ["Mon 15/06", "Tue 15/12"]),
        (Every("year", 2, "ngày 10 tháng 5 và ngày 10 tháng 10"), ["Sun 10/05 > Fri 08/05", "Sat 10/10 > Fri 09/10"]),
        (Every("year", 3, "ngày 5, 15 và 25/3"), ["Thu 05/03", "Sun 15/03 > Fri 13/03", "Wed 25/03"]),
        (Every("year", 2, "tháng 6 và tháng 12"), ["Tue 30/06", "Thu 31/12"]),
        (Every("year", 2, "Trước tháng 6, 12", edge="before"), ["Sun 31/05 > Fri 29/05", "Mon 30/11"]),
        (Every("year", 2, "Quý II, IV"), ["Tue 30/06", "Thu 31/12"]),
        (Every("year", 1, "quý III"), ["Wed 30/09"]),
        (Every("year", 1, "Thượng tuần tháng 3"), ["Tue 10/03"]),
        (Every("year", 1, "tuần 2 tháng 3"), ["Sat 14/03 > Fri 13/03"]),
        (Every("year", 1, "30/2"), ["Sat 28/02 > Fri 27/02"]),
    ],
)
def test_a_place_in_each_year(every: Every, expected: list[str]) -> None:
    assert written(every) == expected


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every("week", 2, "thứ Hai và thứ Năm"), ["Mon 02/03", "Thu 05/03"]),
        (Every("week", 3, "thứ 2, 4, 6"), ["Mon 02/03", "Wed 04/03", "Fri 06/03"]),
        (Every("week", 2, "Thứ Tư, Chủ nhật"), ["Wed 04/03", "Sun 08/03 > Fri 06/03"]),
        (Every("week", weekday=4), ["Fri 06/03"]),
        (Every("week", weekday=4, edge="before"), ["Thu 05/03"]),
        (Every("week", anchor="week-start"), ["Mon 02/03"]),
        (Every("week", anchor="week-middle"), ["Wed 04/03"]),
        (Every("week", anchor="week-end"), ["Fri 06/03"]),
    ],
)
def test_a_place_in_each_week(every: Every, expected: list[str]) -> None:
    start, until = WEEK
    bounded = Every("week", every.times, every.anchor, start, until, weekday=every.weekday, edge=every.edge)
    assert written(bounded) == expected


def test_several_days_of_each_month_are_due_under_their_own_date() -> None:
    every = Every("month", 2, "ngày 15, 31", *AUGUST)
    found = dues(every, year=2026, since=AUGUST[0], until=AUGUST[1], calendar=VIETNAM)
    assert [(due.key, due.label) for due in found] == [("2026-08-15", "15/08/2026"), ("2026-08", "31/08/2026")]


@pytest.mark.parametrize("anchor", ["15/6", "15/13 và 40/6", "vào dịp thích hợp"])
def test_an_anchor_that_does_not_name_all_times_is_not_half_followed(anchor: str) -> None:
    assert written(Every("year", 2, anchor)) == ["Tue 30/06", "Thu 31/12"]


def test_a_daily_rhythm_has_no_place_within_the_day() -> None:
    every = Every("day", 2, "8, 16 giờ", date(2026, 3, 5), date(2026, 3, 6))
    assert written(every) == ["Thu 05/03", "Fri 06/03"]

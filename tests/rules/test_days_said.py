"""Days as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clock_said import read_clock
from bot.rules.days_said import days_said
from bot.rules.leave import Leave, read_leave
from bot.rules.people_named import people_named
from bot.rules.vietnamese import nfc
from bot.rules.workdays import DAY, Calendar

CALENDAR = Calendar.vietnam()
FRIDAY = date(2026, 11, 20)  # thứ Sáu


def said(text: str, today: date = FRIDAY) -> list[tuple[date, ...]]:
    return [one.days for one in days_said(text, today, CALENDAR)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hôm nay", date(2026, 11, 20)),
        ("chiều nay", date(2026, 11, 20)),
        ("mai", date(2026, 11, 21)),
        ("sáng mai", date(2026, 11, 21)),
        ("mốt", date(2026, 11, 22)),
        ("ngày kia", date(2026, 11, 22)),
        ("thứ Hai", date(2026, 11, 23)),
        ("thu 2", date(2026, 11, 23)),
        ("T4", date(2026, 11, 25)),
        ("thứ Năm", date(2026, 11, 26)),  # the one of this week has passed
        ("thứ 4 tuần sau", date(2026, 11, 25)),
        ("thứ Sáu tuần sau", date(2026, 11, 27)),
        ("thứ Sáu này", date(2026, 11, 20)),
        ("chủ nhật", date(2026, 11, 22)),
        ("cuối tuần", date(2026, 11, 20)),
        ("cuối tuần sau", date(2026, 11, 27)),
        ("đầu tuần sau", date(2026, 11, 23)),
        ("trong tuần tới", date(2026, 11, 27)),
        ("cuối tháng", date(2026, 11, 30)),
        ("cuối tháng sau", date(2026, 12, 31)),
        ("cuối tháng 12", date(2026, 12, 31)),
        ("hết tháng 2", date(2027, 2, 28)),
        ("25/11", date(2026, 11, 25)),
        ("ngày 5-12", date(2026, 12, 5)),
        ("15/1", date(2027, 1, 15)),  # the one of this year has passed
        ("15/1/2026", date(2026, 1, 15)),
        ("30 tháng 4 năm 2027", date(2027, 4, 30)),
        ("ngày 25", date(2026, 11, 25)),
        ("ngày 3", date(2026, 12, 3)),
        ("3 ngày nữa", date(2026, 11, 23)),
        ("trong 3 ngày làm việc", date(2026, 11, 26)),  # 23, 25, 26: the 24th is a holiday
    ],
)
def test_said_on_a_friday_it_means(text: str, day: date) -> None:
    assert said(text) == [(day,)]


def test_friday_on_a_friday_is_today_or_in_a_week() -> None:
    assert said("thứ Sáu") == [(FRIDAY, FRIDAY + 7 * DAY)]


@pytest.mark.parametrize(
    "text", ["chị Mai", "Mai", "một", "một việc", "quý III", "31/2/2026", "năm 2026", "t9", "4h30"]
)
def test_what_is_no_day(text: str) -> None:
    assert said(text) == []


def test_several_days_come_in_their_order() -> None:
    assert said("từ mai đến 27/11") == [(date(2026, 11, 21),), (date(2026, 11, 27),)]


@given(st.text(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_places_never_overlap_and_lie_in_the_text(text: str, today: date) -> None:
    found = days_said(text, today, CALENDAR)
    ends = [0, *(place for one in found for place in (one.start, one.end)), len(nfc(text))]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("words", "leave"),
    [
        ("từ 25/11 đến 27/11 thay: chị Lan", Leave(date(2026, 11, 25), date(2026, 11, 27), "chị Lan")),
        ("tu 25/11 den 27/11, nguoi thay: Hoàng Lan.", Leave(date(2026, 11, 25), date(2026, 11, 27), "Hoàng Lan")),
        ("mai thay Văn", Leave(date(2026, 11, 21), date(2026, 11, 21), "Văn")),
        ("25/11", Leave(date(2026, 11, 25), date(2026, 11, 25), "")),
        ("từ thứ Sáu đến thứ Hai", Leave(FRIDAY, date(2026, 11, 23), "")),
        ("từ 27/11 đến 25/11 thay Lan", Leave(None, None, "Lan")),
        ("vài hôm", Leave(None, None, "")),
        ("1/11/2026", Leave(None, None, "")),
    ],
)
def test_being_away_has_a_first_and_a_last_day(words: str, leave: Leave) -> None:
    assert read_leave(words, FRIDAY, CALENDAR) == leave


@pytest.mark.parametrize(
    ("said_name", "found"),
    [
        ("Lan", (1, 2)),
        ("chị lan", (1, 2)),
        ("Hoàng Thị Lan", (2,)),
        ("thi lan", (2,)),
        ("an", ()),
        ("", ()),
        ("anh", (3,)),
    ],
)
def test_a_name_means_whoever_ends_so(said_name: str, found: tuple[int, ...]) -> None:
    assert people_named(said_name, {1: "Chị Lan", 2: "Hoàng Thị Lan", 3: "Đỗ Vân Anh"}) == found


@pytest.mark.parametrize(
    ("words", "shown"),
    [("8:15", "08:15"), ("8h15", "08:15"), ("8h", "08:00"), ("8 gio", "08:00"), ("luc 13g30", "13:30"), ("8", "08:00")],
)
def test_a_time_of_day(words: str, shown: str) -> None:
    found = read_clock(words)
    assert found
    assert f"{found:%H:%M}" == shown


@pytest.mark.parametrize("words", ["25:00", "8:75", "sang som", "", "8:15 nhe", "-1"])
def test_no_time_of_day(words: str) -> None:
    assert read_clock(words) is None

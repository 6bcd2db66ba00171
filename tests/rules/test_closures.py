"""A change of the calendar as a clerk says it."""

from datetime import date as on
from datetime import time

import pytest

from bot.rules.closures import Change, lines_of, read_change
from bot.rules.workdays import Calendar, Hours

FRIDAY = on(2026, 11, 20)
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))
SPANS = (MORNING, AFTERNOON)
VIETNAM = Calendar.vietnam()

SAID = [
    ("nghỉ 25/11 vì bão", Change("off", (on(2026, 11, 25),), "", "bão")),
    ("Nghỉ ngày 25/11/2026 do ngập", Change("off", (on(2026, 11, 25),), "", "ngập")),
    ("nghi 25/11 vi bao", Change("off", (on(2026, 11, 25),), "", "bao")),
    ("cho nghỉ ngày mai", Change("off", (on(2026, 11, 21),), "", "")),
    ("nghỉ 25/11, 26/11 vì bão", Change("off", (on(2026, 11, 25), on(2026, 11, 26)), "", "bão")),
    ("nghỉ 25/11, bão số 13", Change("off", (on(2026, 11, 25),), "", "bão số 13")),
    (
        "nghỉ từ 25/11 đến 27/11 vì bão",
        Change("off", (on(2026, 11, 25), on(2026, 11, 26), on(2026, 11, 27)), "", "bão"),
    ),
    ("nghỉ chiều 25/11 vì họp dân", Change("off", (on(2026, 11, 25),), "chieu", "họp dân")),
    ("nghỉ buổi sáng 25/11", Change("off", (on(2026, 11, 25),), "sang", "")),
    ("làm việc thứ Bảy 28/11 thay cho 25/11", Change("work", (on(2026, 11, 28),), "", "thay cho 25/11")),
    ("làm bù 28/11", Change("work", (on(2026, 11, 28),), "", "")),
    ("làm sáng thứ Bảy 28/11", Change("work", (on(2026, 11, 28),), "sang", "")),
    ("nghỉ 4/1 để chuyển trụ sở", Change("off", (on(2027, 1, 4),), "", "chuyển trụ sở")),
    ("bỏ 25/11", Change("drop", (on(2026, 11, 25),), "", "")),
]


@pytest.mark.parametrize(("text", "change"), SAID)
def test_a_change_is_read(text: str, change: Change) -> None:
    assert read_change(text, FRIDAY) == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25/11 vì bão",
        "nghỉ",
        "nghỉ tết",
        "nghỉ 30/02 vì bão",
        "nghỉ 18/11/2026 vì bão",
        "nghỉ trước 25/11",
        "nghỉ từ 01/12/2026 đến 28/02/2027",
        "báo cáo 25/11",
    ],
)
def test_what_is_no_clear_change_is_none(text: str) -> None:
    assert read_change(text, FRIDAY) is None


def change(kind: str, day: on, part: str = "", reason: str = "") -> Change:
    return Change(kind, (day,), part, reason)


WEDNESDAY, SATURDAY, CULTURE = on(2026, 11, 25), on(2026, 11, 28), on(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "kind", "hours"),
    [
        (change("off", WEDNESDAY, reason="bão"), "off", ()),
        (change("work", SATURDAY), "work", ()),
        (change("work", CULTURE), "work", ()),
        (change("off", WEDNESDAY, "chieu"), "work", (MORNING,)),
        (change("off", WEDNESDAY, "sang"), "work", (AFTERNOON,)),
        (change("work", SATURDAY, "sang"), "work", (MORNING,)),
        (change("work", SATURDAY, "chieu"), "work", (AFTERNOON,)),
    ],
)
def test_what_a_change_writes(said: Change, kind: str, hours: tuple[tuple[time, time], ...]) -> None:
    (line,) = lines_of(said, VIETNAM, SPANS)
    assert (line.kind, line.hours, line.state) == (kind, hours, "official")


@pytest.mark.parametrize(
    "said",
    [change("off", SATURDAY), change("off", CULTURE), change("work", WEDNESDAY), change("off", SATURDAY, "sang")],
)
def test_what_is_so_already_writes_nothing(said: Change) -> None:
    assert lines_of(said, VIETNAM, SPANS) == ()


def test_a_half_day_counts_as_worked_and_is_open_for_its_half() -> None:
    calendar = Calendar.vietnam(lines_of(change("off", WEDNESDAY, "chieu"), VIETNAM, SPANS))
    hours = Hours(SPANS)
    assert calendar.is_workday(WEDNESDAY)
    assert [len(hours.openings(calendar, day)) for day in (on(2026, 11, 23), WEDNESDAY)] == [2, 1]
    assert hours.is_open(calendar, hours.at(WEDNESDAY, "08:00"))
    assert not hours.is_open(calendar, hours.at(WEDNESDAY, "14:00"))
    assert hours.next_open(calendar, hours.at(WEDNESDAY, "12:00")) == hours.at(on(2026, 11, 26), "07:30")


def test_the_day_may_be_made_whole_again() -> None:
    half = Calendar.vietnam(lines_of(change("off", WEDNESDAY, "chieu"), VIETNAM, SPANS))
    (line,) = lines_of(change("work", WEDNESDAY), half, SPANS)
    assert (line.kind, line.hours) == ("work", ())


def test_the_reason_becomes_the_days_name() -> None:
    (line,) = lines_of(change("off", WEDNESDAY, reason="bão số 13"), VIETNAM, SPANS)
    assert (line.name, line.source) == ("bão số 13", "Lịch riêng của cơ quan")

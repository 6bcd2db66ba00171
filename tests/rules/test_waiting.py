"""Deadlines that wait: what they wait for, and when they are due once it is known."""

from datetime import date as on

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, Every, External, From, Milestone, Milestones, Ongoing, Relative
from bot.rules.waiting import DateWait, date_waits, event_due, event_waits, started, trigger_key
from bot.rules.workdays import DAY, Calendar

VIETNAM = Calendar.vietnam()

# 24/11/2026 is a Tuesday and off: Ngày Văn hóa Việt Nam.
DUE = [
    (Relative("có quyết định", 0), on(2026, 11, 18), on(2026, 11, 19)),  # Wednesday, Thursday
    (Relative("có quyết định", 0), on(2026, 11, 20), on(2026, 11, 23)),  # Friday, Monday
    (Relative("có quyết định", 0), on(2026, 11, 21), on(2026, 11, 23)),  # Saturday, Monday
    (Relative("có quyết định", 0), on(2026, 11, 23), on(2026, 11, 25)),  # Monday, then Tuesday is off
    (Relative("công bố", 1), on(2026, 11, 18), on(2026, 11, 19)),  # Wednesday, Thursday
    (Relative("công bố", 1), on(2026, 11, 20), on(2026, 11, 23)),  # Friday; Saturday rolls on to Monday
    (Relative("tiếp nhận", 10), on(2026, 11, 14), on(2026, 11, 25)),  # Saturday; Tuesday is off
    (Relative("tiếp nhận", 10), on(2026, 11, 16), on(2026, 11, 26)),  # Monday, Thursday
    (Relative("tiếp nhận", 5, calendar="working"), on(2026, 11, 18), on(2026, 11, 26)),  # 19, 20, 23, 25, 26
    (Relative("đến hạn", 1, "before"), on(2026, 11, 27), on(2026, 11, 26)),  # Friday, Thursday
    (Relative("đến hạn", 1, "before"), on(2026, 11, 25), on(2026, 11, 23)),  # Wednesday; Tuesday is off
    (Relative("kỳ họp", 15, "before"), on(2026, 12, 15), on(2026, 11, 30)),  # Tuesday, Monday
    (Relative("họp", 3, "before", "working"), on(2026, 11, 27), on(2026, 11, 23)),  # Friday: 26, 25, 23
    (Relative("họp", 0, "before"), on(2026, 11, 22), on(2026, 11, 20)),  # Sunday, Friday
]


@pytest.mark.parametrize(("term", "event", "due"), DUE)
def test_the_clock_of_an_event(term: Relative, event: on, due: on) -> None:
    assert event_due(term, event, VIETNAM) == due


@given(
    event=some.dates(on(2024, 1, 1), on(2027, 6, 30)),
    count=some.integers(0, 60),
    worked=some.booleans(),
    back=some.booleans(),
)
def test_a_due_day_is_worked_and_on_its_side_of_the_event(event: on, count: int, worked: bool, back: bool) -> None:
    term = Relative("việc", count, "before" if back else "after", "working" if worked else "calendar")
    due = event_due(term, event, VIETNAM)
    assert (due <= event) if back else (due > event)
    assert VIETNAM.is_workday(due) or (back and worked and count == 0)
    if worked and count:
        assert VIETNAM.workdays_between(event, due) == (-count if back else count)
    if not worked and back:
        assert due <= event - count * DAY


def test_events_are_found_wherever_they_stand_in_a_schedule() -> None:
    term = Relative("hồ sơ đến hạn", 1, "before")
    step = Milestone("Nghiệm thu", Relative("bàn giao", 5))
    assert [(wait.number, wait.trigger) for wait in event_waits(term)] == [(0, "hồ sơ đến hạn")]
    assert [(wait.number, wait.trigger) for wait in event_waits(AnyOf((Ongoing(), term)))] == [(1, "hồ sơ đến hạn")]
    assert [(wait.number, wait.label) for wait in event_waits(Milestones((Milestone("Mở đầu", Ongoing()), step)))] == [
        (1, "Nghiệm thu")
    ]


def test_an_event_without_words_is_none() -> None:
    assert event_waits(Relative("", 5)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tỉnh công bố", "tỉnh  công bố"), ("ngày tiếp nhận,", "ngày tiếp nhận"), ("Ủy ban duyệt", "Uỷ ban duyệt")],
)
def test_two_spellings_are_one_event(one: str, other: str) -> None:
    assert trigger_key(one) == trigger_key(other)


DATES = [
    (External("kế hoạch của tỉnh"), ["kế hoạch của tỉnh"]),
    (From(start_text="khi có hướng dẫn"), ["từ khi có hướng dẫn"]),
    (From(date=on(2026, 12, 1)), []),
    (Ongoing(), []),
    (Every("quarter"), []),
    (AnyOf((Ongoing(), External("đột xuất"))), []),
    (AnyOf((External("kế hoạch"), External("yêu cầu")), "or"), ["kế hoạch"]),
    (Milestones((Milestone("Mở", Ongoing()), Milestone("Đóng", External("kế hoạch")))), ["kế hoạch"]),
]


@pytest.mark.parametrize(("schedule", "words"), DATES)
def test_what_has_to_be_asked_for(schedule: Ongoing, words: list[str]) -> None:
    assert [wait.words for wait in date_waits(schedule)] == words


@pytest.mark.parametrize(
    ("text", "on_demand"),
    [
        ("Đột xuất", True),
        ("Khi có yêu cầu", True),
        ("Theo yêu cầu của cấp trên", True),
        ("Theo đề nghị của cơ quan cấp trên", True),
        ("Khi phát sinh vụ việc", True),
        ("Theo kế hoạch của tỉnh", False),
        ("Theo Nghị định 61/2018/NĐ-CP", False),
        ("Từ khi có hướng dẫn", False),
    ],
)
def test_what_may_never_come_up_is_told_from_what_will_be_dated(text: str, on_demand: bool) -> None:
    (wait,) = date_waits(read(text, year=2026).schedule)
    assert wait.on_demand == on_demand


def test_a_step_is_named_with_its_wait() -> None:
    assert DateWait(0, "kế hoạch", "").title == "kế hoạch"
    assert DateWait(1, "kế hoạch", "Đóng").title == "Đóng: kế hoạch"


def test_a_start_that_was_said_takes_the_place_of_its_words() -> None:
    waits = From(start_text="khi có hướng dẫn")
    plan = Milestones((Milestone("Thí điểm", Ongoing()), Milestone("Mở rộng", waits), Milestone("Khác", waits)))
    found = started(plan, {0: on(2026, 5, 5), 1: on(2026, 7, 1)})
    assert found == Milestones(
        (Milestone("Thí điểm", Ongoing()), Milestone("Mở rộng", From(on(2026, 7, 1))), Milestone("Khác", waits))
    )

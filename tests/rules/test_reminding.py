"""When reminders come, and to whom."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ladders import kinds
from bot.rules.reminding import (
    AUDIENCES,
    OFFICE,
    WORDINGS,
    Audience,
    Ladder,
    Rung,
    ladder_fields,
    next_rung,
    read_ladder,
    rung_at,
)
from bot.rules.workdays import DAY, Calendar, DayOff, Hours

VIETNAM = Calendar.vietnam()
DEADLINE, CHECK_IN = kinds()["deadline"].ladder, kinds()["check_in"].ladder
HOLDER: frozenset[Audience] = frozenset({"holder"})
WITH_HEAD: frozenset[Audience] = frozenset({"holder", "unit_head"})
WITH_LEAD: frozenset[Audience] = frozenset({"holder", "unit_head", "lead"})
DUES = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


def saigon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    offsets = sorted(draw(st.sets(st.integers(-20, 10), min_size=1, max_size=8)))
    audience = st.frozensets(st.sampled_from(list(AUDIENCES.values())), min_size=1)
    wording = st.sampled_from(sorted(WORDINGS))
    rungs = tuple(Rung(offset, draw(audience), draw(wording)) for offset in offsets)
    return Ladder(rungs, draw(st.none() | st.integers(max(0, offsets[0]), 15)), draw(st.integers(1, 5)))


def all_rungs(due: date, start: str, end: str) -> list[tuple[str, int, frozenset[Audience]]]:
    """What comes after one another between two moments."""
    found, after = [], saigon(start)
    while (step := next_rung(DEADLINE, due, VIETNAM, after)) and step[0] <= saigon(end):
        after, rung = step
        found.append((f"{OFFICE.local(after):%a %d/%m/%Y %H:%M}", rung.offset, rung.audience))
    return found


def test_the_default_ladder_over_the_days_off_of_april_2026() -> None:
    thursday = date(2026, 4, 23)
    assert all_rungs(thursday, "2026-04-01 00:00", "2026-05-07 12:00") == [
        ("Tue 14/04/2026 07:30", -7, HOLDER),
        ("Mon 20/04/2026 07:30", -3, HOLDER),
        ("Wed 22/04/2026 07:30", -1, HOLDER),
        ("Thu 23/04/2026 07:30", 0, HOLDER),
        ("Fri 24/04/2026 07:30", 1, HOLDER),
        ("Tue 28/04/2026 07:30", 2, HOLDER),
        ("Wed 29/04/2026 07:30", 3, WITH_HEAD),
        ("Mon 04/05/2026 07:30", 4, WITH_HEAD),
        ("Tue 05/05/2026 07:30", 5, WITH_LEAD),
        ("Wed 06/05/2026 07:30", 6, WITH_LEAD),
        ("Thu 07/05/2026 07:30", 7, WITH_LEAD),
    ]


@pytest.mark.parametrize(
    ("after", "moment", "offset"),
    [
        ("2026-03-20 07:29", "2026-03-20 07:30", 0),  # Friday, the due day
        ("2026-03-20 07:30", "2026-03-23 07:30", 1),  # strictly after: Monday
        ("2026-03-21 09:00", "2026-03-23 07:30", 1),  # Saturday
        ("2026-03-16 12:00", "2026-03-17 07:30", -3),  # Monday noon to Tuesday
        ("2026-03-17 12:00", "2026-03-19 07:30", -1),  # Tuesday noon to Thursday
        ("2025-12-01 00:00", "2026-03-11 07:30", -7),  # months ahead: Wednesday
    ],
)
def test_the_next_reminder_is_strictly_after_a_moment(after: str, moment: str, offset: int) -> None:
    step = next_rung(DEADLINE, date(2026, 3, 20), VIETNAM, saigon(after))
    assert step is not None
    assert (step[0], step[1].offset) == (saigon(moment), offset)


def test_a_deadline_on_a_day_off_is_reminded_of_on_the_worked_day_before() -> None:
    sunday = date(2024, 12, 15)
    step = next_rung(DEADLINE, sunday, VIETNAM, saigon("2024-12-12 12:00"))
    assert step == (saigon("2024-12-13 07:30"), Rung(0, HOLDER, "today"))  # Friday


def test_a_new_closing_day_moves_the_reminder_not_only_the_due_day() -> None:
    storm = DayOff(date(2026, 3, 19), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    step = next_rung(DEADLINE, date(2026, 3, 20), Calendar.vietnam([storm]), saigon("2026-03-17 12:00"))
    assert step == (saigon("2026-03-18 07:30"), Rung(-1, HOLDER, "soon"))  # Wednesday, not Thursday


def test_a_check_in_comes_once_on_its_day_and_never_again() -> None:
    due = date(2026, 3, 31)  # Tuesday
    step = next_rung(CHECK_IN, due, VIETNAM, saigon("2026-01-05 08:00"))
    assert step == (saigon("2026-03-31 07:30"), Rung(0, HOLDER, "check_in"))
    assert next_rung(CHECK_IN, due, VIETNAM, saigon("2026-03-31 07:30")) is None


def test_an_office_chooses_its_own_slot_and_zone() -> None:
    hours = Hours(tz=UTC)
    step = next_rung(CHECK_IN, date(2026, 3, 31), VIETNAM, saigon("2026-03-30 08:00"), hours, time(9, 15))
    assert step is not None
    assert step[0] == datetime(2026, 3, 31, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "offset", "missed"),
    [
        (date(2026, 3, 10), None, None),  # Tuesday, before the first rung
        (date(2026, 3, 11), -7, False),  # Wednesday
        (date(2026, 3, 13), -7, True),  # Friday, two worked days after the rung
        (date(2026, 3, 15), -7, True),  # Sunday
        (date(2026, 3, 18), -3, True),  # Wednesday, the rung was Tuesday
        (date(2026, 3, 20), 0, False),  # Friday, the due day
        (date(2026, 3, 22), 0, True),  # Sunday after
        (date(2026, 3, 24), 2, False),  # Tuesday, daily now
        (date(2026, 3, 25), 3, False),
        (date(2026, 3, 28), 5, True),  # Saturday, Friday's was not given
        (date(2026, 4, 10), 15, False),
    ],
)
def test_after_a_pause_one_reminder_stands_for_all_that_were_missed(
    day: date, offset: int | None, missed: bool | None
) -> None:
    rung = rung_at(DEADLINE, date(2026, 3, 20), VIETNAM, day)
    assert (rung and rung.offset, rung and rung.missed) == (offset, missed)


def test_a_missed_check_in_is_still_given() -> None:
    assert rung_at(CHECK_IN, date(2026, 3, 31), VIETNAM, date(2026, 4, 9)) == Rung(0, HOLDER, "check_in", missed=True)


@given(ladder=ladders(), due=DUES, after=MOMENTS)
def test_every_reminder_comes_at_the_slot_of_a_worked_day(ladder: Ladder, due: date, after: datetime) -> None:
    step = next_rung(ladder, due, VIETNAM, after)
    if step is None:
        assert ladder.repeat_after is None
        return
    local = OFFICE.local(step[0])
    assert step[0] > after
    assert VIETNAM.is_workday(local.date())
    assert local.time() == time(7, 30)


@given(ladder=ladders(), due=DUES, lead=st.integers(-40, 40))
def test_reminders_rise_and_end_within_the_worked_days_of_a_horizon(ladder: Ladder, due: date, lead: int) -> None:
    start = OFFICE.at(due + lead * DAY, "12:00")
    horizon, given_at, after = start + timedelta(days=60), list[datetime](), start
    while (step := next_rung(ladder, due, VIETNAM, after)) and step[0] <= horizon:
        assert step[0] > after
        after = step[0]
        given_at.append(after)
    worked = VIETNAM.workdays_between(OFFICE.local(start).date(), OFFICE.local(horizon).date())
    assert len(given_at) <= worked


@given(ladder=ladders(), due=DUES, after=MOMENTS)
def test_on_its_own_day_a_reminder_is_the_rung_of_that_day(ladder: Ladder, due: date, after: datetime) -> None:
    step = next_rung(ladder, due, VIETNAM, after)
    if step is not None:
        assert rung_at(ladder, due, VIETNAM, OFFICE.local(step[0]).date()) == step[1]


@given(ladder=ladders(), due=DUES, lead=st.integers(-40, 40))
def test_a_day_has_a_missed_reminder_exactly_when_none_comes_on_it(ladder: Ladder, due: date, lead: int) -> None:
    day = VIETNAM.previous_workday(due) + lead * DAY
    step = next_rung(ladder, due, VIETNAM, OFFICE.at(day, "00:00"))
    comes_today = step is not None and OFFICE.local(step[0]).date() == day
    rung = rung_at(ladder, due, VIETNAM, day)
    assert (rung is not None and not rung.missed) == comes_today


@given(ladders())
def test_a_ladder_survives_json(ladder: Ladder) -> None:
    assert read_ladder(ladder_fields(ladder)) == ladder


GOOD: dict[str, Any] = {"offset": 0, "audience": ["holder"], "wording": "today"}


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "ít nhất một mốc"),
        ({"rungs": []}, "ít nhất một mốc"),
        ({"rungs": "7,3,1"}, "ít nhất một mốc"),
        ({"rungs": [GOOD], "colour": "red"}, "mục lạ: colour"),
        ({"rungs": [7]}, "đúng ba mục"),
        ({"rungs": [{"offset": 0}]}, "đúng ba mục"),
        ({"rungs": [GOOD | {"missed": True}]}, "đúng ba mục"),
        ({"rungs": [GOOD | {"offset": "7"}]}, "số nguyên"),
        ({"rungs": [GOOD | {"offset": True}]}, "số nguyên"),
        ({"rungs": [GOOD | {"offset": -251}]}, "từ -250 đến 250"),
        ({"rungs": [GOOD | {"audience": []}]}, "Người nhận"),
        ({"rungs": [GOOD | {"audience": "holder"}]}, "Người nhận"),
        ({"rungs": [GOOD | {"audience": ["mayor"]}]}, "Người nhận"),
        ({"rungs": [GOOD | {"audience": [["holder"]]}]}, "Người nhận"),
        ({"rungs": [GOOD | {"audience": ["holder", "holder"]}]}, "Người nhận"),
        ({"rungs": [GOOD | {"wording": "shout"}]}, "kiểu lời nhắc “shout”"),
        ({"rungs": [GOOD | {"wording": ["today"]}]}, "kiểu lời nhắc"),
        ({"rungs": [GOOD, GOOD]}, "khác ngày nhau"),
        ({"rungs": [GOOD, GOOD | {"offset": -1}]}, "thứ tự thời gian"),
        ({"rungs": [GOOD], "repeat_after": -1}, "từ ngày đến hạn"),
        ({"rungs": [GOOD | {"offset": 3}], "repeat_after": 1}, "từ mốc đầu tiên"),
        ({"rungs": [GOOD], "repeat_after": "daily"}, "số nguyên"),
        ({"rungs": [GOOD], "repeat_after": 1, "every": 0}, "từ 1 ngày"),
        ({"rungs": [GOOD], "repeat_after": 1, "every": "week"}, "số nguyên"),
    ],
)
def test_a_ladder_that_makes_no_sense_is_refused(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_ladder(fields)

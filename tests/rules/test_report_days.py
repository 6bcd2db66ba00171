"""Which work is a report, which days it covers, and its day where the plan prints none."""

from datetime import date as on
from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import read
from bot.rules.occurrences import Due, dues
from bot.rules.report_days import as_meant, bare_units, is_report
from bot.rules.report_periods import OnDay, Periods, Rule, covered, sent_on
from bot.rules.report_said import kinds, read_rule
from bot.rules.schedules import Unit
from bot.rules.workdays import DAY, Calendar, DayOff
from bot.rules.year_parts import part_of, parts_between

VIETNAM = Calendar.vietnam()
LAW = Periods(kinds()["14"].rules)
YEAR = Periods(kinds()["lich"].rules)
AS_PRINTED = Periods(())


def meant(periods: Periods, deadline: str, content: str = "Báo cáo công tác") -> list[Due]:
    """The dues of 2026 as the office means them."""
    schedule = read(deadline, year=2026).schedule
    found = dues(schedule, year=2026, since=on(2025, 1, 1), until=on(2027, 12, 31), calendar=VIETNAM)
    bare = bool(bare_units(schedule))
    return [as_meant(due, periods, content, bare=bare, calendar=VIETNAM) for due in found]


@pytest.mark.parametrize(
    ("content", "deadline", "units"),
    [
        ("Báo cáo cải cách hành chính", "Hằng quý", {"quarter"}),
        ("bao cao cai cach", "Hàng tháng", {"month"}),
        ("Tổng hợp báo cáo thu ngân sách", "06 tháng/lần", {"half-year"}),
        ("Thực hiện chế độ báo cáo thống kê", "Hằng năm", {"year"}),
        ("Báo cáo lịch công tác", "Hàng tuần", {"week"}),
        ("Báo cáo công tác", "Định kỳ hàng tháng, quý, năm", {"month", "quarter", "year"}),
        ("Báo cáo công tác", "Thường xuyên, định kỳ báo cáo theo Quý", {"quarter"}),
        ("Báo cáo công tác", "Trước ngày 20 của tháng cuối quý", set()),
        ("Báo cáo công tác", "25/12/2026", set()),
        ("Báo cáo công tác", "Thường xuyên", set()),
        ("Báo cáo công tác", "02 lần/năm", set()),
        ("Báo cáo công tác", "Hàng ngày", set()),
        ("Giảm số lượng đơn vị sự nghiệp", "Báo cáo theo quý", {"quarter"}),
    ],
)
def test_which_report_prints_no_day_of_its_own(content: str, deadline: str, units: set[Unit]) -> None:
    assert is_report(content, deadline)
    assert bare_units(read(deadline, year=2026).schedule) == units


@pytest.mark.parametrize("content", ["Dọn rác, có báo cáo", "Kiểm tra báo cáo của trường"])
def test_work_that_only_speaks_of_reports_is_none(content: str) -> None:
    assert not is_report(content, "Hằng quý")


@pytest.mark.parametrize(
    ("periods", "deadline", "key", "first", "covers_to", "printed", "last"),
    [
        (LAW, "Hằng quý", "2026-Q1", on(2025, 12, 15), on(2026, 3, 14), on(2026, 3, 20), on(2026, 3, 20)),  # Friday
        (LAW, "Hằng quý", "2026-Q2", on(2026, 3, 15), on(2026, 6, 14), on(2026, 6, 20), on(2026, 6, 19)),  # Saturday
        (LAW, "Hằng quý", "2026-Q4", on(2026, 9, 15), on(2026, 12, 14), on(2026, 12, 20), on(2026, 12, 18)),  # Sunday
        (LAW, "06 tháng/lần", "2026-H1", on(2025, 12, 15), on(2026, 6, 14), on(2026, 6, 20), on(2026, 6, 19)),
        (LAW, "Hằng năm", "2026", on(2025, 12, 15), on(2026, 12, 14), on(2026, 12, 20), on(2026, 12, 18)),
        (LAW, "Hằng tháng", "2026-01", on(2025, 12, 15), on(2026, 1, 14), on(2026, 1, 16), on(2026, 1, 16)),  # Friday
        (LAW, "Hằng tháng", "2026-02", on(2026, 1, 15), on(2026, 2, 14), on(2026, 2, 24), on(2026, 2, 24)),  # Tết
        (LAW, "Hằng tháng", "2026-11", on(2026, 10, 15), on(2026, 11, 14), on(2026, 11, 17), on(2026, 11, 17)),
        (YEAR, "Hằng quý", "2026-Q1", on(2026, 1, 1), on(2026, 3, 31), on(2026, 4, 10), on(2026, 4, 10)),  # Friday
        (YEAR, "Hằng quý", "2026-Q3", on(2026, 7, 1), on(2026, 9, 30), on(2026, 10, 10), on(2026, 10, 9)),  # Saturday
        (YEAR, "Hằng quý", "2026-Q4", on(2026, 10, 1), on(2026, 12, 31), on(2027, 1, 10), on(2027, 1, 8)),  # Sunday
        (YEAR, "06 tháng/lần", "2026-H2", on(2026, 7, 1), on(2026, 12, 31), on(2027, 1, 10), on(2027, 1, 8)),
        (YEAR, "Hằng năm", "2026", on(2026, 1, 1), on(2026, 12, 31), on(2027, 1, 15), on(2027, 1, 15)),  # Friday
        (AS_PRINTED, "Hằng quý", "2026-Q4", on(2026, 10, 1), on(2026, 12, 31), on(2026, 12, 31), on(2026, 12, 31)),
        # What no rule of the base speaks of is due as printed, and covers its own period.
        (YEAR, "Hằng tháng", "2026-11", on(2026, 11, 1), on(2026, 11, 30), on(2026, 11, 30), on(2026, 11, 30)),
    ],
)
def test_a_report_has_the_window_and_the_day_that_the_office_means(
    periods: Periods, deadline: str, key: str, first: on, covers_to: on, printed: on, last: on
) -> None:
    due = next(due for due in meant(periods, deadline) if due.key == key)
    assert (due.first, due.covers_to, due.printed, due.last) == (first, covers_to, printed, last)


def test_weeks_from_thursday_to_wednesday() -> None:
    periods = Periods(None, kinds()["tuan"].rules)
    weeks = {due.key: due for due in meant(periods, "Hàng tuần")}
    tenth = weeks["2026-W10"]
    assert (tenth.first, tenth.covers_to, tenth.last) == (on(2026, 2, 26), on(2026, 3, 4), on(2026, 3, 4))
    over_a_holiday = weeks["2026-W36"]  # Wednesday 2/9 and the days before it are off
    assert (over_a_holiday.covers_to, over_a_holiday.last) == (on(2026, 9, 2), on(2026, 8, 28))


def test_nobody_has_said_so_nothing_is_covered() -> None:
    assert {due.covers_to for due in meant(Periods(), "Hằng quý")} == {None}


def test_a_printed_day_stays_and_names_the_window_that_is_over_by_then() -> None:
    q1 = meant(LAW, "Trước ngày 21 của tháng cuối quý")[0]
    assert (q1.printed, q1.first, q1.covers_to) == (on(2026, 3, 20), on(2025, 12, 15), on(2026, 3, 14))
    early = meant(YEAR, "Trước ngày 21 của tháng cuối quý")[0]  # the quarter still runs
    assert (early.printed, early.covers_to) == (on(2026, 3, 20), None)


def test_a_rule_about_something_goes_before_one_for_all() -> None:
    own = tuple(map(read_rule, ("quý về chuyển đổi số: theo dương lịch, gửi ngày 15 tháng sau",)))
    periods = Periods(LAW.base, own)
    about = meant(periods, "Hằng quý", "Báo cáo chuyển đổi số, đô thị thông minh")[0]
    other = meant(periods, "Hằng quý", "Báo cáo cải cách hành chính")[0]
    assert (about.covers_to, about.last) == (on(2026, 3, 31), on(2026, 4, 15))
    assert (other.covers_to, other.last) == (on(2026, 3, 14), on(2026, 3, 20))


def test_a_rule_may_leave_a_report_to_the_plan() -> None:
    periods = Periods(LAW.base, (read_rule("quý về thu ngân sách: như kế hoạch ghi"),))
    assert meant(periods, "Hằng quý", "Báo cáo thu ngân sách")[0].printed == on(2026, 3, 31)


def test_the_office_may_move_a_send_day_on_and_name_an_hour() -> None:
    rule = read_rule(
        "quý: chốt ngày 14, gửi trước 16h30 ngày 20 tháng cuối kỳ, ngày nghỉ chuyển sang ngày làm việc sau"
    )
    june = meant(Periods(None, (rule,)), "Hằng quý")[1]
    assert (june.printed, june.last, june.due_time) == (on(2026, 6, 20), on(2026, 6, 22), time(16, 30))  # Monday


def test_a_send_day_that_becomes_a_day_off_moves_to_the_worked_day_before() -> None:
    storm = DayOff(on(2026, 3, 20), "off", "Nghỉ tránh bão", "official", "Công điện của tỉnh")
    assert sent_on(LAW.base[1] if LAW.base else Rule("quarter"), on(2026, 3, 14), Calendar.vietnam([storm])) == (
        on(2026, 3, 20),
        on(2026, 3, 19),
    )


UNITS: list[Unit] = ["week", "month", "quarter", "half-year", "year"]


@given(unit=st.sampled_from(UNITS), cut=st.none() | st.integers(1, 27), year=st.integers(2024, 2028))
def test_the_windows_of_a_rule_follow_each_other_without_a_gap(unit: Unit, cut: int | None, year: int) -> None:
    rule = Rule(unit, cut=(cut or 1) % 7 if unit == "week" else cut)
    windows = [covered(rule, part) for part in parts_between(unit, on(year, 1, 1), on(year + 1, 12, 31))]
    assert {later[0] - earlier[1] for earlier, later in pairwise(windows)} <= {DAY}
    assert all(first <= last for first, last in windows)


@given(
    unit=st.sampled_from(UNITS[1:]),
    day=st.integers(1, 31),
    later=st.integers(0, 11),
    forward=st.booleans(),
    at=st.dates(on(2024, 1, 1), on(2027, 12, 31)),
)
def test_every_report_goes_out_on_a_worked_day(unit: Unit, day: int, later: int, forward: bool, at: on) -> None:
    rule = Rule(unit, send=OnDay(day, later), forward=forward)
    wanted, last = sent_on(rule, covered(rule, part_of(unit, at))[1], VIETNAM)
    assert VIETNAM.is_workday(last)
    assert (last >= wanted) if forward else (last <= wanted)


def test_every_packaged_meaning_names_its_source() -> None:
    assert [kind for kind in kinds().values() if not kind.source] == []

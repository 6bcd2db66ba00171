"""Which report is meant, and which days it covers by the rules of the office."""

from datetime import date

import pytest

from bot.rules.report_asked import period_keyed, read_asked, read_period
from bot.rules.report_periods import Periods
from bot.rules.report_said import kinds, read_rule
from bot.rules.report_windows import Kind, period_in, sending_of, span, window_of
from bot.rules.workdays import Calendar

TODAY = date(2026, 11, 20)  # thứ Sáu
CALENDAR = Calendar.vietnam()
NOBODY_SAID = Periods()
CUT_14 = Periods(kinds()["14"].rules)
BY_CALENDAR = Periods(kinds()["lich"].rules)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("báo cáo tháng 11", "2026-11"),
        ("bao cao thang 11", "2026-11"),
        ("Báo cáo tháng 3/2025", "2025-03"),
        ("báo cáo tháng mười năm 2026", "2026-10"),
        ("báo cáo tháng 12", "2025-12"),  # this year's has not begun
        ("báo cáo tháng này", "2026-11"),
        ("soạn báo cáo tháng trước", "2026-10"),
        ("bao cao quy 3", "2026-Q3"),
        ("báo cáo quý III/2026", "2026-Q3"),
        ("báo cáo quý IV năm 2025", "2025-Q4"),
        ("báo cáo Q2", "2026-Q2"),
        ("báo cáo quý trước", "2026-Q3"),
        ("báo cáo 6 tháng", "2026-H2"),
        ("báo cáo 06 tháng đầu năm", "2026-H1"),
        ("báo cáo 6 tháng cuối năm 2025", "2025-H2"),
        ("báo cáo 9 tháng", "2026-9M"),
        ("báo cáo công tác 9 tháng đầu năm 2025", "2025-9M"),
        ("báo cáo năm", "2026"),
        ("báo cáo năm 2025", "2025"),
        ("báo cáo năm ngoái", "2025"),
        ("báo cáo tuần", "2026-W47"),
        ("báo cáo tuần này?", "2026-W47"),
        ("báo cáo tuần trước", "2026-W46"),
        ("báo cáo tuần 47/2026", "2026-W47"),
        ("báo cáo từ 01/3 đến 15/4", "2026-03-01_2026-04-15"),
        ("báo cáo từ ngày 1 tháng 12 đến ngày 15 tháng 1", "2025-12-01_2026-01-15"),
        ("báo cáo từ 15/12/2025 đến hết 14/11/2026", "2025-12-15_2026-11-14"),
        ("báo cáo từ đầu năm đến nay", "2026-01-01_2026-11-20"),
    ],
)
def test_a_period_is_read_as_people_say_it(words: str, key: str) -> None:
    period = read_asked(words, TODAY, NOBODY_SAID)
    assert period is not None
    assert period.key == key
    assert period_keyed(key) == period
    assert read_period(words.split(" ", 2)[2] if words.startswith("báo cáo t") else key, TODAY, NOBODY_SAID)


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo",
        "tháng 11",
        "báo cáo anh việc đã xong",
        "nộp báo cáo tháng 11 cho phòng",
        "báo cáo tháng 11 chưa xong",
        "phản ánh đường hỏng từ 01/3 đến 15/4",
    ],
)
def test_other_words_ask_for_no_report(words: str) -> None:
    assert read_asked(words, TODAY, NOBODY_SAID) is None


@pytest.mark.parametrize("words", ["tháng 13", "quý 5", "tuần 60", "từ 31/2 đến 15/4", "từ 01/3/2026 đến 01/2/2026"])
def test_a_period_that_there_is_not_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        read_period(words, TODAY, NOBODY_SAID)


# DOMAIN.md 5.1: the days that reports of 2026 cover, and when they go out.
@pytest.mark.parametrize(
    ("periods", "kind", "day", "first", "last", "sent"),
    [
        (CUT_14, "month", date(2026, 11, 1), date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 17)),
        (CUT_14, "quarter", date(2026, 2, 1), date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 20)),
        (CUT_14, "quarter", date(2026, 8, 1), date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 18)),  # 20/9: Sunday
        (CUT_14, "half-year", date(2026, 3, 1), date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 19)),  # 20/6: off
        (CUT_14, "nine-months", date(2026, 3, 1), date(2025, 12, 15), date(2026, 9, 14), date(2026, 9, 18)),
        (CUT_14, "year", date(2026, 3, 1), date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 18)),
        (BY_CALENDAR, "quarter", date(2026, 8, 1), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 9)),
        (BY_CALENDAR, "nine-months", date(2026, 8, 1), date(2026, 1, 1), date(2026, 9, 30), date(2026, 10, 9)),
        (BY_CALENDAR, "month", date(2026, 8, 1), date(2026, 8, 1), date(2026, 8, 31), None),
        (NOBODY_SAID, "quarter", date(2026, 8, 1), date(2026, 7, 1), date(2026, 9, 30), None),
        (NOBODY_SAID, "week", TODAY, date(2026, 11, 16), date(2026, 11, 22), None),
    ],
)
def test_a_report_covers_the_days_that_the_office_means(
    periods: Periods, kind: Kind, day: date, first: date, last: date, sent: date | None
) -> None:
    period = period_in(kind, day)
    window = window_of(period, periods)
    assert (window.first, window.last) == (first, last)
    sending = sending_of(period, periods, CALENDAR)
    assert (sending.day if sending else None) == sent


def test_a_week_runs_as_the_office_says() -> None:
    periods = NOBODY_SAID.with_rule(read_rule("tuần: từ thứ Năm đến thứ Tư, gửi trước 16:00 thứ Tư"))
    window = window_of(period_in("week", TODAY), periods)
    assert (window.first, window.last) == (date(2026, 11, 12), date(2026, 11, 18))
    assert window.coming == (date(2026, 11, 19), date(2026, 11, 25))
    this = read_asked("báo cáo tuần này", TODAY, periods)
    assert this is not None
    assert window_of(this, periods).last == date(2026, 11, 25)


def test_a_rule_about_one_matter_does_not_move_the_report_on_all_work() -> None:
    periods = BY_CALENDAR.with_rule(kinds()["cchc"].rules[0])
    assert window_of(period_in("quarter", date(2026, 8, 1)), periods).last == date(2026, 9, 30)


def test_the_days_to_come_follow_without_a_gap() -> None:
    for kind in ("month", "quarter", "half-year", "nine-months", "year"):
        window = window_of(period_in(kind, date(2026, 5, 5)), CUT_14)
        assert window.coming is not None
        assert (window.coming[0] - window.last).days == 1
    assert window_of(span(date(2026, 3, 1), date(2026, 3, 10)), CUT_14).coming == (
        date(2026, 3, 11),
        date(2026, 3, 20),
    )

"""Reports whose plan prints only "hằng quý": what the office means decides their day."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.report_days import ReportDay, is_report, report_day
from bot.rules.workdays import Calendar

VIETNAM = Calendar.vietnam()
LAW = "Điều 12 Nghị định 09/2019/NĐ-CP"
YEAR = "Báo cáo theo năm dương lịch"


@pytest.mark.parametrize(
    ("content", "deadline", "expected"),
    [
        ("Báo cáo cải cách hành chính", "Hằng quý", True),
        ("bao cao cai cach", "Hàng tháng", True),
        ("Tổng hợp báo cáo thu ngân sách", "06 tháng/lần", True),
        ("Thực hiện chế độ báo cáo thống kê", "Hằng năm", True),
        ("Báo cáo công tác", "Định kỳ hàng tháng, quý, năm", True),
        ("Báo cáo công tác", "Thường xuyên, định kỳ báo cáo theo Quý", True),
        ("Báo cáo công tác", "Trước ngày 20 của tháng cuối quý", False),
        ("Báo cáo công tác", "25/12/2026", False),
        ("Báo cáo công tác", "Thường xuyên", False),
        ("Báo cáo công tác", "02 lần/năm", False),
        ("Giảm số lượng đơn vị sự nghiệp", "Báo cáo theo quý", True),
        ("Dọn rác, có báo cáo", "Hằng quý", False),
        ("Kiểm tra báo cáo của trường", "Hằng quý", False),
    ],
)
def test_which_work_is_a_periodic_report_without_a_day(content: str, deadline: str, expected: bool) -> None:
    assert is_report(content, deadline, read(deadline, year=2026).schedule) == expected


@pytest.mark.parametrize(
    ("meaning", "key", "found"),
    [
        ("14", "2026-Q1", ReportDay(on(2025, 12, 15), on(2026, 3, 14), on(2026, 3, 20), LAW)),
        ("14", "2026-Q4", ReportDay(on(2026, 9, 15), on(2026, 12, 14), on(2026, 12, 20), LAW)),
        ("14", "2026-H1", ReportDay(on(2025, 12, 15), on(2026, 6, 14), on(2026, 6, 20), LAW)),
        ("14", "2026", ReportDay(on(2025, 12, 15), on(2026, 12, 14), on(2026, 12, 20), LAW)),
        # Saturday 14/11/2026: two worked days later is Tuesday the 17th.
        ("14", "2026-11", ReportDay(on(2026, 10, 15), on(2026, 11, 14), on(2026, 11, 17), LAW)),
        ("lich", "2026-Q3", ReportDay(on(2026, 7, 1), on(2026, 9, 30), on(2026, 10, 10), YEAR)),
        ("lich", "2026-Q4", ReportDay(on(2026, 10, 1), on(2026, 12, 31), on(2027, 1, 10), YEAR)),
        ("lich", "2026-H2", ReportDay(on(2026, 7, 1), on(2026, 12, 31), on(2027, 1, 10), YEAR)),
        ("lich", "2026", ReportDay(on(2026, 1, 1), on(2026, 12, 31), on(2027, 1, 15), YEAR)),
        ("lich", "2026-11", None),
        ("giu", "2026-Q4", None),
        ("14", "2026-W47", None),
        ("14", "check-2026-Q4", None),
        ("14", "2026-11-20", None),
    ],
)
def test_the_window_of_a_period(meaning: str, key: str, found: ReportDay | None) -> None:
    assert report_day(meaning, key, VIETNAM) == found

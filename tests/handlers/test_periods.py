"""What "quý" means in reports is asked once and kept; the due dates of such reports follow."""

from datetime import date, datetime

import pytest

from storage.occurrences import open_duties
from storage.offices import the_office
from tests.talks import ZONE, Town, adopt

QUARTERLY = "Báo cáo cải cách hành chính|Phòng Kinh tế|Hằng quý"
MONTHLY = "Báo cáo tiếp công dân|Phòng Kinh tế|Hằng tháng"
YEARLY = "Báo cáo thi đua|Phòng Kinh tế|Hằng năm"
PRINTED = "Báo cáo an toàn|Phòng Kinh tế|Trước ngày 20 của tháng cuối quý"
NO_REPORT = "Dọn rác liên xã|Phòng Kinh tế|Hằng quý"


async def choose(town: Town, label: str) -> str:
    """The clerk picks a meaning and applies what was shown."""
    await town.tap("Bà Thư", label)
    return await town.tap("Bà Thư", "Áp dụng")


def dates(town: Town) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    with town.store.transaction() as session:
        for item, task in open_duties(session, town.office_id):
            found.setdefault(task.content, []).append(item.due)
    return found


async def test_after_a_plan_with_such_reports_the_clerk_is_asked_what_a_quarter_is(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY, NO_REPORT)
    asked = town.heard("Bà Thư")[-1]
    assert "Đã lưu" in asked
    assert "hiểu kỳ báo cáo thế nào" in asked
    assert "Kế hoạch có 1 báo cáo" in asked
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]  # Thursday, as the plan says


async def test_without_such_reports_nothing_is_asked(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, NO_REPORT, PRINTED)
    assert "kỳ báo cáo" not in town.heard("Bà Thư")[-1]


# On Friday 20/11/2026 the report of November, cut on the 14th, was due on the 17th and is over.
@pytest.mark.parametrize(
    ("choice", "row", "due"),
    [
        ("Chốt ngày 14", QUARTERLY, [date(2026, 12, 18)]),  # 20/12 is a Sunday, so Friday
        ("Chốt ngày 14", YEARLY, [date(2026, 12, 18)]),
        (
            "Chốt ngày 14",
            MONTHLY,
            [date(2026, 12, 16), date(2027, 1, 18)],
        ),  # two worked days after Monday 14/12, Thursday 14/01
        ("Theo dương lịch", QUARTERLY, [date(2027, 1, 8)]),  # 10/01/2027 is a Sunday, so Friday
        ("Theo dương lịch", YEARLY, [date(2027, 1, 15)]),  # Friday
        ("Theo dương lịch", MONTHLY, [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 29)]),  # as in the plan
        ("Như kế hoạch ghi", QUARTERLY, [date(2026, 12, 31)]),
    ],
)
async def test_the_answer_sets_the_due_dates(town: Town, choice: str, row: str, due: list[date]) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, row, NO_REPORT, PRINTED)
    await choose(town, choice)
    found = dates(town)
    assert found[row.split("|")[0]] == due
    assert found["Dọn rác liên xã"] == [date(2026, 12, 31)]
    assert found["Báo cáo an toàn"] == [date(2026, 12, 18)]  # the 19th is a Saturday


async def test_it_is_asked_once_and_holds_for_the_next_plan(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    with town.store.transaction() as session:
        office = the_office(session)
        assert office
        assert office.profile["quarter"] == "14"
    await adopt(town, YEARLY)
    assert "kỳ báo cáo thế nào" not in town.heard("Bà Thư")[-1]
    assert dates(town)["Báo cáo thi đua"] == [date(2026, 12, 18)]


async def test_the_answer_may_be_changed_and_the_plans_days_come_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY, MONTHLY)
    before = dates(town)
    assert "Đã tính lại" in await choose(town, "Chốt ngày 14")
    assert dates(town) != before
    assert "đang tính đúng như vậy" in await town.say("Bà Thư", "/quy 14")
    await town.say("Bà Thư", "/quy giu")
    assert "Đã tính lại" in await town.tap("Bà Thư", "Áp dụng")
    assert dates(town) == before


async def test_more_time_that_was_granted_stays(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, QUARTERLY)
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "8/1/2027 vì chờ số liệu")
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.say("Bà Thư", "/quy 14")
    await town.tap("Bà Thư", "Áp dụng")
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2027, 1, 8)]


async def test_the_reminders_follow_the_new_day(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    await town.until(datetime(2026, 12, 18, 8, 0, tzinfo=ZONE))
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]


async def test_the_reason_names_the_window_and_its_source(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    told = await town.say("Chị Lan", "/vi_sao 1")
    assert "“quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ”" in told
    assert "Số liệu từ thứ Ba, 15/09/2026 đến thứ Hai, 14/12/2026" in told
    assert "Ngày gửi tính được: Chủ nhật, 20/12/2026" in told
    assert "Nghị định 09/2019/NĐ-CP" in told
    assert "• Chủ nhật, 20/12/2026: Chủ nhật (nghỉ hằng tuần)" in told


async def test_a_closure_moves_such_a_report_by_the_same_rule(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    assert "thứ Sáu 18/12 → <b>thứ Năm, 17/12/2026" in await town.say("Bà Thư", "/lich nghỉ 18/12 vì bão")


async def test_only_clerk_and_admin_decide(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh", "Ông Trưởng", "Quản Trị")
    await adopt(town, QUARTERLY)
    for who in ("Chị Lan", "Ông Lãnh", "Ông Trưởng", "bà Sáu"):
        assert "Áp dụng" not in await town.say(who, "/quy 14")
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]
    assert "Áp dụng?" in await town.say("Quản Trị", "/quy 14")
    assert "Đã ghi" in await town.tap("Quản Trị", "Áp dụng")

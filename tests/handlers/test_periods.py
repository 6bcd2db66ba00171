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


async def test_the_answer_shows_which_dates_move_before_it_counts(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY, YEARLY)
    told = await town.tap("Bà Thư", "Chốt ngày 14")
    assert "(chưa áp dụng)" in told
    assert "2 hạn báo cáo đổi" in told
    assert "Báo cáo cải cách hành chính – Quý IV/2026" in told
    assert "thứ Năm 31/12 → <b>thứ Sáu, 18/12/2026</b>, số liệu thứ Ba 15/09 – thứ Hai 14/12" in told
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]
    assert "Không đổi gì" in await town.tap("Bà Thư", "Không đổi gì")
    assert "không còn chờ áp dụng" in await town.tap("Bà Thư", "Áp dụng")
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]


async def test_only_what_was_shown_last_is_applied(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await town.say("Bà Thư", "/quy 14")
    first = town.choice("Bà Thư", "Áp dụng")
    await town.say("Bà Thư", "/quy lich")
    assert "không còn chờ áp dụng" in await town.say("Bà Thư", first)
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]


async def test_an_office_sets_its_own_period_in_its_own_words(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await town.say("Bà Thư", "/quy")
    told = await town.say(
        "Bà Thư", "quý: chốt ngày 25, gửi trước 16h30 ngày 27, ngày nghỉ chuyển sang ngày làm việc sau"
    )
    # Sunday 27/12/2026, so Monday
    assert "<b>16:30 thứ Hai, 28/12/2026</b>, số liệu thứ Bảy 26/09 – thứ Sáu 25/12" in told
    await town.tap("Bà Thư", "Áp dụng")
    card = await town.say("Chị Lan", "/v 1")
    assert "Hạn: 16:30 thứ Hai, 28/12/2026" in card
    assert "Số liệu từ thứ Bảy 26/09 đến thứ Sáu, 25/12/2026" in card
    assert "quý: chốt ngày 25" in await town.say("Bà Thư", "/quy")
    await town.tap("Bà Thư", "Bỏ: quý")
    await town.tap("Bà Thư", "Áp dụng")
    assert dates(town)["Báo cáo cải cách hành chính"] == [date(2026, 12, 31)]


async def test_weekly_reports_may_run_from_thursday_to_wednesday(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Báo cáo công tác tuần|Phòng Kinh tế|Hàng tuần")
    assert "kỳ báo cáo thế nào" not in town.heard("Bà Thư")[-1]
    before = dates(town)["Báo cáo công tác tuần"]
    assert before[:2] == [date(2026, 11, 20), date(2026, 11, 27)]  # Fridays
    await town.say("Bà Thư", "/quy")
    await choose(town, "Tuần từ thứ Năm")
    found = dates(town)["Báo cáo công tác tuần"]
    assert found[:2] == [date(2026, 11, 25), date(2026, 12, 2)]  # Wednesdays; the week of 18/11 was over
    assert "Số liệu từ thứ Năm 19/11 đến thứ Tư, 25/11/2026" in await town.say("Chị Lan", "/v 2")


async def test_reports_about_one_matter_have_a_rule_of_their_own(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    digital = "Báo cáo chuyển đổi số|Phòng Kinh tế|Hằng quý"
    await adopt(town, QUARTERLY, digital)
    await choose(town, "Theo dương lịch")
    await town.say("Bà Thư", "/quy")
    await choose(town, "Cải cách hành chính")
    found = dates(town)
    assert found["Báo cáo cải cách hành chính"] == [date(2026, 12, 18)]
    assert found["Báo cáo chuyển đổi số"] == [date(2027, 1, 8)]
    assert "Công văn 581/BNV-CCHC" in await town.say("Chị Lan", "/vi_sao 1")


async def test_a_report_with_a_printed_day_says_which_window_is_over_by_then(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRINTED, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    told = await town.say("Chị Lan", "/v 1")
    assert "Hạn: thứ Sáu, 18/12/2026" in told
    assert "Số liệu từ thứ Ba 15/09 đến thứ Hai, 14/12/2026" in told


async def test_the_next_years_reports_follow_the_same_rule(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, QUARTERLY)
    await choose(town, "Chốt ngày 14")
    town.now = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    await town.app.tick()
    assert dates(town)["Báo cáo cải cách hành chính"][-1] == date(2027, 3, 19)  # 20/3/2027 is a Saturday
    told = await town.say("Chị Lan", "/v 2")
    assert "Số liệu từ thứ Ba 15/12 đến Chủ nhật, 14/03/2027" in told


async def test_words_that_are_no_period_are_answered_with_examples(town: Town) -> None:
    town.seat("Bà Thư")
    assert "Ví dụ" in await town.say("Bà Thư", "/quy quý: khi nào xong thì gửi")
    assert "Thiếu ngày gửi" in await town.say("Bà Thư", "quý: chốt ngày 14")
    told = await town.say("Bà Thư", "quý: chốt ngày 14, gửi ngày 20\nnăm: theo dương lịch, gửi ngày 15/01")
    assert "quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ" in told
    assert "năm: theo dương lịch, gửi ngày 15 tháng sau" in told


async def test_a_closure_moves_a_report_that_counts_worked_days(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONTHLY)
    await choose(town, "Chốt ngày 14")
    assert dates(town)["Báo cáo tiếp công dân"][0] == date(2026, 12, 16)  # two worked days after Monday 14/12
    assert "thứ Tư 16/12 → <b>thứ Năm, 17/12/2026" in await town.say("Bà Thư", "/lich nghỉ 15/12 vì bão")

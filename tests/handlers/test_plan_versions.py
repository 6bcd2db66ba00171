"""A changed plan: what is shown, what is kept, who is told."""

from datetime import datetime

from bot.rules.states import Work
from storage.occurrences import Occurrence, open_duties
from storage.plans import Plan
from tests.plan_talks import (
    BRIDGE,
    CLEANING,
    CLERK,
    DYKE,
    POOR,
    WORKS,
    dates_of,
    history_of,
    labels,
    rows_of,
    save_plan,
    save_version,
    send_plan,
    task_of,
)
from tests.talks import ZONE, Town, document

POOR_LATER = POOR.replace("10/12/2026", "17/12/2026")
DYKE_ELSEWHERE = DYKE.replace("Phòng Kinh tế", "VH-XH")
COUNTING = "Tổng kiểm kê tài sản công|Phòng Kinh tế|28/12/2026|Bảng kê"


async def test_the_preview_shows_what_would_change_and_who_would_be_told(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Anh Văn")
    await save_plan(town, POOR, DYKE, CLEANING)
    told = await send_plan(town, POOR_LATER, CLEANING, COUNTING, name="moi.txt")
    assert "1 việc thêm, 1 việc sửa, 1 việc bỏ" in told
    assert "+ Tổng kiểm kê tài sản công" in told
    assert "thời hạn “Trước ngày 10/12/2026” → “Trước ngày 17/12/2026”" in told
    assert "– Kiểm tra đê bao phía bắc" in told
    assert "Khi lưu sẽ báo cho: Anh Văn, Chị Lan." in told


async def test_nothing_changes_before_it_is_confirmed(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE, POOR)
    await send_plan(town, POOR_LATER, COUNTING, name="moi.txt")
    await town.tap(CLERK, "Không lưu")
    assert dates_of(town, "Kiểm tra") == [("2026-12-18", "open")]
    assert dates_of(town, "Báo cáo") == [("2026-12-09", "open")]


async def test_a_deadline_that_moved_brings_its_reminders_along(town: Town) -> None:
    town.seat(CLERK, "Anh Văn")
    await save_plan(town, POOR, DYKE)
    await save_version(town, POOR_LATER, DYKE)
    assert dates_of(town, "Báo cáo") == [("2026-12-16", "open")]  # thứ Tư, the day before the 17th
    await town.until(datetime(2026, 12, 9, 12, 0, tzinfo=ZONE))
    assert not any("Hạn hôm nay" in letter for letter in town.heard("Anh Văn"))
    await town.until(datetime(2026, 12, 16, 12, 0, tzinfo=ZONE))
    assert "Hạn hôm nay" in town.heard("Anh Văn")[-1]


async def test_each_official_gets_one_letter_saying_what_changed_for_them(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Anh Văn")
    await save_plan(town, POOR, DYKE, BRIDGE)
    assert "Đã báo cho 2 cán bộ" in await save_version(town, POOR_LATER, DYKE_ELSEWHERE, BRIDGE, COUNTING)
    [lan], [van] = town.heard("Chị Lan"), town.heard("Anh Văn")
    assert "Việc mới:</b> Tổng kiểm kê tài sản công – thời hạn: 28/12/2026" in lan
    assert "Chuyển cho người khác:</b> Kiểm tra đê bao" in lan
    assert "hộ nghèo" not in lan
    assert "Việc mới:</b> Kiểm tra đê bao" in van
    assert "Thời hạn: “Trước ngày 10/12/2026” → “Trước ngày 17/12/2026”" in van


async def test_those_whom_nothing_concerns_hear_nothing(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Anh Văn")
    await save_plan(town, POOR, DYKE)
    await save_version(town, POOR_LATER, DYKE)
    assert town.heard("Chị Lan") == []


async def test_progress_and_history_stay_with_a_changed_task(town: Town) -> None:
    town.seat(CLERK, "Anh Văn")
    await save_plan(town, POOR, DYKE)
    await town.say("Anh Văn", "/viec")
    await town.tap("Anh Văn", "Đang làm")
    await save_version(town, POOR_LATER, DYKE)
    assert dates_of(town, "Báo cáo") == [("2026-12-16", "doing")]
    assert [what for what, _ in history_of(town, "Báo cáo")] == ["adopted", "doing", "changed"]
    assert "10/12/2026" in history_of(town, "Báo cáo")[-1][1]


async def test_what_is_done_stays_done(town: Town) -> None:
    town.seat(CLERK, "Anh Văn")
    await save_plan(town, POOR, DYKE)
    await town.say("Anh Văn", "/viec")
    await town.say("Anh Văn", town.choice("Anh Văn", "Đã xong") + " khong")
    await save_version(town, POOR_LATER, DYKE)
    assert dates_of(town, "Báo cáo") == [("2026-12-09", "done")]


async def test_of_a_rhythm_that_changed_what_was_done_stays_and_the_rest_follows_the_new_one(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    monthly = "Dọn rác liên xã|Phòng Kinh tế|Hàng tháng|Nhật ký"
    await save_plan(town, monthly, DYKE)
    with town.store.transaction() as session:
        first = min((item for item, task in open_duties(session, town.office_id) if "rác" in task.content), key=_due)
        first.state = Work.DONE
        session.add(first)
    await save_version(town, monthly.replace("Hàng tháng", "Hàng quý"), DYKE)
    states = dates_of(town, "Dọn rác")
    assert states == [
        ("2026-11-30", "done"),
        ("2026-12-31", "dropped"),
        ("2026-12-31", "open"),
        ("2027-01-29", "dropped"),
    ]


def _due(item: Occurrence) -> str:
    return item.due.isoformat()


async def test_a_dropped_task_is_closed_with_its_history_and_reminds_nobody(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE, POOR, CLEANING)
    await save_version(town, POOR, CLEANING)
    assert task_of(town, "Kiểm tra").closed_at is not None
    assert history_of(town, "Kiểm tra")[-1] == ("dropped", "Kế hoạch mới không còn nhiệm vụ này.")
    assert "không có việc nào" in await town.say("Chị Lan", "/viec")
    told = len(town.heard("Chị Lan"))
    await town.until(datetime(2026, 12, 19, 12, 0, tzinfo=ZONE))
    assert len(town.heard("Chị Lan")) == told


async def test_rows_in_another_order_with_other_numbers_are_the_same_tasks(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Anh Văn")
    await save_plan(town, POOR, DYKE, CLEANING)
    assert "0 việc thêm, 0 việc sửa, 0 việc bỏ" in await save_version(town, CLEANING, POOR, DYKE)
    assert town.heard("Chị Lan") == []
    with town.store.transaction() as session:
        assert session.get_one(Plan, 2).replaces_id == 1


async def test_small_edits_of_the_wording_keep_the_task(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, POOR, DYKE)
    before = task_of(town, "Kiểm tra đê bao").id
    await save_version(town, POOR, DYKE.replace("phía bắc", "phía bắc và phía nam"))
    after = task_of(town, "Kiểm tra đê bao")
    assert (after.id, after.content) == (before, "Kiểm tra đê bao phía bắc và phía nam")


async def test_a_clerks_correction_survives_a_version_that_prints_the_same(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, DYKE, POOR)
    await town.say(CLERK, "/suadong 1 0 deadline_text")
    await town.say(CLERK, "22/12/2026")
    await save_version(town, DYKE, POOR_LATER)
    assert dates_of(town, "Kiểm tra") == [("2026-12-22", "open")]


async def test_a_deadline_decided_once_is_not_asked_about_again(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, WORKS, POOR)
    await town.tap(CLERK, "Xem lại ngay")
    await town.tap(CLERK, "Nhập hạn khác")
    await town.say(CLERK, "trước ngày 15/12")
    told = await send_plan(town, WORKS, POOR_LATER, name="moi.txt")
    assert "0 việc thêm, 1 việc sửa, 0 việc bỏ" in told
    assert "dòng cần người xem" not in told


async def test_a_row_dropped_from_the_version_before_is_dropped_again(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE, POOR)
    await town.say(CLERK, "/bodong 1 0")
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    assert "0 việc thêm, 1 việc sửa" in await send_plan(town, DYKE, POOR_LATER, name="moi.txt")
    assert [bool(row.get("dropped")) for row in rows_of(town, 2)] == [True, False]


async def test_another_plan_of_the_year_is_no_version(town: Town) -> None:
    town.seat(CLERK)
    await save_plan(town, POOR, DYKE)
    assert "bản mới" not in await send_plan(town, COUNTING, CLEANING, name="khac.txt")
    assert "Lưu, theo dõi từ hôm nay" in labels(town)


async def test_the_clerk_can_say_that_it_is_another_plan(town: Town) -> None:
    town.seat(CLERK)
    await save_plan(town, POOR, DYKE)
    await send_plan(town, POOR_LATER, DYKE, name="moi.txt")
    assert "bản mới" not in await town.tap(CLERK, "Đây là kế hoạch khác")
    await town.tap(CLERK, "Lưu, theo dõi")
    with town.store.transaction() as session:
        assert len(open_duties(session, town.office_id)) == 4


async def test_a_third_version_follows_the_second(town: Town) -> None:
    town.seat(CLERK)
    await save_plan(town, POOR, DYKE)
    await save_version(town, POOR_LATER, DYKE)
    told = await save_version(town, POOR, DYKE, COUNTING, name="ba.txt")
    assert "1 việc thêm, 1 việc sửa, 0 việc bỏ" in told
    assert dates_of(town, "Báo cáo") == [("2026-12-09", "open")]


async def test_an_earlier_version_can_be_brought_back(town: Town) -> None:
    town.seat(CLERK)
    await save_plan(town, POOR, DYKE)
    await save_version(town, POOR_LATER, DYKE)
    await save_version(town, POOR, DYKE, name="lai-ban-dau.txt")
    assert dates_of(town, "Báo cáo") == [("2026-12-09", "open")]
    town.line.files["x"] = town.line.files["lai-ban-dau.txt"]
    assert "đã được nhập" in await town.say(CLERK, files=(document("x", "x.txt"),))
